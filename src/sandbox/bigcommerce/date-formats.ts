// The date spellings of BigCommerce: what its answers write and what its filters accept.

const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const rfcTime = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} ([+-]\d{4}|GMT|UT)$/;

/** `2026-02-10T21:40:11Z` to `Tue, 10 Feb 2026 21:40:11 +0000`; anything that is no date stays as it is. */
export function rfcDate(iso: string): string {
  const time = iso === '' ? Number.NaN : Date.parse(iso);
  return isoTime.test(iso) && !Number.isNaN(time)
    ? new Date(time).toUTCString().replace('GMT', '+0000')
    : iso;
}

/** `2026-02-10T21:40:11Z` to `2026-02-10T21:40:11+00:00`, as V3 catalogue dates are written. */
export function offsetDate(iso: string): string {
  return iso.replace('Z', '+00:00');
}

/** `2026-02-10T21:40:11Z` to `2026-02-10 21:40:11`, as customer groups are dated. */
export function spacedDate(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** ISO in whole seconds, UTC, to compare with the shop's dates; undefined when BigCommerce would not read it. */
export function filterDate(text: string, allowed: { readonly rfc: boolean }): string | undefined {
  const readable = isoDay.test(text) || isoTime.test(text) || (allowed.rfc && rfcTime.test(text));
  if (!readable) return undefined;
  // Without a zone a time is UTC here; Date.parse would take the machine's zone.
  const zoned = isoTime.test(text) && !/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text;
  const time = Date.parse(zoned.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  const asRfc = Number.isNaN(time) ? Date.parse(text) : time;
  if (Number.isNaN(asRfc)) return undefined;
  return `${new Date(Math.ceil(asRfc / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

export function isDayOnly(text: string): boolean {
  return isoDay.test(text);
}

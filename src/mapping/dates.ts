// Reads the four ways in which BigCommerce writes a moment and gives them back in Brevo's two.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

// `2024-05-14`, `2024-05-14T09:34:00.000Z`, `2018-08-24T14:41:00+00:00`, `2023-07-17 06:30:41` (read as UTC).
const isoLike =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
// `Tue, 05 Mar 2019 21:40:11 +0000`: V2 orders (orders.v2.oas2.yml).
const rfc2822 =
  /^(?:[a-z]{3},\s*)?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (GMT|UTC|Z|[+-]\d{4})$/i;

/** The moment as `2019-03-05T21:40:11.000Z`, or undefined when the text is no date. */
export function toIsoTime(text: string): string | undefined {
  return momentOf(text.trim())?.toISOString();
}

/** The UTC day as `2019-03-05`, or undefined when the text is no date. */
export function toDay(text: string): string | undefined {
  return toIsoTime(text)?.slice(0, 10);
}

function momentOf(text: string): Date | undefined {
  const iso = isoLike.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return moment({ year, month, day, hour, minute, second, fraction, zone });
  }
  const rfc = rfc2822.exec(text);
  if (rfc === null) return undefined;
  const [, day, name = '', year, hour, minute, second, zone] = rfc;
  const month = String(months.indexOf(name.toLowerCase()) + 1);
  return moment({ year, month, day, hour, minute, second, fraction: undefined, zone });
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'zone';
type Parts = Readonly<Record<Part, string | undefined>>;

// Date.parse takes "foo 1" and turns 30 February into 1 March, so the calendar and the clock are checked here.
function moment(parts: Parts): Date | undefined {
  const date = midnightOf(parts);
  const [hour, minute, second] = [parts.hour, parts.minute, parts.second].map(numberOf);
  const offset = offsetMinutes(parts.zone);
  if (date === undefined || offset === undefined) return undefined;
  if (!isBelow(hour, 24) || !isBelow(minute, 60) || !isBelow(second, 60)) return undefined;
  const milliseconds = Number((parts.fraction ?? '').padEnd(3, '0').slice(0, 3));
  date.setUTCHours(hour, minute - offset, second, milliseconds);
  return isBelow(date.getUTCFullYear(), 10_000) ? date : undefined;
}

function midnightOf(parts: Parts): Date | undefined {
  const [year, month, day] = [numberOf(parts.year), numberOf(parts.month), numberOf(parts.day)];
  // Not Date.UTC: it reads the years 0 to 99 as 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date : undefined;
}

function numberOf(text: string | undefined): number {
  return Number(text ?? 0);
}

function isBelow(part: number | undefined, limit: number): part is number {
  return part !== undefined && part >= 0 && part < limit;
}

/** Minutes east of UTC; no zone means UTC. */
function offsetMinutes(zone: string | undefined): number | undefined {
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (offset === null) return 0;
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  if (minutes > 14 * 60) return undefined;
  return offset[1] === '-' ? -minutes : minutes;
}

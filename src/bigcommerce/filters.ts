// The V3 filters that several lists share.
import type { Query } from '../http/address';

/** Lists are comma separated, never repeated. */
export function idsFilter(ids: readonly number[] | undefined): Query {
  return ids === undefined ? {} : { 'id:in': ids.join(',') };
}

/** A bare `date_modified` would be an exact match, and a date without time gets the present time appended. */
export function modifiedFilter(modifiedSince: string | undefined): Query {
  return modifiedSince === undefined ? {} : { 'date_modified:min': fullTime(modifiedSince) };
}

/** Date, time and zone. Throws RangeError when the text is no time. */
export function fullTime(iso: string): string {
  return new Date(iso).toISOString();
}

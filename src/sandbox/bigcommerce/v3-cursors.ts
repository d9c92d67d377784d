// V3 cursor paging (customers): opaque places in a sorted list that stay right while records come and go.

import type { SortOrder } from './query-parameters';
import { compare } from './record-filters';
import type { SortKey } from './record-filters';
import { Refusal } from './refusals';

interface Place {
  readonly key: SortKey;
  readonly id: number;
}

export interface CursorList<T> {
  /** In the order asked. */
  readonly records: readonly T[];
  readonly order: SortOrder;
  readonly key: (record: T) => SortKey;
  readonly limit: number;
  readonly query: URLSearchParams;
}

export interface CursorSlice<T> {
  readonly rows: readonly T[];
  readonly cursor_pagination: Readonly<Record<string, unknown>>;
}

/** Follows `after` or `before`; without either it is the first page. */
export function cursorSlice<T extends { readonly id: number }>(
  list: CursorList<T>,
): CursorSlice<T> {
  const { records, limit, query } = list;
  const [from, to] = range(list);
  const rows = records.slice(from, to);
  const first = rows[0];
  const last = rows.at(-1);
  const link = (change: Readonly<Record<string, string>>): string => {
    const next = new URLSearchParams(query);
    for (const name of ['page', 'after', 'before']) next.delete(name);
    next.set('limit', String(limit));
    for (const [name, value] of Object.entries(change)) next.set(name, value);
    return `?${next.toString()}`;
  };
  const current: Record<string, string> = {};
  for (const name of ['after', 'before']) {
    const value = query.get(name);
    if (value !== null) current[name] = value;
  }
  const cursor = (record: T): string => encode({ key: list.key(record), id: record.id });
  return {
    rows,
    cursor_pagination: {
      count: rows.length,
      per_page: limit,
      ...(first === undefined ? {} : { start_cursor: cursor(first) }),
      ...(last === undefined ? {} : { end_cursor: cursor(last) }),
      links: {
        ...(from > 0 && first !== undefined ? { previous: link({ before: cursor(first) }) } : {}),
        current: link(current),
        ...(to < records.length && last !== undefined
          ? { next: link({ after: cursor(last) }) }
          : {}),
      },
    },
  };
}

function range<T extends { readonly id: number }>(list: CursorList<T>): readonly [number, number] {
  const { records, limit, query } = list;
  const after = query.get('after');
  const before = query.get('before');
  if (after !== null) {
    const from = firstAt(list, decode(after), 1);
    return [from, from + limit];
  }
  if (before !== null) {
    const to = firstAt(list, decode(before), 0);
    return [Math.max(0, to - limit), to];
  }
  return [0, Math.min(limit, records.length)];
}

/** Index of the first record at the place (`beyond` 0) or behind it (`beyond` 1). */
function firstAt<T extends { readonly id: number }>(
  { records, order, key }: CursorList<T>,
  place: Place,
  beyond: 0 | 1,
): number {
  const sign = order.descending ? -1 : 1;
  const at = records.findIndex((record) => {
    const side = sign * (compare(key(record), place.key) || record.id - place.id);
    return side >= beyond;
  });
  return at < 0 ? records.length : at;
}

function encode(place: Place): string {
  const shown = place.key === place.id ? { id: place.id } : place;
  return Buffer.from(JSON.stringify(shown)).toString('base64');
}

function decode(text: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
    if (isPlace(place)) return { key: place.key ?? place.id, id: place.id };
  } catch {
    // Falls through: a cursor that is no JSON is refused like any other wrong one.
  }
  throw new Refusal(422, 'The cursor is not valid.');
}

function isPlace(value: unknown): value is { readonly id: number; readonly key?: SortKey } {
  if (typeof value !== 'object' || value === null || !('id' in value)) return false;
  return typeof value.id === 'number';
}

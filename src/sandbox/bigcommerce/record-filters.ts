// Chooses and orders records for a list, in one pass.

import type { SortOrder } from './query-parameters';

export interface DateBounds {
  readonly min: string | undefined;
  readonly max: string | undefined;
  /** The bare filter: this very second. */
  readonly exact?: string | undefined;
}

/** Bounds are inclusive; all dates are ISO in whole seconds, so text order is time order. */
export function within(date: string, { min, max, exact }: DateBounds): boolean {
  return (
    (min === undefined || date >= min) &&
    (max === undefined || date <= max) &&
    (exact === undefined || date === exact)
  );
}

/** The records of these ids in order of id, or all of them; unknown ids are left out. */
export function chosen<T>(
  records: ReadonlyMap<number, T>,
  ids: readonly number[] | undefined,
): T[] {
  if (ids === undefined) return [...records.values()];
  return [...new Set(ids)]
    .sort((a, b) => a - b)
    .flatMap((id) => {
      const record = records.get(id);
      return record === undefined ? [] : [record];
    });
}

export type SortKey = string | number;

/** Orders by a key, ties by id; `key` undefined keeps the order of ids. */
export function sorted<T extends { readonly id: number }>(
  records: readonly T[],
  order: SortOrder,
  key: (record: T) => SortKey,
): readonly T[] {
  const sign = order.descending ? -1 : 1;
  return [...records].sort((a, b) => sign * (compare(key(a), key(b)) || a.id - b.id));
}

export function compare(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// Counting what happened to records: numbers and the first ids, never the records.

/** `ids` holds the first 20: customer, product and subscriber ids as numbers, orders as `order:<id>`. */
export interface ReasonGroup {
  readonly reason: string;
  readonly count: number;
  readonly ids: readonly string[];
}

/** read = written + unchanged + skipped + rejected. */
export interface Tally {
  readonly read: number;
  readonly written: number;
  /** Already in Brevo just so. */
  readonly unchanged: number;
  /** Not written by rule, e.g. orders that were never placed. */
  readonly skipped: readonly ReasonGroup[];
  /** Not written because something about the record is wrong. */
  readonly rejected: readonly ReasonGroup[];
  /** Written, but without a value that was no good. */
  readonly dropped: readonly ReasonGroup[];
}

export const MOST_IDS = 20;

export const EMPTY_TALLY: Tally = {
  read: 0,
  written: 0,
  unchanged: 0,
  skipped: [],
  rejected: [],
  dropped: [],
};

export function mergeGroups(
  left: readonly ReasonGroup[],
  right: readonly ReasonGroup[],
): readonly ReasonGroup[] {
  const merged = [...left];
  for (const group of right) {
    const at = merged.findIndex((other) => other.reason === group.reason);
    const before = merged[at];
    if (before === undefined) {
      merged.push(group);
      continue;
    }
    const ids = [...new Set([...before.ids, ...group.ids])].slice(0, MOST_IDS);
    merged[at] = { reason: group.reason, count: before.count + group.count, ids };
  }
  return merged;
}

export function addTally(left: Tally, right: Tally): Tally {
  return {
    read: left.read + right.read,
    written: left.written + right.written,
    unchanged: left.unchanged + right.unchanged,
    skipped: mergeGroups(left.skipped, right.skipped),
    rejected: mergeGroups(left.rejected, right.rejected),
    dropped: mergeGroups(left.dropped, right.dropped),
  };
}

export const countOf = (groups: readonly ReasonGroup[]): number =>
  groups.reduce((sum, group) => sum + group.count, 0);

// Remembers the content of records that were modified around the run, so that the closing pass knows what is new.
import type { SyncPlan } from '../contracts/sync-plan';
import { fingerprint } from '../mapping/fingerprint';
import type { ChunkContext } from './chunk-context';

/** As far as the closing pass looks back. */
const OVERLAP_MS = 5 * 60_000;

export interface Dated {
  readonly id: number;
  /** ISO or RFC-2822. */
  readonly date_modified: string;
}

/** Call once the record is in Brevo. */
export function rememberRecent(
  { memory, plan }: ChunkContext,
  list: string,
  records: readonly Dated[],
): void {
  const since = beginningOf(plan) - OVERLAP_MS;
  for (const record of records) {
    if (Date.parse(record.date_modified) < since) continue;
    memory.recent.set(`${list} ${record.id}`, fingerprint(record));
  }
}

/** An incremental sync reads from its earliest watermark on. */
const beginningOf = ({ startedAt, start }: SyncPlan): number =>
  Math.min(...[startedAt, ...Object.values(start?.since ?? {})].map((date) => Date.parse(date)));

/** Dates have whole seconds: only the content says whether a record is in the state that was written. */
export function unseenOf<T extends Dated>(
  { memory }: ChunkContext,
  list: string,
  records: readonly T[],
): readonly T[] {
  return records.filter(
    (record) => memory.recent.get(`${list} ${record.id}`) !== fingerprint(record),
  );
}

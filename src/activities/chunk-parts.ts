// What every chunk needs: reading pages in a row, and the shape of its result.
import type { Page } from '../bigcommerce/pages';
import type { ChunkResult } from '../contracts/activities';
import type { Counting } from './counting';

/** The result of a chunk, with what is undefined left out. */
export function chunkResult(
  counting: Counting,
  extra: {
    readonly next?: string | undefined;
    readonly date?: string | undefined;
    readonly importProcess?: number | undefined;
    readonly sentBatch?: boolean;
  },
): ChunkResult {
  const { next, date, importProcess, sentBatch } = extra;
  return {
    ...counting.tally(),
    ...(counting.rejectedIds.length === 0 ? {} : { rejectedIds: counting.rejectedIds }),
    ...(next === undefined ? {} : { next }),
    ...(date === undefined ? {} : { date }),
    ...(importProcess === undefined ? {} : { importProcess }),
    ...(sentBatch === true ? { sentBatch } : {}),
  };
}

/** Reads up to `most` pages in a row. */
export async function readPages<T>(
  most: number,
  cursor: string | undefined,
  read: (after: string | undefined) => Promise<Page<T>>,
): Promise<{
  readonly records: readonly T[];
  readonly next: string | undefined;
  readonly date: string;
}> {
  const first = await read(cursor);
  const records = [...first.records];
  let { next } = first;
  for (let pages = 1; pages < most && next !== undefined; pages += 1) {
    const page = await read(next);
    records.push(...page.records);
    next = page.next;
  }
  return { records, next, date: first.date };
}

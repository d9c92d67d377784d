// Splits rows over Brevo's two ways in: batches of 100 from the hourly bucket, single calls at two a second.
import { ApiFailure } from '../http/failures';
import type { BucketState } from '../brevo/buckets';

const A_BATCH = 100;
/** Requests of the hourly bucket that bulk work leaves to live work. */
export const HOURLY_RESERVE = 10;
/** So few rows are in by single calls before a batch is worth one of a hundred requests. */
const FEW = 4;
const SINGLE_MS = 500;

export interface Sending<T> {
  readonly hourly: BucketState;
  readonly batch: (rows: readonly T[]) => Promise<void>;
  readonly one: (row: T) => Promise<void>;
}

export function inBatches<T>(rows: readonly T[], size = A_BATCH): readonly (readonly T[])[] {
  const batches: T[][] = [];
  for (let at = 0; at < rows.length; at += size) batches.push(rows.slice(at, at + size));
  return batches;
}

/** How many rows go by batches; the rest go by single calls at the same time. */
export function batchShare(rows: number, { left, resetMs }: BucketState): number {
  if (rows <= FEW) return 0;
  const batches =
    left === undefined ? Number.POSITIVE_INFINITY : Math.max(0, left - HOURLY_RESERVE);
  const byBatch = Math.min(rows, batches * A_BATCH);
  const rest = rows - byBatch;
  // Waiting for the next hour is sooner than the rest by single calls: leave them to the batches, which then wait.
  return rest * SINGLE_MS > resetMs ? rows : byBatch;
}

export async function sendRows<T>(
  rows: readonly T[],
  { hourly, batch, one }: Sending<T>,
): Promise<void> {
  const share = batchShare(rows.length, hourly);
  const batches = async (): Promise<void> => {
    for (const some of inBatches(rows.slice(0, share))) await batch(some);
  };
  const singles = async (): Promise<void> => {
    for (const row of rows.slice(share)) await one(row);
  };
  await Promise.all([batches(), singles()]);
}

/**
 * Called before a chunk's first read: throws RateLimited when the hourly bucket cannot give what the chunk needs,
 * so that nothing is read in vain.
 */
export function needHourly({ left, resetMs }: BucketState, requests: number): void {
  if (left === undefined || left - HOURLY_RESERVE >= requests) return;
  throw new ApiFailure(
    { api: 'brevo', operation: 'keep the hourly bucket for live work', status: 0 },
    { kind: 'RateLimited', retryAfterMs: Math.max(1000, resetMs) },
  );
}

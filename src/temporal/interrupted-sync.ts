// What a full sync that failed or was cancelled left in the memo of its bulk work.
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { z } from 'zod';
import type { InterruptedSync, StoreSyncState } from '../contracts/full-sync';
import { bulkId, CLOSING_LISTS, PHASES, RESOURCES } from '../contracts/names';

const count = z.number();
const groups = z.array(z.object({ reason: z.string(), count, ids: z.array(z.string()) }));
const step = z.enum([...PHASES, 'closing']);

const line = z.object({
  phase: step,
  account: z.string().exactOptional(),
  total: count.exactOptional(),
  tally: z.object({
    ...{ read: count, written: count, unchanged: count },
    ...{ skipped: groups, rejected: groups, dropped: groups },
  }),
  state: z.enum(['waiting', 'running', 'done']),
});

const account = z.string().exactOptional();

const consent = z.object({
  contacts: count,
  joined: z.array(z.object({ listId: count, account, people: count })),
  withoutConsent: count,
  left: count,
});

/** Of one account of the store. */
const finished = {
  account,
  phases: z.array(line),
  dates: z.partialRecord(z.enum(CLOSING_LISTS), z.string()),
  consent: consent.exactOptional(),
  deletions: z.array(z.object({ list: z.enum(CLOSING_LISTS), account, deleted: count })),
  closingRounds: count,
  lastBatchAt: z.string().exactOptional(),
  rejected: z.partialRecord(z.enum(RESOURCES), z.array(z.string())).exactOptional(),
};

const state: z.ZodType<StoreSyncState> = z.object({
  ...finished,
  done: z.array(z.object(finished)).exactOptional(),
  at: step,
  cursor: z.string().exactOptional(),
  paused: z.boolean(),
  approved: z.boolean(),
});

const schema: z.ZodType<InterruptedSync> = z.object({
  state,
  plan: z.object({
    resources: z.array(z.enum(RESOURCES)),
    includeVariants: z.boolean(),
    includeImages: z.boolean(),
    fresh: z.boolean(),
    mappingHash: z.string(),
  }),
});

/** Null when the last bulk work of the store completed, runs, was terminated, or was no full sync. */
export async function interruptedSync(
  client: Client,
  storeHash: string,
): Promise<InterruptedSync | null> {
  try {
    const { memo, status } = await client.workflow.getHandle(bulkId(storeHash)).describe();
    const brokeOff = status.name === 'FAILED' || status.name === 'CANCELLED';
    if (!brokeOff || memo?.interrupted === undefined) return null;
    return schema.parse(memo.interrupted);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

// What earlier syncs left in Temporal: the results of a store's last completed bulk work.
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { bulkId, RESOURCES } from '../contracts/names';
import type { SettledSync } from '../contracts/sync-plan';

const schema = z.object({
  watermarks: z.partialRecord(z.enum(RESOURCES), z.string()),
  mappingHash: z.string(),
  rejected: z.partialRecord(z.enum(RESOURCES), z.array(z.string())).optional(),
  lastBatchAt: z.string().optional(),
});

/** A sync of products alone says nothing about customers: so many results are looked through. */
const MOST_RESULTS = 10;

/**
 * Null before the first completed sync, and after the namespace's retention. The latest word on each resource counts;
 * what was written under another mapping than the latest is left out.
 */
export async function lastSettled(client: Client, storeHash: string): Promise<SettledSync | null> {
  const query = `WorkflowId = "${bulkId(storeHash)}" AND ExecutionStatus = "Completed"`;
  let settled: SettledSync | null = null;
  let results = 0;
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    const result: unknown = await client.workflow.getHandle(workflowId, runId).result();
    const found = schema.parse(result);
    if (settled !== null && settled.mappingHash !== found.mappingHash) break;
    settled = together(settled, found);
    results += 1;
    const whole = RESOURCES.every((resource) => settled?.watermarks[resource] !== undefined);
    if (whole || results === MOST_RESULTS) break;
  }
  return settled;
}

function together(
  newer: SettledSync | null,
  { watermarks, mappingHash, rejected, lastBatchAt }: z.infer<typeof schema>,
): SettledSync {
  const batchAt = newer?.lastBatchAt ?? lastBatchAt;
  return {
    watermarks: { ...watermarks, ...newer?.watermarks },
    mappingHash,
    rejected: { ...rejected, ...newer?.rejected },
    ...(batchAt === undefined ? {} : { lastBatchAt: batchAt }),
  };
}

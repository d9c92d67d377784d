// What an earlier sync left in Temporal: the result of a store's last completed bulk work.
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { bulkId, RESOURCES } from '../contracts/names';
import type { SettledSync } from '../contracts/sync-plan';

const schema = z.object({
  watermarks: z.partialRecord(z.enum(RESOURCES), z.string()),
  mappingHash: z.string(),
});

/** Null before the first completed sync, and after the namespace's retention. */
export async function lastSettled(client: Client, storeHash: string): Promise<SettledSync | null> {
  const query = `WorkflowId = "${bulkId(storeHash)}" AND ExecutionStatus = "Completed"`;
  for await (const { workflowId, runId } of client.workflow.list({ query, pageSize: 1 })) {
    const result: unknown = await client.workflow.getHandle(workflowId, runId).result();
    return schema.parse(result);
  }
  return null;
}

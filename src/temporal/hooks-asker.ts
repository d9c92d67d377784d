// Asks for a look at a store's hooks, or for their repair, the way the schedule does.
import type { Client } from '@temporalio/client';
import { askedHooksId, HOOK_KEEPER, type HooksReport } from '../contracts/hooks';
import { TASK_QUEUE } from '../contracts/names';

export interface HooksQuestion {
  readonly storeHash: string;
  readonly repair: boolean;
}

/** Two people who ask the same get the same answer. Rejects with Temporal's error when the look fails. */
export async function askForHooks(
  client: Client,
  { storeHash, repair }: HooksQuestion,
): Promise<HooksReport> {
  const handle = await client.workflow.start<(input: unknown) => Promise<HooksReport>>(
    HOOK_KEEPER,
    {
      workflowId: askedHooksId(storeHash, repair),
      taskQueue: TASK_QUEUE,
      args: [{ store: storeHash, repair }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowRunTimeout: '10m',
      staticSummary: repair ? `Repairs the hooks of ${storeHash}` : `The hooks of ${storeHash}`,
    },
  );
  return handle.result();
}

// Starts a full sync the way a person would from the Temporal UI.
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { TASK_QUEUE } from '../contracts/names';
import type { FullSyncInput } from '../contracts/sync-plan';

export interface StartedSync {
  readonly workflowId: string;
  readonly runId: string;
}

/** A sync with this id is still running. */
export class SyncAlreadyRunning extends Error {
  override readonly name = 'SyncAlreadyRunning';

  constructor(readonly workflowId: string) {
    super(`The sync ${workflowId} is already running: watch it, or wait until it ends.`);
  }
}

/** Resolves as soon as Temporal has accepted it. Throws SyncAlreadyRunning. */
export async function startFullSync(
  client: Client,
  input: FullSyncInput,
  { workflowId }: { readonly workflowId: string },
): Promise<StartedSync> {
  try {
    const handle = await client.workflow.start('fullSync', {
      taskQueue: TASK_QUEUE,
      workflowId,
      args: [input],
      staticSummary: summaryOf(input),
    });
    return { workflowId, runId: handle.firstExecutionRunId };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) {
      throw new SyncAlreadyRunning(workflowId);
    }
    throw error;
  }
}

function summaryOf({ store, resources }: FullSyncInput): string {
  const whose = store ?? 'the store';
  const what = resources === undefined ? 'everything switched on' : resources.join(', ');
  return `Full sync of ${whose}: ${what}`;
}

// Ends a workflow that may be running, and waits until it has ended.
import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';

interface Run {
  readonly workflowId: string;
  readonly runId?: string;
}

/** Twenty seconds. */
const LOOKS = 200;
const LOOK_EVERY_MS = 100;

/** False when it does not run. */
export async function cancelRunning(client: Client, workflowId: string): Promise<boolean> {
  if ((await stateOf(client, { workflowId })) !== 'running') return false;
  try {
    await client.workflow.getHandle(workflowId).cancel();
  } catch (error) {
    // It has ended by itself meanwhile.
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
  await untilEnded(client, workflowId);
  return true;
}

const untilEnded = (client: Client, workflowId: string): Promise<void> =>
  until(async () => (await stateOf(client, { workflowId })) !== 'running');

/** Not for ever: somebody may start it again at this moment, and then it goes on. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (await isSo()) return;
    await pause(LOOK_EVERY_MS);
  }
}

export async function stateOf(
  client: Client,
  { workflowId, runId }: Run,
): Promise<'running' | 'ended' | 'gone'> {
  try {
    const { status } = await client.workflow.getHandle(workflowId, runId).describe();
    return status.name === 'RUNNING' ? 'running' : 'ended';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'gone';
    throw error;
  }
}

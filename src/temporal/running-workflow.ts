// Ends a workflow that may be running, and waits until it has ended.
import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** False when it does not run. */
export async function cancelRunning(client: Client, workflowId: string): Promise<boolean> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    const { status } = await handle.describe();
    if (status.name !== 'RUNNING') return false;
    await handle.cancel();
    await handle.result().catch(() => undefined);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

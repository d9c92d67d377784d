// Ends all that runs for a toy store: every store of the toys has the same hash, and files share namespaces.
import type { Client } from '@temporalio/client';

const SCHEDULES = ['reconcile', 'full', 'hooks'] as const;
const WORKFLOWS = ['store', 'bulk', 'sync'] as const;

/**
 * Nothing of a shop may run on into the next test. What a schedule or a webhook has started a moment ago is in no list
 * yet, so it is asked for by its id.
 */
export async function forget(client: Client, storeHash: string): Promise<void> {
  const running = new Set([
    ...WORKFLOWS.map((kind) => `${kind}/${storeHash}`),
    ...['customers', 'products'].map((kind) => `changes/${storeHash}/${kind}`),
  ]);
  for (const kind of SCHEDULES) {
    const schedule = client.schedule.getHandle(`${kind}/${storeHash}`);
    try {
      const { info } = await schedule.describe();
      for (const { workflow } of info.runningActions) running.add(workflow.workflowId);
    } catch {
      // There is no such schedule.
    }
    await schedule.delete().catch(ignored);
  }
  for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus = "Running"' }))
    running.add(workflowId);
  // A parent first: it would start its child again.
  const parentsFirst = [...running].sort(
    (one, other) => Number(isChild(one)) - Number(isChild(other)),
  );
  for (const workflowId of parentsFirst) {
    await client.workflow.getHandle(workflowId).terminate('the test is over').catch(ignored);
  }
}

const isChild = (workflowId: string): boolean => workflowId.startsWith('bulk/');

// It was never made, or has ended by itself.
const ignored = (): undefined => undefined;

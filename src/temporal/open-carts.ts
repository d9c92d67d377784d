// The carts of a store that are being followed: how many there are, and their end when the store leaves.
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { OpenStores } from './connected-stores';
import { CART_RECOVERY, cartWorkflowId } from '../contracts/cart-recovery';

/** So many are asked to end side by side. */
const AT_ONCE = 20;

const RUNNING = `ExecutionStatus = "Running" AND WorkflowType = "${CART_RECOVERY}"`;

const runningCarts = (storeHash: string): string =>
  `${RUNNING} AND WorkflowId STARTS_WITH "${cartWorkflowId(storeHash, '')}"`;

/** One call, however many stores there are: of several all are counted. */
export async function countOpenCarts(
  client: Client,
  { memos: [only, ...others] }: Pick<OpenStores, 'memos'>,
): Promise<number> {
  if (only === undefined) return 0;
  const query = others.length === 0 ? runningCarts(only.status.store) : RUNNING;
  return (await client.workflow.count(query)).count;
}

/** Does not wait for them: a cart whose store has left does nothing any more. */
export async function cancelCarts(client: Client, storeHash: string): Promise<readonly string[]> {
  let asked: Promise<boolean>[] = [];
  let cancelled = 0;
  const settle = async (): Promise<void> => {
    cancelled += (await Promise.all(asked)).filter(Boolean).length;
    asked = [];
  };
  for await (const { workflowId } of client.workflow.list({ query: runningCarts(storeHash) })) {
    asked.push(cancelOne(client, workflowId));
    if (asked.length >= AT_ONCE) await settle();
  }
  await settle();
  return cancelled === 0 ? [] : [`${cancelled} open carts, cancelled`];
}

async function cancelOne(client: Client, workflowId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId).cancel();
    return true;
  } catch (error) {
    // It has ended by itself meanwhile.
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

// How many carts are being followed.
import type { Client } from '@temporalio/client';
import type { OpenStores } from './connected-stores';
import { CART_RECOVERY, cartWorkflowId } from '../contracts/cart-recovery';

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

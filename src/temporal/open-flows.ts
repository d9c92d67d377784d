// The open orders and carts of a store: how many there are, and the word that their store has left.
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { CART_RECOVERY } from '../contracts/cart-recovery';
import { TASK_QUEUE } from '../contracts/names';
import { ORDER_FLOW } from '../contracts/order-flow';
import {
  leavingId,
  STORE_LEAVING,
  storeLeft,
  type LeavingInput,
  type LeavingReport,
} from '../contracts/store-leaving';

/** So many are told side by side. */
const AT_ONCE = 20;

const openOf = (type: string, kind: string, { storeHash, before }: LeavingInput): string =>
  `ExecutionStatus = "Running" AND WorkflowType = "${type}" AND WorkflowId STARTS_WITH "${kind}/${storeHash}/" AND StartTime <= "${before}"`;

const ordersOf = (input: LeavingInput): string => openOf(ORDER_FLOW, 'order', input);
const cartsOf = (input: LeavingInput): string => openOf(CART_RECOVERY, 'cart', input);

/** Answers in words what is being ended; by a workflow, because a shop may have thousands of open carts. */
export async function startLeaving(client: Client, storeHash: string): Promise<readonly string[]> {
  const input = { storeHash, before: new Date().toISOString() };
  const count = async (query: string) => (await client.workflow.count(query)).count;
  const [orders, carts] = await Promise.all([count(ordersOf(input)), count(cartsOf(input))]);
  await client.workflow.start(STORE_LEAVING, {
    workflowId: leavingId(storeHash),
    taskQueue: TASK_QUEUE,
    args: [input],
    // One of an earlier disconnect tells nobody whom this one does not tell.
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    staticSummary: `What was followed for store ${storeHash} ends`,
  });
  return orders + carts === 0
    ? []
    : [`${orders} open orders and ${carts} open carts, being left (${leavingId(storeHash)})`];
}

/** Does not wait for their ends. */
export async function tellStoreLeft(client: Client, input: LeavingInput): Promise<LeavingReport> {
  return {
    orders: await tellAll(client, ordersOf(input)),
    carts: await tellAll(client, cartsOf(input)),
  };
}

async function tellAll(client: Client, query: string): Promise<number> {
  let asked: Promise<boolean>[] = [];
  let told = 0;
  const settle = async (): Promise<void> => {
    told += (await Promise.all(asked)).filter(Boolean).length;
    asked = [];
  };
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    asked.push(tell(client, workflowId, runId));
    if (asked.length >= AT_ONCE) await settle();
  }
  await settle();
  return told;
}

/** That very run: another one of this id may belong to a store that was connected again. */
async function tell(client: Client, workflowId: string, runId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId, runId).signal(storeLeft);
    return true;
  } catch (error) {
    // It has ended by itself meanwhile.
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

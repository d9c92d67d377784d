// Many open orders and carts of a store that leaves: each is told, and nobody else.
import type { Client, WorkflowHandle } from '@temporalio/client';
import { CART_RECOVERY, cartWorkflowId } from '../../src/contracts/cart-recovery';
import { ORDER_FLOW, orderFlowId } from '../../src/contracts/order-flow';
import { connectClient } from '../../src/temporal/connect';
import { tellStoreLeft } from '../../src/temporal/open-flows';
import { until } from '../support/moments';
import { TEMPORAL } from '../support/stage';

const STORE = 'leaving1';
const CARTS = 300;
const ORDERS = 30;

let server: Awaited<ReturnType<typeof connectClient>>;
let client: Client;
const opened: WorkflowHandle[] = [];

beforeAll(async () => {
  server = await connectClient(TEMPORAL);
  ({ client } = server);
});

/** Each file would end them one by one before it begins. */
afterAll(async () => {
  await Promise.all(opened.map((handle) => handle.terminate('the test is over')));
  await server.close();
});

async function open(workflowType: string, workflowId: string): Promise<void> {
  const options = { taskQueue: 'nobody-listens', workflowId };
  opened.push(await client.workflow.start(workflowType, options));
}

async function openAll(workflowType: string, workflowIds: readonly string[]): Promise<void> {
  for (let from = 0; from < workflowIds.length; from += 32) {
    const group = workflowIds.slice(from, from + 32);
    await Promise.all(group.map((id) => open(workflowType, id)));
  }
}

const signalsOf = async (workflowId: string): Promise<number> => {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length;
};

test('every order and cart that was open is told once; those of others, and those begun later, are not', async () => {
  const carts = Array.from({ length: CARTS }, (_none, at) => cartWorkflowId(STORE, `c${at}`));
  const orders = Array.from({ length: ORDERS }, (_none, at) => orderFlowId(STORE, at + 1));
  const others = [cartWorkflowId('leaving12', 'c1'), orderFlowId('staying1', 1)];
  await openAll(CART_RECOVERY, [...carts, ...others.slice(0, 1)]);
  await openAll(ORDER_FLOW, [...orders, ...others.slice(1)]);
  const before = new Date().toISOString();
  const later = orderFlowId(STORE, 999);
  await open(ORDER_FLOW, later);
  const listed = async (kind: string): Promise<number> =>
    (await client.workflow.count(`WorkflowId STARTS_WITH "${kind}/${STORE}/"`)).count;
  await until('all are listed', async () => (await listed('cart')) === CARTS);
  await until('the orders too', async () => (await listed('order')) === ORDERS + 1);

  const told = await tellStoreLeft(client, { storeHash: STORE, before });

  expect(told).toEqual({ orders: ORDERS, carts: CARTS });
  const some = [...orders, ...carts.filter((_id, at) => at % 40 === 0)];
  expect(await Promise.all(some.map(signalsOf))).toEqual(some.map(() => 1));
  expect(await Promise.all([...others, later].map(signalsOf))).toEqual([0, 0, 0]);
}, 120_000);

// What an order's life costs in history when its webhooks come through the door, and that a heavy history is continued.
import { orderFlowId } from '../../src/contracts/order-flow';
import { startHeavyServer } from '../support/heavy-server';
import {
  aCustomer,
  atCheckout,
  doubled,
  openOrderShop,
  STATUS,
  type OrderShop,
} from './order-shop';

async function runsOf({ client, sandbox }: OrderShop, orderId: number) {
  const runs: { readonly status: string; readonly events: number }[] = [];
  const workflowId = orderFlowId(sandbox.storeHash, orderId);
  for await (const { status, runId } of client.workflow.list({
    query: `WorkflowId = "${workflowId}"`,
  })) {
    const { historyLength } = await client.workflow.getHandle(workflowId, runId).describe();
    runs.push({ status: status.name, events: historyLength });
  }
  return runs;
}

/** Checkout, payment, shipment, completion, refund: five events, told one after the other. */
async function livesItsLife(shop: OrderShop): Promise<number> {
  const customer = await aCustomer(shop);
  const { id } = atCheckout(shop, { customer_id: customer });
  await shop.reaching(id, 'incomplete');
  const { shop: toy } = shop.sandbox;
  toy.editOrder(id, { status_id: STATUS.paid });
  await shop.hearing(id, 2);
  toy.editOrder(id, { status_id: STATUS.shipped });
  await shop.hearing(id, 3);
  toy.editOrder(id, { status_id: STATUS.completed });
  await shop.hearing(id, 4);
  toy.refundOrder(id);
  await shop.reaching(id, 'refunded');
  return id;
}

const LIFE = [
  'order_placed',
  'order_completed',
  'order_status_changed awaiting_fulfillment > shipped',
  'order_status_changed shipped > completed',
  'order_status_changed completed > refunded',
];

test('a whole life is within its budget, though each change comes as several webhooks', async () => {
  const shop = await openOrderShop(4);
  try {
    const id = await livesItsLife(shop);

    const [run] = await runsOf(shop, id);

    expect(shop.heard(id)).toEqual(LIFE);
    // Start and the one timer come on top.
    expect(run?.events).toBeLessThanOrEqual(5 * 16 + LIFE.length * 6 + 2);
  } finally {
    await shop.close();
  }
}, 60_000);

test('a history that gets heavy is continued in a fresh one, and nothing is told twice', async () => {
  const server = await startHeavyServer({ heavy: 10 });
  try {
    const shop = await openOrderShop(4, { address: server.address });
    try {
      const id = await livesItsLife(shop);

      const runs = await runsOf(shop, id);

      expect(shop.heard(id)).toEqual(LIFE);
      expect(doubled(shop)).toEqual([]);
      expect(runs.filter(({ status }) => status === 'CONTINUED_AS_NEW').length).toBeGreaterThan(3);
      expect(await shop.stage(id)).toMatchObject({ eventsSent: 5, stage: 'refunded' });
    } finally {
      await shop.close();
    }
  } finally {
    await server.stop();
  }
}, 120_000);

// What was there before anybody listened: a sync makes flows that remember and announce nothing; later steps are news.
import { orderFlowId } from '../../src/contracts/order-flow';
import type { ShopOrder } from '../../src/sandbox/shop/order-records';
import { eventually } from '../stores/connected-shop';
import { openOrderShop, STATUS, type OrderShop } from './order-shop';

let shop: OrderShop;
let orders: Readonly<Record<'open' | 'closed' | 'ancient' | 'migrated', ShopOrder>>;

const ago = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().replace(/\.\d+/, '');

beforeAll(async () => {
  shop = await openOrderShop(5);
  const { shop: toy, bigcommerce } = shop.sandbox;
  // As if they had been there before the hooks.
  bigcommerce.webhooks.disturb({ drop: 1 });
  const made = (days: number, statusId: number, external: string | null = null): ShopOrder =>
    toy.addOrder({
      date_created: ago(days),
      date_modified: ago(days),
      status_id: statusId,
      external_source: external,
    });
  orders = {
    open: made(10, STATUS.paid),
    closed: made(10, STATUS.completed),
    ancient: made(50, STATUS.paid),
    migrated: made(5, STATUS.paid, 'M-MIG'),
  };
  await bigcommerce.webhooks.settled();
  bigcommerce.webhooks.disturb({});
  bigcommerce.ledger.clear();
  await shop.synced();
}, 90_000);

afterAll(async () => {
  await shop.close();
});

test('a sync announces nothing, and an open order has a flow that no request was spent on', async () => {
  const { open, closed, ancient } = orders;
  const stage = await eventually(
    () => shop.stage(open.id),
    (now) => now !== undefined,
  );

  expect(stage).toMatchObject({ stage: 'awaiting_fulfillment', eventsSent: 0, waitingEvents: [] });
  for (const { id } of [closed, ancient])
    await expect(
      shop.client.workflow.getHandle(orderFlowId('abc123', id)).describe(),
    ).rejects.toThrow(/not found/i);
  const single = shop.sandbox.bigcommerce.ledger.count(({ path }) =>
    /\/v2\/orders\/\d+/.test(path),
  );
  expect(single).toBe(0);
  expect(shop.sandbox.brevo.state.events).toEqual([]);
  expect(shop.sandbox.brevo.state.automationsStarted).toBe(0);
});

test('the next step of an open order is news, its placing is not', async () => {
  const { id } = orders.open;

  shop.sandbox.shop.editOrder(id, { status_id: STATUS.shipped });
  await shop.hearing(id, 1);
  await shop.reaching(id, 'shipped');

  expect(shop.heard(id)).toEqual(['order_status_changed awaiting_fulfillment > shipped']);
  expect(shop.inBrevo(id)).toMatchObject({ status: 'shipped' });
}, 40_000);

test('an order of fifty days ago that moves is written and tells nobody that it was placed', async () => {
  const { id } = orders.ancient;

  shop.sandbox.shop.editOrder(id, { status_id: STATUS.completed });
  await shop.reaching(id, 'completed');
  shop.sandbox.shop.refundOrder(id);
  await shop.hearing(id, 1);
  await shop.reaching(id, 'refunded');

  expect(shop.heard(id)).toEqual(['order_status_changed completed > refunded']);
}, 40_000);

test('a migrated order is written and never announced', async () => {
  const { id } = orders.migrated;

  shop.sandbox.shop.editOrder(id, { status_id: STATUS.shipped });
  await shop.reaching(id, 'shipped');
  const order = await eventually(
    () => Promise.resolve(shop.inBrevo(id)),
    (now) => now?.status === 'shipped',
    20_000,
  );

  expect(order).toMatchObject({ status: 'shipped', historical: true });
  expect(shop.heard(id)).toEqual([]);
}, 40_000);

test('what changes while a sync runs is written by its flow, and the sync says so', async () => {
  const { shop: toy, bigcommerce } = shop.sandbox;
  const { id } = orders.closed;
  bigcommerce.webhooks.disturb({ drop: 1 });
  toy.refundOrder(id);
  await bigcommerce.webhooks.settled();
  bigcommerce.webhooks.disturb({});

  const result = await shop.synced('incremental');
  const order = await eventually(
    () => Promise.resolve(shop.inBrevo(id)),
    (now) => now?.status === 'refunded',
    20_000,
  );

  const line = result.phases.find(({ phase }) => phase === 'orders');
  const left = line?.tally.skipped.find(({ reason }) => reason === 'left to the flow of the order');
  expect(left?.ids).toContain(`order:${id}`);
  expect(order).toMatchObject({ status: 'refunded' });
}, 60_000);

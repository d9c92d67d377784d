// Orders that are no good: each has an end that its flow shows, and the next good order is not kept waiting.
import { orderFlowId, orderTouched } from '../../src/contracts/order-flow';
import { TASK_QUEUE } from '../../src/contracts/names';
import type { ShopOrder } from '../../src/sandbox/shop/order-records';
import { eventually } from '../stores/connected-shop';
import { openOrderShop, STATUS, type OrderShop } from './order-shop';

let shop: OrderShop;

beforeAll(async () => {
  shop = await openOrderShop(2);
}, 60_000);

afterAll(async () => {
  await shop.close();
});

type Change = (order: ShopOrder) => Partial<ShopOrder>;

const withEmail =
  (email: string): Change =>
  ({ billing_address }) => ({ billing_address: { ...billing_address, email } });

const bad: readonly (readonly [string, Change, string])[] = [
  ['without an e-mail', withEmail(''), 'no e-mail'],
  ['with something that is no e-mail', withEmail('n/a'), 'invalid e-mail'],
  ['with a negative amount', () => ({ total_inc_tax: '-5.0000' }), 'absurd amount'],
  ['with an absurd amount', () => ({ total_inc_tax: '1e999' }), 'absurd amount'],
  [
    'without an exchange rate',
    () => ({
      default_currency_code: 'EUR',
      store_default_to_transactional_exchange_rate: '',
    }),
    'no exchange rate',
  ],
];

/** Made at once as it is to be: a second step would be another webhook. */
function add(change: Change): ShopOrder {
  const { shop: toy } = shop.sandbox;
  const [model] = toy.orders.values();
  if (model === undefined) throw new Error('The shop has no orders.');
  return toy.addOrder(change(model));
}

const resultOf = (orderId: number): Promise<unknown> =>
  shop.client.workflow.getHandle(orderFlowId('abc123', orderId)).result();

const begun = (orderId: number) =>
  eventually(
    () =>
      shop.client.workflow
        .getHandle(orderFlowId('abc123', orderId))
        .describe()
        .then(
          () => true,
          () => false,
        ),
    (is) => is,
    20_000,
  );

test.each(bad)(
  'an order %s is rejected, and its result says why',
  async (_, change, reason) => {
    const { id } = add(change);
    await begun(id);

    expect(await resultOf(id)).toMatchObject({ outcome: 'rejected', rejected: reason });
    expect(shop.heard(id)).toEqual([]);
    expect(shop.inBrevo(id)).toBeUndefined();
    const status = await eventually(
      () => shop.tajo.connectors.status('bigcommerce'),
      ({ rejected }) => rejected.orders > 0,
    );
    expect(status.rejected.orders).toBeGreaterThan(0);
  },
  40_000,
);

test('a rejected order that is corrected is announced after all', async () => {
  const { id } = add(() => ({ total_inc_tax: '-5.0000' }));
  await begun(id);
  await resultOf(id);

  shop.sandbox.shop.editOrder(id, { total_inc_tax: '5.0000' });

  expect(await shop.hearing(id, 2)).toEqual(['order_placed', 'order_completed']);
}, 40_000);

test('three hundred lines are all in Brevo, and as many as fit are in the event', async () => {
  const { shop: toy, brevo } = shop.sandbox;
  const [line] = [...toy.orders.values()].flatMap(({ lines }) => lines);
  if (line === undefined) throw new Error('No order has lines.');
  const lines = Array.from({ length: 300 }, (_, at) => ({
    ...line,
    id: line.id + at,
    name: `${'A long name of a product '.repeat(8)}${at}`,
  }));
  const { id } = toy.addOrder({ lines });
  await shop.hearing(id, 2);

  const order = brevo.state.orders.get(`abc123-${id}`);
  const properties = brevo.state.events.find(
    (event) => event.properties.order_number === id,
  )?.properties;
  const items = properties?.items;

  expect(order?.products).toHaveLength(300);
  expect(JSON.stringify(properties).length).toBeLessThan(50 * 1024);
  expect(Array.isArray(items) && items.length + Number(properties?.items_left_out)).toBe(300);
  expect(properties?.items_count).toBe(300 * line.quantity);
}, 40_000);

test('a product that was never synced is named in the order all the same', async () => {
  const { shop: toy, brevo } = shop.sandbox;
  const [line] = [...toy.orders.values()].flatMap(({ lines }) => lines);
  if (line === undefined) throw new Error('No order has lines.');
  const { id } = toy.addOrder({ lines: [{ ...line, product_id: 999_999 }] });
  await shop.hearing(id, 2);

  expect(brevo.state.orders.get(`abc123-${id}`)?.products).toMatchObject([
    { productId: 'abc123-999999' },
  ]);
}, 40_000);

test('an order that is gone before it is read ends its flow', async () => {
  const handle = await shop.client.workflow.signalWithStart('orderFlow', {
    taskQueue: TASK_QUEUE,
    workflowId: orderFlowId('abc123', 888_888),
    args: [{ storeHash: 'abc123', orderId: 888_888 }],
    signal: orderTouched,
    signalArgs: [{}],
  });

  expect(await handle.result()).toMatchObject({ outcome: 'gone', eventsSent: 0 });
}, 40_000);

test('a status that nobody knows has a name, and the next one is announced from it', async () => {
  const { shop: toy, faults } = shop.sandbox;
  const { id } = toy.addOrder();
  await shop.hearing(id, 2);
  faults.add({
    api: 'bigcommerce',
    method: 'GET',
    path: new RegExp(`/v2/orders/${id}\\?`),
    fault: {
      kind: 'reshape',
      change: (body) =>
        typeof body === 'object' ? { ...body, status_id: 99, status: 'Gift Wrapping' } : body,
    },
  });
  toy.editOrder(id, { customer_message: 'looked at in a status of its own' });
  await shop.hearing(id, 3);
  toy.editOrder(id, { status_id: STATUS.shipped });
  const heard = await shop.hearing(id, 4);

  expect(heard.slice(2)).toEqual([
    'order_status_changed awaiting_fulfillment > gift_wrapping',
    'order_status_changed status_99 > shipped',
  ]);
}, 40_000);

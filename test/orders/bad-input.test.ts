// Orders that are no good: each has an end that its flow shows, and the next good order is not kept waiting.
import { TASK_QUEUE } from '../../src/contracts/names';
import {
  ORDER_FLOW,
  orderFlowId,
  orderTouched,
  type OrderInput,
  type OrderResult,
  type OrderTouch,
} from '../../src/contracts/order-flow';
import type { ShopOrder } from '../../src/sandbox/shop/order-records';
import { eventually } from '../stores/connected-shop';
import { textOf } from '../support/leak-scan';
import { until } from '../support/moments';
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

/** Followed for moments only, so that there is a result to read; what is younger than `oldMs` is announced. */
const SHORT = { followMs: 15_000, stuckMs: 100, oldMs: 15_000 };

const follow = (orderId: number) =>
  shop.client.workflow.signalWithStart<(input: OrderInput) => Promise<OrderResult>, [OrderTouch?]>(
    ORDER_FLOW,
    {
      taskQueue: TASK_QUEUE,
      workflowId: orderFlowId('abc123', orderId),
      args: [{ storeHash: 'abc123', orderId, timing: SHORT }],
      signal: orderTouched,
      signalArgs: [{}],
    },
  );

const NOTHING_AMISS = { refusedEvents: [], unknownEvents: [], waitingEvents: [] };

/** Webhooks stay away from here on: each flow is begun by hand. */
describe('the result of a flow that has ended', () => {
  beforeAll(() => {
    shop.sandbox.bigcommerce.webhooks.pause();
  });

  test('says of an order that was gone before it was read that it is gone', async () => {
    const handle = await follow(888_888);

    expect(await handle.result()).toMatchObject({
      outcome: 'gone',
      stage: 'gone',
      placed: false,
      eventsSent: 0,
      ...NOTHING_AMISS,
    });
  }, 40_000);

  test('says of what is odd, but can be told, that it was told', async () => {
    const { shop: toy, faults } = shop.sandbox;
    const [line] = [...toy.orders.values()].flatMap(({ lines }) => lines);
    if (line === undefined) throw new Error('No order has lines.');
    const long = toy.addOrder({
      lines: Array.from({ length: 300 }, (_, at) => ({ ...line, id: line.id + at })),
    });
    const unsynced = toy.addOrder({ lines: [{ ...line, product_id: 999_999 }] });
    const unknown = toy.addOrder();
    faults.add({
      api: 'bigcommerce',
      method: 'GET',
      path: new RegExp(`/v2/orders/${unknown.id}\\?`),
      times: 100,
      fault: {
        kind: 'reshape',
        change: (body) =>
          typeof body === 'object' ? { ...body, status_id: 99, status: 'Gift Wrapping' } : body,
      },
    });
    const handles = await Promise.all([long, unsynced, unknown].map(({ id }) => follow(id)));

    const results = await Promise.all(handles.map((handle) => handle.result()));
    faults.clear();

    const told = { outcome: 'followed to the end', placed: true, ...NOTHING_AMISS };
    expect(results).toMatchObject([
      { ...told, stage: 'awaiting_fulfillment', eventsSent: 2 },
      { ...told, stage: 'awaiting_fulfillment', eventsSent: 2 },
      // Placed, bought, and the status that is none of those an order is placed into.
      { ...told, stage: 'status_99', eventsSent: 3 },
    ]);
    for (const result of results) expect(result.rejected).toBeUndefined();
  }, 90_000);

  test('says of a guest whom Brevo refuses that the contact is refused, which events fell away, and not who it is', async () => {
    const { shop: toy, brevo } = shop.sandbox;
    brevo.switches.refusedDomain = 'refused.example';
    const { id } = add(withEmail('Somebody@refused.example'));
    const good = add(withEmail('anybody@taken.example'));
    const refused = [`abc123-order-${id}-placed`, `abc123-order-${id}-bought`];
    const handle = await follow(id);
    await until('both events are refused', async () => {
      const stage = await shop.stage(id);
      return stage?.refusedEvents.length === 2;
    });
    const stage = await shop.stage(id);
    toy.editOrder(id, { status_id: STATUS.shipped });
    await handle.signal(orderTouched, {});
    await (await follow(good.id)).result();

    const result = await handle.result();
    const history = await handle.fetchHistory();
    brevo.switches.refusedDomain = '';

    expect(stage).toMatchObject({
      stage: 'awaiting_fulfillment',
      rejected: 'contact refused by Brevo',
      eventsSent: 0,
      refusedEvents: refused,
      waitingEvents: [],
    });
    expect(result).toMatchObject({
      outcome: 'rejected',
      rejected: 'contact refused by Brevo',
      eventsSent: 0,
      waitingEvents: [],
      unknownEvents: [],
    });
    expect(result.refusedEvents.slice(0, 2)).toEqual(refused);
    expect(result.refusedEvents).toHaveLength(3);
    expect(result.story.map(({ what }) => what)).toContain(
      'not written to Brevo: contact refused by Brevo',
    );
    expect(shop.heard(id)).toEqual([]);
    expect(shop.heard(good.id)).toEqual(['order_placed', 'order_completed']);
    expect(shop.inBrevo(id)).toBeUndefined();
    expect(brevo.state.contactByEmail('somebody@refused.example')).toBeUndefined();
    // Two looks, each with a word to the store's connection; three events; the start and the end: nothing is asked again and again.
    expect(history.events?.length).toBeLessThanOrEqual(2 * (16 + 6) + 3 * 6 + 8);
    expect(textOf(history).toLowerCase()).not.toContain('refused.example');
  }, 120_000);
});

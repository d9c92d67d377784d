// Brevo has no key by which it would know an event again: after a lost answer the flow looks before it sends once more.
import { TASK_QUEUE } from '../../src/contracts/names';
import { orderFlowId, orderTouched } from '../../src/contracts/order-flow';
import type { Fault } from '../../src/sandbox/faults';
import { eventually } from '../stores/connected-shop';
import { aCustomer, doubled, openOrderShop, STATUS, type OrderShop } from './order-shop';

let shop: OrderShop;

beforeAll(async () => {
  // Events show at once, so that a look finds what is there.
  shop = await openOrderShop(4, { sandbox: { brevo: { eventsMs: 0 } } });
}, 60_000);

afterAll(async () => {
  await shop.close();
});

const SOON = { eventLookMs: 300, eventGiveUpMs: 60_000 };

/** Started by hand before the webhooks come, so that a lost answer is looked for soon. */
async function followed(customer: number, timing = SOON): Promise<number> {
  const { shop: toy, bigcommerce } = shop.sandbox;
  bigcommerce.webhooks.pause();
  const { id } = toy.addOrder({ customer_id: customer });
  await shop.client.workflow.signalWithStart('orderFlow', {
    taskQueue: TASK_QUEUE,
    workflowId: orderFlowId('abc123', id),
    args: [{ storeHash: 'abc123', orderId: id, timing }],
    signal: orderTouched,
    signalArgs: [{}],
  });
  bigcommerce.webhooks.resume();
  return id;
}

const losing = (fault: Fault, times = 1): void => {
  shop.sandbox.faults.add({ api: 'brevo', method: 'POST', path: /\/events$/, times, fault });
};

const losses: readonly (readonly [string, Fault])[] = [
  ['was taken and its answer lost', { kind: 'lost' }],
  ['never arrived', { kind: 'reset' }],
  ['met a full window', { kind: 'status', status: 429, body: {} }],
  ['met an error page', { kind: 'status', status: 502, html: true }],
];

test.each(losses)(
  'an event that %s is there once, and the others behind it in order',
  async (_, fault) => {
    const customer = await aCustomer(shop);
    losing(fault);
    const id = await followed(customer);
    await eventually(
      () => shop.stage(id),
      (now) => now?.stage === 'awaiting_fulfillment',
    );
    shop.sandbox.shop.editOrder(id, { status_id: STATUS.shipped });
    await shop.hearing(id, 3);
    const stage = await shop.reaching(id, 'shipped');

    expect(shop.heard(id)).toEqual([
      'order_placed',
      'order_completed',
      'order_status_changed awaiting_fulfillment > shipped',
    ]);
    expect(doubled(shop)).toEqual([]);
    expect(stage).toMatchObject({ unknownEvents: [] });
  },
  60_000,
);

test('an event that cannot be found out about is not sent again, and the status names it', async () => {
  const customer = await aCustomer(shop);
  losing({ kind: 'lost' });
  shop.sandbox.faults.add({
    api: 'brevo',
    method: 'GET',
    path: /\/events\?/,
    times: 100,
    fault: { kind: 'status', status: 400, body: {} },
  });
  const id = await followed(customer, { eventLookMs: 200, eventGiveUpMs: 600 });
  const eventId = `abc123-order-${id}-placed`;
  await shop.hearing(id, 2);
  const stage = await shop.reaching(id, 'awaiting_fulfillment');
  shop.sandbox.faults.clear();

  expect(shop.heard(id)).toEqual(['order_placed', 'order_completed']);
  expect(stage).toMatchObject({ unknownEvents: [eventId] });
  const status = await eventually(
    () => shop.tajo.connectors.status('bigcommerce'),
    ({ unknownEvents }) => unknownEvents !== undefined,
  );
  expect(status.unknownEvents).toEqual({ count: 1, last: [eventId] });
}, 60_000);

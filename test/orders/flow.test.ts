// The flow of an order as Temporal keeps it: what it costs in history, how it ends, and what it knows when it begins anew.
import { TASK_QUEUE } from '../../src/contracts/names';
import {
  ORDER_FLOW,
  orderFlowId,
  orderTouched,
  type OrderInput,
  type OrderResult,
  type OrderStage,
  type OrderTiming,
  type OrderTouch,
} from '../../src/contracts/order-flow';
import { until } from '../support/moments';
import { aCustomer, doubled, openOrderShop, STATUS, type OrderShop } from './order-shop';

type OrderFlow = (input: OrderInput) => Promise<OrderResult>;

let shop: OrderShop;
let customer: number;

/** Webhooks stay away: each test touches its order itself. */
beforeAll(async () => {
  shop = await openOrderShop(3);
  customer = await aCustomer(shop);
  shop.sandbox.bigcommerce.webhooks.pause();
}, 60_000);

afterAll(async () => {
  await shop.close();
});

async function touch(orderId: number, timing: Partial<OrderTiming> = {}, hint: OrderTouch = {}) {
  const { storeHash } = shop.sandbox;
  return shop.client.workflow.signalWithStart<OrderFlow, [OrderTouch?]>(ORDER_FLOW, {
    workflowId: orderFlowId(storeHash, orderId),
    taskQueue: TASK_QUEUE,
    args: [{ storeHash, orderId, timing }],
    signal: orderTouched,
    signalArgs: [hint],
  });
}

const stageOf = async (orderId: number): Promise<OrderStage> => {
  const stage = await shop.stage(orderId);
  if (stage === undefined) throw new Error('The flow does not answer.');
  return stage;
};

/** Waits until so many events are told, and none waits. */
const told = (orderId: number, events: number) =>
  until(`${events} events of order ${orderId} are told`, async () => {
    const { eventsSent, waitingEvents } = await stageOf(orderId);
    return eventsSent === events && waitingEvents.length === 0;
  });

/** Once nothing is under way: what is still to be written of a change is not the next one's. */
async function eventsInHistory(orderId: number): Promise<number> {
  const { storeHash } = shop.sandbox;
  const handle = shop.client.workflow.getHandle(orderFlowId(storeHash, orderId));
  for (;;) {
    const { historyLength, raw } = await handle.describe();
    const { pendingActivities, pendingWorkflowTask } = raw;
    if ((pendingActivities ?? []).length === 0 && pendingWorkflowTask == null) return historyLength;
  }
}

test('a change costs at most 16 events of history, and 6 more for each event sent', async () => {
  const { shop: toy } = shop.sandbox;
  const { id, lines } = toy.addOrder({ customer_id: customer });
  const changes: readonly (readonly [number, () => unknown])[] = [
    [2, () => undefined],
    [1, () => toy.editOrder(id, { status_id: STATUS.shipped })],
    [
      1,
      () =>
        toy.editOrder(id, {
          lines: lines.map((line) => ({ ...line, quantity: line.quantity + 1 })),
        }),
    ],
    [1, () => toy.editOrder(id, { status_id: STATUS.completed })],
  ];
  const costs: number[] = [];
  let sent = 0;
  let before = 0;
  for (const [events, change] of changes) {
    change();
    await touch(id);
    sent += events;
    await told(id, sent);
    const after = await eventsInHistory(id);
    costs.push(after - before - 6 * events);
    before = after;
  }
  await touch(id);
  await until(
    'a touch without a change is read',
    async () => (await eventsInHistory(id)) > before + 9,
  );

  // The first carries the start of the flow and its one timer.
  expect(costs[0]).toBeLessThanOrEqual(16 + 2);
  for (const cost of costs.slice(1)) expect(cost).toBeLessThanOrEqual(16);
  expect((await eventsInHistory(id)) - before).toBeLessThanOrEqual(10);
}, 60_000);

test('an order whose time is over is left; a late touch remembers it and announces nothing', async () => {
  const { shop: toy } = shop.sandbox;
  const { id } = toy.addOrder({ customer_id: customer, status_id: STATUS.completed });
  const short = { followMs: 300, oldMs: 4_000 };

  const first = await touch(id, short);
  const story = await first.result();
  const heard = shop.heard(id);
  const late = await touch(id, short);
  const again = await late.result();

  expect(story).toMatchObject({
    outcome: 'followed to the end',
    eventsSent: 4,
    stage: 'completed',
  });
  expect(heard).toEqual([
    'order_placed',
    'order_completed',
    'order_status_changed incomplete > shipped',
    'order_status_changed shipped > completed',
  ]);
  expect(again).toMatchObject({ outcome: 'followed to the end', eventsSent: 0 });
  expect(shop.heard(id)).toEqual(heard);
}, 60_000);

test('a checkout that is given up ends as never placed', async () => {
  const { id } = shop.sandbox.shop.addOrder({ status_id: STATUS.incomplete });

  const result = await (await touch(id, { followMs: 200 })).result();

  expect(result).toMatchObject({ outcome: 'never placed', placed: false, eventsSent: 0 });
});

test('an order that was gone before it was read ends at once', async () => {
  const result = await (await touch(987_654)).result();

  expect(result).toMatchObject({ outcome: 'gone', stage: 'gone', eventsSent: 0 });
});

test('a baseline remembers; the placing it skipped is told with the next touch', async () => {
  const { shop: toy } = shop.sandbox;
  const { id } = toy.addOrder({ customer_id: customer });

  await touch(id, {}, { baseline: true });
  await until('the order is seen', async () => (await stageOf(id)).placed);
  const silent = await stageOf(id);
  toy.editOrder(id, { status_id: STATUS.shipped });
  await touch(id);
  await told(id, 3);

  expect(silent).toMatchObject({ eventsSent: 0, waitingEvents: [] });
  expect(shop.heard(id)).toEqual([
    'order_placed',
    'order_completed',
    'order_status_changed awaiting_fulfillment > shipped',
  ]);
}, 60_000);

test('a flow that a person cancels ends as cancelled, not as left', async () => {
  const { id } = shop.sandbox.shop.addOrder({ customer_id: customer });
  const handle = await touch(id);
  await told(id, 2);

  await handle.cancel();

  await expect(handle.result()).rejects.toMatchObject({
    cause: { name: 'CancelledFailure' },
  });
}, 60_000);

test('ten touches at once are one announcement', async () => {
  const { id } = shop.sandbox.shop.addOrder({ customer_id: customer });

  await Promise.all(Array.from({ length: 10 }, () => touch(id)));
  await told(id, 2);

  expect(shop.heard(id)).toEqual(['order_placed', 'order_completed']);
}, 60_000);

const EVENTS = { api: 'brevo', method: 'POST', path: /\/v3\/events$/ } as const;

test('an event whose answer is lost is looked for; what came after it waits, and all are told once', async () => {
  const { shop: toy, faults } = shop.sandbox;
  const { id } = toy.addOrder({ customer_id: customer });
  faults.add({ ...EVENTS, fault: { kind: 'lost' } });

  await touch(id, { eventLookMs: 300 });
  await told(id, 2);

  expect(shop.heard(id)).toEqual(['order_placed', 'order_completed']);
  expect(doubled(shop)).toEqual([]);
}, 60_000);

test('an event that nobody can find out about is named, never sent again, and the rest is told', async () => {
  const { shop: toy, faults } = shop.sandbox;
  const { id } = toy.addOrder({ customer_id: customer });
  faults.add({ ...EVENTS, fault: { kind: 'lost' } });
  faults.add({
    api: 'brevo',
    method: 'GET',
    path: /\/v3\/events\?/,
    times: 9,
    fault: { kind: 'reshape', change: () => ({ events: 'many' }) },
  });

  await touch(id, { eventLookMs: 100, eventGiveUpMs: 200 });
  await told(id, 1);
  faults.clear();

  expect((await stageOf(id)).unknownEvents).toEqual([`abc123-order-${id}-placed`]);
  expect(shop.heard(id)).toEqual(['order_placed', 'order_completed']);
  expect(doubled(shop)).toEqual([]);
}, 60_000);

test('a refused token holds the order up, and nothing of it is lost', async () => {
  const { shop: toy, faults } = shop.sandbox;
  const { id } = toy.addOrder({ customer_id: customer });
  faults.add({
    api: 'bigcommerce',
    path: new RegExp(`/v2/orders/${id}`),
    times: 2,
    fault: { kind: 'status', status: 401, body: {} },
  });

  await touch(id, { pauseMs: 200 });
  await told(id, 2);

  expect(shop.heard(id)).toEqual(['order_placed', 'order_completed']);
}, 60_000);

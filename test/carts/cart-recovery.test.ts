// The cart's workflow by itself: what it asks for in which order, how long its history gets, and its one timer.
import {
  cartAbandoned,
  cartConverted,
  cartPhase,
  linkClicked,
  orderPlaced,
  type CartResult,
} from '../../src/contracts/cart-recovery';
import { eventually } from '../stores/connected-shop';
import { openToldShop, there, type ToldCart, type ToldShop } from './told-shop';

let shop: ToldShop;

beforeAll(async () => {
  shop = await openToldShop();
  // A worker's first workflow takes its time, and the carts below are left after a second.
  const gone = shop.open({ kind: 'gone' });
  await (await shop.touch(gone.cartId)).result();
}, 60_000);

afterAll(async () => {
  await shop.close();
});

const asked = (cart: ToldCart, deed: string, times = 1) =>
  eventually(
    () => Promise.resolve(cart.asked.filter((what) => what === deed).length),
    (count) => count >= times,
  );

const TIMER_STARTED = '17';
const TIMER_CANCELED = '19';

const steps = [{ delayMs: 200 }, { delayMs: 200, variant: 'friendly' }, { delayMs: 200 }];

test('a cart that is left without mails takes at most 64 events, one timer at a time', async () => {
  const cart = shop.open(there('a'));

  const handle = await shop.touch(cart.cartId);
  const result = await handle.result();

  expect(result).toEqual({ outcome: 'expired', abandonments: 1, mails: [], unknownEvents: [] });
  // The last two of these are done side by side.
  const deeds = cart.asked.filter((deed) => deed !== 'not quiet');
  expect(deeds.sort()).toEqual(['abandoned', 'follow', 'follow', 'join', 'leave']);
  const events = await shop.eventsOf(handle);
  expect(events.length).toBeLessThanOrEqual(64);
  const { historySize = 0 } = await handle.describe();
  expect(historySize).toBeGreaterThan(0);
  expect(historySize).toBeLessThanOrEqual(25_000);
  // Until it counts as lost, and the rest behind it.
  expect(events.filter((type) => type === TIMER_STARTED)).toHaveLength(2);
  expect(events).not.toContain(TIMER_CANCELED);
});

test('each mail adds at most 12 events and each further touch 10', async () => {
  const touches = 4;
  const cart = shop.open(there('a', { steps }));

  const handle = await shop.touch(cart.cartId);
  for (let touch = 1; touch <= touches; touch += 1) {
    await asked(cart, 'follow', touch);
    cart.found = there(`a${touch}`, { steps });
    await shop.touch(cart.cartId);
  }
  const result = await handle.result();

  expect(result.mails.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  const events = await shop.eventsOf(handle);
  expect(events.length).toBeLessThanOrEqual(64 + 3 * 12 + touches * 10);
  expect(events).not.toContain(TIMER_CANCELED);
});

test('a touch long after the one before adds at most 10 events too, however often the wait was too short', async () => {
  const touches = 5;
  const cart = shop.open(there('a'));
  cart.isBusy = true;

  const handle = await shop.touch(cart.cartId);
  for (let touch = 1; touch <= touches; touch += 1) {
    await asked(cart, 'follow', touch);
    await asked(cart, 'not quiet', 2 * touch);
    cart.found = there(`a${touch}`);
    await shop.touch(cart.cartId);
  }
  await asked(cart, 'follow', touches + 1);
  cart.isBusy = false;
  const result = await handle.result();

  expect(result).toMatchObject({ outcome: 'expired', abandonments: 1 });
  const events = await shop.eventsOf(handle);
  expect(events.length).toBeLessThanOrEqual(64 + touches * 10);
  expect(events.filter((type) => type === TIMER_STARTED)).toHaveLength(2);
  expect(events).not.toContain(TIMER_CANCELED);
});

test('a purchase after a mail is recovered, and says which mail led to it', async () => {
  const cart = shop.open(there('a', { steps }));
  const handle = await shop.touch(cart.cartId);
  await asked(cart, 'mail 1');

  await handle.signal(linkClicked, { episode: 1, step: 1 });
  await handle.signal(cartConverted, { orderId: 12 });
  await handle.signal(orderPlaced, { orderId: 12 });
  const result: CartResult = await handle.result();

  expect(result).toMatchObject({
    outcome: 'recovered',
    order: { orderId: 12, amount: '20.00', currency: 'EUR' },
    led: { by: 'click', step: 1, variant: 'friendly' },
  });
  expect(cart.asked.filter((what) => what === 'recovered')).toHaveLength(1);
  expect(cart.asked.filter((what) => what === 'leave')).toHaveLength(1);
});

test('a purchase before anything was said is bought, and nobody is written to', async () => {
  const cart = shop.open(there('a', { steps }));
  const handle = await shop.touch(cart.cartId);

  await handle.signal(cartConverted, { orderId: 13 });

  expect(await handle.result()).toMatchObject({ outcome: 'bought', mails: [], abandonments: 0 });
  expect(cart.asked.filter((what) => what !== 'follow')).toEqual([]);
});

test("BigCommerce's word and our own quiet time make one abandonment", async () => {
  const cart = shop.open(there('a'));
  const handle = await shop.touch(cart.cartId);
  await asked(cart, 'abandoned');

  await handle.signal(cartAbandoned);
  await handle.signal(cartAbandoned);

  expect(await handle.result()).toMatchObject({ outcome: 'expired', abandonments: 1 });
  expect(cart.asked.filter((what) => what === 'abandoned')).toHaveLength(1);
});

test('a mail whose answer was lost is looked for, and one that nobody knows of is not sent again', async () => {
  const cart = shop.open(there('a', { steps }), [{ kind: 'lost' }, { kind: 'unknown' }]);
  const handle = await shop.touch(cart.cartId);

  const result = await handle.result();

  expect(cart.asked.filter((what) => what.startsWith('mail'))).toEqual([
    'mail 0',
    'mail 0 after lost',
    'mail 1',
    'mail 2',
  ]);
  expect(result.mails.map(({ state }) => state)).toEqual(['unknown', 'sent', 'sent']);
});

test('an event that nobody knows of is named by the result, and its store is told', async () => {
  const cart = shop.open(there('a'));
  cart.silent = true;
  const handle = await shop.touch(cart.cartId, { eventGiveUpMs: 200 });

  const { unknownEvents, outcome } = await handle.result();

  expect(outcome).toBe('expired');
  expect(unknownEvents).toHaveLength(1);
  expect(cart.asked.filter((what) => what === 'abandoned')).toHaveLength(1);
  const { events } = await handle.fetchHistory();
  const told = (events ?? []).flatMap(
    ({ signalExternalWorkflowExecutionInitiatedEventAttributes: signal }) => signal ?? [],
  );
  expect(told.map(({ signalName }) => signalName)).toEqual(['eventsUnknown']);
  const [words] = told[0]?.input?.payloads ?? [];
  expect(Buffer.from(words?.data ?? []).toString('utf8')).toBe(
    JSON.stringify({ ids: unknownEvents }),
  );
});

test('an emptied cart is closed, and one without a person ends as anonymous', async () => {
  const emptied = shop.open(there('a'));
  const handle = await shop.touch(emptied.cartId);
  await asked(emptied, 'follow');
  emptied.found = { kind: 'empty' };
  await shop.touch(emptied.cartId);
  const { content, changedAt, plan } = there('a');
  const nobody = { kind: 'there', content, changedAt, plan, wanted: true } as const;
  const unknown = await shop.touch(shop.open(nobody).cartId);

  expect(await handle.result()).toMatchObject({ outcome: 'closed' });
  expect(emptied.asked.at(-1)).toBe('deleted');
  expect(await unknown.result()).toMatchObject({ outcome: 'anonymous', abandonments: 0 });
});

test('a cart says of itself in which phase it is and when it looks again', async () => {
  const cart = shop.open(there('a', { steps: [{ delayMs: 60_000 }] }));
  const handle = await shop.touch(cart.cartId);
  await asked(cart, 'join');

  const view = await eventually(
    () => handle.query(cartPhase),
    ({ nextAt, phase }) => nextAt !== undefined && phase === 'abandoned',
  );
  await handle.terminate();

  expect(view).toMatchObject({ phase: 'abandoned', abandonments: 1, mails: [] });
});

test('who comes back is watched again, and a second leaving is a second abandonment', async () => {
  const cart = shop.open(there('a'));
  const handle = await shop.touch(cart.cartId);
  await asked(cart, 'join');

  cart.found = there('b');
  await shop.touch(cart.cartId);

  expect(await handle.result()).toMatchObject({ outcome: 'expired', abandonments: 2 });
  expect(cart.asked.filter((what) => what === 'leave')).toHaveLength(2);
});

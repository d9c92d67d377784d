// The deeds about one order, each by itself: how long it waits for its person, and what is known after a failed try.
import { MockActivityEnvironment } from '@temporalio/testing';
import { printsOf } from '../../src/activities/orders/order-at-hand';
import { lookForOrderEvent } from '../../src/activities/orders/look-for-order-event';
import { readOrder } from '../../src/activities/orders/read-order';
import { sendOrderEvent } from '../../src/activities/orders/send-order-event';
import { writeOrder } from '../../src/activities/orders/write-order';
import type { World } from '../../src/activities/world';
import type {
  OrderEvent,
  OrderReading,
  OrderRef,
  OrderWritten,
} from '../../src/contracts/order-deeds';
import { startSandbox, type Sandbox } from '../../src/sandbox/start';
import { toyWorld } from '../support/toy-world';

let sandbox: Sandbox;
let world: World;

beforeEach(async () => {
  sandbox = await startSandbox({
    customers: 3,
    orders: 3,
    products: 3,
    brevo: { ecommerce: 'on', displayCurrency: 'USD', eventsMs: 0 },
  });
  world = toyWorld(sandbox);
});
afterEach(async () => {
  await sandbox.close();
});

const refOf = (orderId: number): OrderRef => ({ storeHash: sandbox.storeHash, orderId });

async function printOf(ref: OrderRef): Promise<string> {
  const reading: OrderReading = await readOrder(world, ref);
  return reading.kind === 'read' ? reading.facts.fingerprint : reading.kind;
}

const write = (ref: OrderRef, attempt: number, fingerprint: string): Promise<OrderWritten> =>
  new MockActivityEnvironment({ attempt }).run(() =>
    writeOrder(world, ref, { people: false, upsert: { fingerprint, quiet: false } }),
  );

const placed = (ref: OrderRef): OrderEvent => ({
  eventId: `abc123-order-${ref.orderId}-placed`,
  what: 'placed',
  at: new Date().toISOString(),
  to: 11,
});

test('an order waits for its guest to become a contact, longer each time, and goes without in the end', async () => {
  const ref = refOf(sandbox.shop.addOrder().id);
  const print = await printOf(ref);

  await expect(write(ref, 1, print)).rejects.toMatchObject({ type: 'ContactNotYet' });
  await expect(write(ref, 9, print)).rejects.toMatchObject({ type: 'ContactNotYet' });
  expect(sandbox.brevo.state.orders.size).toBe(0);

  expect(await write(ref, 10, print)).toEqual({ kind: 'written', fingerprint: print });
  expect(sandbox.brevo.state.orders.size).toBe(1);
});

test('of somebody who is no contact Brevo hears nothing, and nobody waits for it', async () => {
  const ref = refOf(sandbox.shop.addOrder().id);

  expect(await sendOrderEvent(world, ref, placed(ref))).toEqual({ kind: 'refused' });
  expect(await lookForOrderEvent(world, ref, placed(ref))).toBe(true);
  expect(sandbox.brevo.state.events).toEqual([]);
});

test('a customer whose contact is a twin of another has orders under the address', async () => {
  const { shop, brevo } = sandbox;
  const first = shop.addCustomer();
  const second = shop.addCustomer({ email: first.email });
  brevo.state.seedContact({ email: first.email, extId: `abc123-${first.id}` });
  const ref = refOf(shop.addOrder({ customer_id: second.id }).id);

  await write(ref, 1, await printOf(ref));

  expect([...brevo.state.orders.values()]).toMatchObject([
    { identifiers: { email_id: first.email.toLowerCase() } },
  ]);
});

test('a shop that does not answer has lost no event: it is sent later', async () => {
  const { shop, brevo, faults } = sandbox;
  const { id, billing_address } = shop.addOrder();
  brevo.state.seedContact({ email: billing_address.email });
  faults.add({
    api: 'bigcommerce',
    path: /\/v2\/orders\/count/,
    fault: { kind: 'status', status: 503 },
  });
  const ref = refOf(id);

  expect(await sendOrderEvent(world, ref, placed(ref))).toEqual({ kind: 'later', afterMs: 5_000 });
  expect(await sendOrderEvent(world, ref, placed(ref))).toEqual({ kind: 'sent' });
  expect(await lookForOrderEvent(world, ref, placed(ref))).toBe(true);
  expect(brevo.state.events).toHaveLength(1);
});

test('an order that was read a moment ago is not read again, one in another state is', async () => {
  const { shop, brevo, bigcommerce } = sandbox;
  const { id, billing_address } = shop.addOrder();
  brevo.state.seedContact({ email: billing_address.email });
  const ref = refOf(id);
  const reads = () => bigcommerce.ledger.count(({ path }) => path.includes(`/v2/orders/${id}?`));
  const print = await printOf(ref);

  await write(ref, 1, print);
  expect(reads()).toBe(1);
  shop.editOrder(id, { status_id: 2 });
  const written = await write(ref, 1, 'what another worker has read');

  expect(reads()).toBe(2);
  expect(written).toEqual({ kind: 'written', fingerprint: await printOf(ref) });
  expect([...brevo.state.orders.values()]).toMatchObject([{ status: 'shipped' }]);
});

test('what a history keeps of an order does not tell who guesses the address that the guess is right', async () => {
  const { shop, storeHash } = sandbox;
  const { id } = shop.addOrder();
  const settings = await world.directory.read(storeHash);
  if (settings === null) throw new Error('The store is not in the settings.');
  const order = await world.open(settings).bigcommerce.readOrder(id);
  if (order === null) throw new Error('The shop does not have the order.');
  const context = { store: storeHash, currency: 'USD' };
  const printed = (accessToken: string) =>
    printsOf({ order, context, settings: { storeHash, accessToken } });

  const own = printed(settings.accessToken);
  const guessed = printed('a token that somebody else has');

  expect(own).toMatchObject({ ok: true, print: await printOf(refOf(id)) });
  expect(own.ok && guessed.ok && own.print !== guessed.print).toBe(true);
  // What was bought is nobody's secret; another token must not make it look edited.
  expect(own.ok && guessed.ok && own.content === guessed.content).toBe(true);
});

test('the order of somebody whom Brevo has just refused waits for nobody', async () => {
  const { shop, brevo, storeHash } = sandbox;
  const { id, billing_address } = shop.addOrder();
  const ref = refOf(id);
  const print = await printOf(ref);
  world.live.refused.note(storeHash, billing_address.email.toLowerCase(), world.now());

  expect(await write(ref, 1, print)).toEqual({
    kind: 'rejected',
    reason: 'contact refused by Brevo',
  });
  expect(brevo.state.orders.size).toBe(0);
  world.live.refused.note(storeHash, billing_address.email.toLowerCase(), world.now() - 600_000);
  await expect(write(ref, 1, print)).rejects.toMatchObject({ type: 'ContactNotYet' });
});

// Whatever becomes of the webhooks of an order: doubled, late, in any order, lost; Brevo hears of each step once.
import fc from 'fast-check';
import { aCustomer, doubled, openOrderShop, STATUS, type OrderShop } from './order-shop';

let shop: OrderShop;

beforeAll(async () => {
  shop = await openOrderShop(3);
}, 60_000);

afterAll(async () => {
  await shop.close();
});

test('doubled, late and shuffled webhooks announce an order once', async () => {
  const customer = await aCustomer(shop);
  const { shop: toy, bigcommerce } = shop.sandbox;
  bigcommerce.webhooks.disturb({ duplicate: 0.7, delayMs: 300 });

  const { id } = toy.addOrder({ customer_id: customer });
  await shop.hearing(id, 2);
  toy.editOrder(id, { status_id: STATUS.shipped });
  toy.editOrder(id, { status_id: STATUS.completed });
  await bigcommerce.webhooks.settled();
  await shop.reaching(id, 'completed');
  bigcommerce.webhooks.disturb({});

  expect(shop.heard(id)).toEqual([
    'order_placed',
    'order_completed',
    'order_status_changed awaiting_fulfillment > shipped',
    'order_status_changed shipped > completed',
  ]);
  expect(doubled(shop)).toEqual([]);
}, 60_000);

test('a hundred orders through disturbed webhooks are each placed once, before anything else', async () => {
  const customer = await aCustomer(shop);
  const { shop: toy, bigcommerce } = shop.sandbox;
  bigcommerce.webhooks.disturb({ duplicate: 0.3, delayMs: 500 });
  const [moves = []] = fc.sample(
    fc.array(fc.constantFrom(STATUS.shipped, STATUS.completed, STATUS.cancelled, undefined), {
      minLength: 30,
      maxLength: 30,
    }),
    { numRuns: 1, seed: 11 },
  );
  const orders = moves.map((move) => {
    const { id } = toy.addOrder({ customer_id: customer });
    if (move !== undefined) toy.editOrder(id, { status_id: move });
    return id;
  });
  await bigcommerce.webhooks.settled();
  for (const id of orders) await shop.hearing(id, 2);
  bigcommerce.webhooks.disturb({});

  for (const id of orders) {
    const heard = shop.heard(id);
    expect(heard.slice(0, 2)).toEqual(['order_placed', 'order_completed']);
    expect(new Set(heard).size).toBe(heard.length);
  }
  expect(doubled(shop)).toEqual([]);
}, 90_000);

test('a step whose webhooks were lost is announced by the next incremental sync', async () => {
  const customer = await aCustomer(shop);
  const { shop: toy, bigcommerce } = shop.sandbox;
  await shop.synced();
  const { id } = toy.addOrder({ customer_id: customer });
  await shop.hearing(id, 2);
  bigcommerce.webhooks.disturb({ drop: 1 });
  toy.editOrder(id, { status_id: STATUS.shipped });
  const lost = toy.addOrder({ customer_id: customer });
  await bigcommerce.webhooks.settled();
  bigcommerce.webhooks.disturb({});

  await shop.synced('incremental');

  expect(await shop.hearing(id, 3)).toEqual([
    'order_placed',
    'order_completed',
    'order_status_changed awaiting_fulfillment > shipped',
  ]);
  expect(await shop.hearing(lost.id, 2)).toEqual(['order_placed', 'order_completed']);
}, 90_000);

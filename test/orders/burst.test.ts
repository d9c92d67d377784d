// A hundred and twenty orders at once, beside a full sync: each is in Brevo with its events, and the shop's quota holds.
import { eventually } from '../stores/connected-shop';
import { doubled, openOrderShop, type OrderShop } from './order-shop';

const ORDERS = 120;
const PLACED = ['order_placed', 'order_completed'];

let shop: OrderShop;

beforeAll(async () => {
  shop = await openOrderShop(6, {
    sandbox: { customers: 40, orders: 20, products: 10, timeScale: 60 },
  });
}, 60_000);

afterAll(async () => {
  await shop.close();
});

test('a hundred and twenty orders placed within seconds are each in Brevo, announced once', async () => {
  await shop.synced();
  const { shop: toy, bigcommerce } = shop.sandbox;
  const buyers = [...toy.customers.keys()];
  bigcommerce.ledger.clear();
  const sync = shop.synced();
  const ids = Array.from({ length: ORDERS }, (_, at) => {
    const customer_id = at % 4 === 0 ? 0 : (buyers[at % buyers.length] ?? 0);
    return toy.addOrder({ customer_id }).id;
  });
  const missing = () => ids.filter((id) => shop.heard(id).length < PLACED.length);

  await eventually(
    () => Promise.resolve(missing()),
    (left) => left.length === 0,
    240_000,
  );
  await sync;

  expect(missing()).toEqual([]);
  for (const id of ids) {
    expect(shop.heard(id)).toEqual(PLACED);
    expect(shop.inBrevo(id)).toMatchObject({ status: 'awaiting_fulfillment' });
  }
  expect(doubled(shop)).toEqual([]);
  expect(bigcommerce.tooMany()).toBe(0);
  // One read and one count of earlier orders each; more only where the webhooks of one order came apart.
  const reads = bigcommerce.ledger.count(({ path }) => /\/v2\/orders\/\d+\?/.test(path));
  const counts = bigcommerce.ledger.count(({ path }) => path.includes('/v2/orders/count?'));
  expect(counts).toBeLessThanOrEqual(ORDERS * 1.1);
  expect(reads).toBeLessThanOrEqual(ORDERS * 3);
  expect(bigcommerce.ledger.entries.length).toBeLessThanOrEqual(ORDERS * 8);
}, 360_000);

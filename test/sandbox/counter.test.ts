// The counter of the toy shop: where a person plays shopper and merchant.
import { openCounter, type Counter } from '../../src/sandbox/counter/counter';
import { startSandbox, type Sandbox } from '../../src/sandbox/start';

let sandbox: Sandbox;
let counter: Counter;

beforeEach(async () => {
  sandbox = await startSandbox({ customers: 5, orders: 5, products: 5 });
  counter = await openCounter(sandbox);
});

afterEach(async () => {
  await counter.close();
  await sandbox.close();
});

async function post(path: string): Promise<{ status: number; said: unknown }> {
  const answer = await fetch(`${counter.url}${path}`, { method: 'POST' });
  return { status: answer.status, said: await answer.json() };
}

const seen = async (): Promise<unknown> => (await fetch(`${counter.url}/seen`)).json();

const newestCart = () => [...sandbox.shop.carts.values()].at(-1);

test('every button of the page does something', async () => {
  const page = await (await fetch(counter.url)).text();
  const paths = [...page.matchAll(/data-post="([^"]+)"/g)].map(([, path]) => path ?? '');

  const answers = await Promise.all(paths.map(post));

  expect(paths.length).toBeGreaterThan(0);
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 201));
});

test('a cart is filled by somebody who agreed', async () => {
  await post('/carts');

  const cart = newestCart();
  const shopper = sandbox.shop.customers.get(cart?.customer_id ?? 0);
  expect(shopper?.accepts_product_review_abandoned_cart_emails).toBe(true);
  expect(await seen()).toMatchObject({ carts: [{ cart: cart?.id, email: shopper?.email }] });
});

test('a cart is bought', async () => {
  const { id } = sandbox.shop.fillCart();

  const bought = await post(`/carts/${id}/purchase`);

  const [order] = [...sandbox.shop.orders.values()].slice(-1);
  expect(order?.cart_id).toBe(id);
  expect(bought).toEqual({ status: 201, said: { order: order?.id } });
  expect(await seen()).toMatchObject({
    carts: [],
    orders: [{ order: order?.id }, {}, {}, {}, {}, {}],
  });
});

test('somebody may fill a cart without agreeing to anything', async () => {
  await post('/carts/without-consent');

  const shopper = sandbox.shop.customers.get(newestCart()?.customer_id ?? 0);
  expect(shopper?.accepts_product_review_abandoned_cart_emails).toBe(false);
});

test('an order is placed, shipped and refunded', async () => {
  await post('/orders');
  const [order] = [...sandbox.shop.orders.values()].slice(-1);
  const id = order?.id ?? 0;

  expect(await post(`/orders/${id}/status/partially-shipped`)).toEqual({
    status: 201,
    said: { order: id, status: 'Partially Shipped' },
  });
  expect(sandbox.shop.orders.get(id)?.status_id).toBe(3);
  expect(await post(`/orders/${id}/refund`)).toMatchObject({ status: 201 });
  expect(sandbox.shop.orders.get(id)?.status_id).toBe(4);
});

test('a customer and a product are changed', async () => {
  const [customer = 0] = sandbox.shop.customers.keys();
  const [product = 0] = sandbox.shop.products.keys();

  await post(`/customers/${customer}/company/News%20Ltd`);
  await post(`/products/${product}/price/19.90`);

  expect(sandbox.shop.customers.get(customer)?.company).toBe('News Ltd');
  expect(sandbox.shop.products.get(product)?.price).toBe(19.9);
});

test.each([
  ['/products/1/price/cheap', '"cheap" is no price; write 19.90.'],
  ['/carts/nobodys/purchase', 'The toy shop has no such cart.'],
  ['/orders/999999/refund', 'The toy shop has no record 999999 of this kind.'],
  ['/orders/1/status/lost', 'There is no order status "lost"; there are: incomplete, pending,'],
  ['/elsewhere', 'The counter has no such address; GET / shows what it has.'],
])('%s is refused with a sentence', async (path, sentence) => {
  const { status, said } = await post(path);

  expect(status).toBe(404);
  expect(JSON.stringify(said)).toContain(JSON.stringify(sentence).slice(1, -1));
});

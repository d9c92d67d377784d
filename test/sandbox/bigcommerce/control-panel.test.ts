// The control panel of the toy shop by HTTP: what is changed there is in the shop and is told like any change; nonsense is refused.
import { openShop, type OpenShop } from './shop-over-http';

let open: OpenShop;
const told: string[] = [];

beforeAll(async () => {
  open = await openShop({ records: 20 });
  open.shop.listen(({ scope }) => told.push(scope));
});
beforeEach(() => {
  told.length = 0;
});
afterAll(async () => {
  await open.close();
});

async function panel(words: string, json?: unknown) {
  const [method = 'POST', path = ''] = words.split(' ');
  const answer = await fetch(`${open.bigcommerce.url}/control-panel/${path}`, {
    method,
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await answer.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: answer.status, body };
}

const firstOf = (records: ReadonlyMap<number, unknown>): number => [...records.keys()][0] ?? 0;

test('a customer is changed, made and deleted', async () => {
  const { shop } = open;
  const id = firstOf(shop.customers);

  const changed = await panel(`POST customers/${id}`, { company: 'News Ltd' });
  const made = await panel('POST customers', { email: 'new@post.example' });
  const newest = [...shop.customers.keys()].at(-1) ?? 0;
  const gone = await panel(`DELETE customers/${newest}`);

  expect(changed).toEqual({ status: 200, body: { id } });
  expect(shop.customers.get(id)?.company).toBe('News Ltd');
  expect(made).toEqual({ status: 201, body: { id: newest } });
  expect(gone).toEqual({ status: 204, body: undefined });
  expect(shop.customers.has(newest)).toBe(false);
  expect(told).toEqual(
    expect.arrayContaining(
      ['updated', 'created', 'deleted'].map((what) => `store/customer/${what}`),
    ),
  );
});

test('a product changes its name, and an order moves on', async () => {
  const { shop } = open;
  const [product, order] = [firstOf(shop.products), firstOf(shop.orders)];

  await panel(`POST products/${product}`, { name: 'A better lamp' });
  await panel(`POST orders/${order}`, { status_id: 2 });
  const made = await panel('POST orders', {});

  expect(shop.products.get(product)?.name).toBe('A better lamp');
  expect(shop.orders.get(order)?.status_id).toBe(2);
  expect(made.status).toBe(201);
  expect(told).toEqual(expect.arrayContaining(['store/product/updated', 'store/order/created']));
});

test.each([
  ['POST customers/999999', {}, 404],
  ['POST carts', {}, 404],
  ['POST customers/1', { wings: 2 }, 422],
  ['POST customers/1', 'text', 422],
  ['GET customers/1', undefined, 405],
  ['DELETE customers', undefined, 405],
])('%s with %j is refused', async (words, json, status) => {
  expect((await panel(words, json)).status).toBe(status);
  expect(told).toEqual([]);
});

test('the API is as read-only as its token', async () => {
  const { status } = await open.get('/v3/customers?limit=1');

  expect(status).toBe(200);
  expect((await open.get('/control-panel/customers')).status).toBe(404);
});

// Every read of the client against the toy BigCommerce.
import { createBigCommerce } from '../../src/bigcommerce/store-client';
import type { BigCommerce } from '../../src/bigcommerce/client';
import type { Page } from '../../src/bigcommerce/pages';
import { createGate } from '../../src/http/gate';
import { startSandbox } from '../../src/sandbox/start';
import type { Sandbox } from '../../src/sandbox/start';

let sandbox: Sandbox;
let client: BigCommerce;

beforeAll(async () => {
  sandbox = await startSandbox({ customers: 40, orders: 60, products: 30, timeScale: 30 });
  client = createBigCommerce({
    baseUrl: sandbox.bigcommerceUrl,
    storeHash: sandbox.storeHash,
    accessToken: sandbox.accessToken,
    gate: createGate({ api: 'bigcommerce', windowMs: 30_000, reserve: 5 }),
  });
});

afterAll(() => sandbox.close());

type Read<T> = (query: { readonly limit: number; readonly after?: string }) => Promise<Page<T>>;

/** All ids of a list, seven a page. */
async function walk<T extends { readonly id: number }>(read: Read<T>): Promise<readonly number[]> {
  const ids: number[] = [];
  let query: { readonly limit: number; readonly after?: string } = { limit: 7 };
  for (;;) {
    const { records, next } = await read(query);
    ids.push(...records.map(({ id }) => id));
    if (next === undefined) return ids;
    query = { limit: 7, after: next };
  }
}

test.each<[string, () => Promise<readonly number[]>, () => Promise<number>]>([
  [
    'customers',
    () => walk((query) => client.listCustomers(query)),
    async () => (await client.listCustomers({ limit: 1 })).total ?? 0,
  ],
  [
    'subscribers',
    () => walk((query) => client.listSubscribers(query)),
    async () => (await client.listSubscribers({ limit: 1 })).total ?? 0,
  ],
  ['orders', () => walk((query) => client.listOrders(query)), () => client.countOrders()],
  [
    'products',
    () => walk((query) => client.listProducts(query)),
    async () => (await client.listProductIds({ limit: 1 })).total ?? 0,
  ],
  [
    'categories',
    () => walk((query) => client.listCategories(query)),
    async () => (await client.listCategories({ limit: 1 })).total ?? 0,
  ],
  [
    'brands',
    () => walk((query) => client.listBrands(query)),
    async () => (await client.listBrands({ limit: 1 })).total ?? 0,
  ],
])('walking %s page by page finds each of them once', async (_name, walked, counted) => {
  const ids = await walked();

  expect(ids.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(await counted());
});

test('customers are found by id', async () => {
  const [first, second] = (await client.listCustomers({ limit: 2 })).records;
  const ids = [first?.id ?? 0, second?.id ?? 0];

  const found = await client.listCustomers({ ids });

  expect(found.records.map(({ id }) => id)).toEqual(ids);
});

test('orders are found by customer and by address', async () => {
  const { records } = await client.listOrders({});
  const [own] = records.filter(({ customer_id }) => customer_id !== 0);
  if (own === undefined) throw new Error('No customer has ordered.');
  const { email } = own.billing_address;

  const byCustomer = await client.listOrders({ customerId: own.customer_id, lines: false });
  const byEmail = await client.listOrders({ email, lines: false });

  expect(byCustomer.records.map(({ id }) => id)).toContain(own.id);
  expect(byCustomer.records.every((one) => one.customer_id === own.customer_id)).toBe(true);
  expect(byEmail.records.map(({ id }) => id)).toContain(own.id);
  expect(byEmail.records.every((one) => one.billing_address.email === email)).toBe(true);
});

test('customers and subscribers are found by address', async () => {
  const [subscriber] = (await client.listSubscribers({ limit: 1 })).records;
  const [customer] = (await client.listCustomers({ limit: 1 })).records;
  if (subscriber === undefined || customer === undefined) throw new Error('Nobody is there.');

  const readers = await client.listSubscribers({ email: subscriber.email });
  const customers = await client.listCustomers({ emails: [customer.email] });

  expect(readers.records.every(({ email }) => email === subscriber.email)).toBe(true);
  expect(customers.records.map(({ id }) => id)).toEqual([customer.id]);
});

test('nothing has changed since the end of the century', async () => {
  const modifiedSince = '2099-12-31T00:00:00Z';

  expect((await client.listCustomers({ modifiedSince })).records).toEqual([]);
  expect((await client.listSubscribers({ modifiedSince })).records).toEqual([]);
  expect((await client.listProducts({ modifiedSince })).records).toEqual([]);
  expect((await client.listOrders({ modifiedSince })).records).toEqual([]);
});

test('an order read alone is the order of the list', async () => {
  const [order] = (await client.listOrders({ limit: 1 })).records;

  expect(await client.readOrder(order?.id ?? 0)).toEqual(order);
  expect(order?.lines.length).toBeGreaterThan(0);
});

test('an order that never was is null', async () => {
  expect(await client.readOrder(99_999_999)).toBeNull();
});

test('the shop tells its ids, its statuses and its attributes', async () => {
  expect((await client.readStore()).id).toBe(sandbox.storeHash);
  expect((await client.listOrderStatuses()).map(({ id }) => id)).toContain(11);
  await expect(client.listCustomerAttributes({})).resolves.toHaveProperty('records');
  await expect(client.listCustomerGroups({})).resolves.toHaveProperty('records');
});

test('a wrong token is told from a missing scope', async () => {
  const stranger = createBigCommerce({
    baseUrl: sandbox.bigcommerceUrl,
    storeHash: sandbox.storeHash,
    accessToken: 'wrong',
    gate: createGate({ api: 'bigcommerce', windowMs: 30_000, reserve: 0 }),
  });

  await expect(stranger.readStore()).rejects.toMatchObject({ detail: { kind: 'Unauthorized' } });
});

// Lists of people: cursor and page paging, filters, includes.
import { column, openShop, type Json, type OpenShop } from './shop-over-http';

let open: OpenShop;
beforeAll(async () => {
  open = await openShop();
});
afterAll(() => open.close());

const meta = (list: Json): Json => list.meta ?? {};

async function walk(query: string): Promise<readonly unknown[]> {
  const ids: unknown[] = [];
  let next: string | undefined = query;
  while (next !== undefined) {
    const list = (await open.get(`/v3/customers${next}`)).json();
    ids.push(...column(list, 'id'));
    const link: unknown = meta(list).cursor_pagination?.links?.next;
    next = typeof link === 'string' ? link : undefined;
  }
  return ids;
}

test('cursors walk through all customers once, in order of id', async () => {
  expect(await walk('?limit=50')).toEqual([...open.shop.customers.keys()]);
});

test('cursors walk in order of change too, each customer once', async () => {
  const ids = await walk('?limit=37&sort=date_modified:asc');

  expect(new Set(ids).size).toBe(open.shop.customers.size);
});

test('the first page has both paginations, later ones by number or cursor only one', async () => {
  const first = (await open.get('/v3/customers?limit=50')).json();
  const second = (await open.get('/v3/customers?limit=50&page=2')).json();
  const cursor = JSON.stringify(meta(first).cursor_pagination?.end_cursor).slice(1, -1);
  const behind = (
    await open.get(`/v3/customers?limit=50&after=${encodeURIComponent(cursor)}`)
  ).json();

  expect(Object.keys(meta(first))).toEqual(['pagination', 'cursor_pagination']);
  expect(Object.keys(meta(second))).toEqual(['pagination']);
  expect(Object.keys(meta(behind))).toEqual(['cursor_pagination']);
  expect(column(behind, 'id')).toEqual(column(second, 'id'));
});

test('a cursor stays right when the customer it points at is deleted', async () => {
  const gone = open.shop.addCustomer();
  const next = open.shop.addCustomer();
  const cursor = Buffer.from(JSON.stringify({ id: gone.id })).toString('base64');
  open.shop.deleteCustomer(gone.id);

  const list = (await open.get(`/v3/customers?after=${encodeURIComponent(cursor)}`)).json();
  open.shop.deleteCustomer(next.id);

  expect(column(list, 'id')).toEqual([next.id]);
});

test('links are query strings and keep the filters', async () => {
  const list = (await open.get('/v3/customers?limit=2&page=2&sort=last_name:desc')).json();
  const links = meta(list).pagination?.links;

  expect(links).toMatchObject({
    previous: '?limit=2&page=1&sort=last_name%3Adesc',
    next: '?limit=2&page=3&sort=last_name%3Adesc',
  });
});

test('a customer with 14 addresses shows ten, and the rest in the list of addresses', async () => {
  const customer = [...open.shop.customers.values()].find(
    ({ addresses }) => addresses.length === 14,
  );
  const id = customer?.id ?? 0;

  const shown = (await open.get(`/v3/customers?id:in=${id}&include=addresses`)).json();
  const all = (await open.get(`/v3/customers/addresses?customer_id:in=${id}`)).json();

  expect(column(shown, 'address_count')).toEqual([14]);
  expect(column(shown, 'addresses')).toMatchObject([{ length: 10 }]);
  expect(column(all, 'id')).toHaveLength(14);
});

test('sub-resources come only when asked for', async () => {
  const bare = (await open.get('/v3/customers?limit=1')).json();
  const full = (
    await open.get('/v3/customers?limit=1&include=addresses,attributes,formfields,storecredit')
  ).json();
  const extra = ['addresses', 'attributes', 'form_fields', 'store_credit_amounts'];

  for (const name of extra) {
    expect(column(bare, name)).toEqual([undefined]);
    expect(column(full, name)).toEqual([expect.any(Array)]);
  }
});

test('customers are found by e-mail whatever its case, and by what changed since', async () => {
  const email = 'Jane.Roe@Example.com';
  const customer = open.shop.addCustomer({ email });

  const byEmail = (await open.get('/v3/customers?email:in=jane.roe%40example.com')).json();
  const since = (await open.get('/v3/customers?date_modified:min=2026-03-01T12:00:00Z')).json();
  const before = (await open.get('/v3/customers?date_modified:min=2026-03-01T12:00:01Z')).json();
  open.shop.deleteCustomer(customer.id);

  expect(column(byEmail, 'id')).toEqual([customer.id]);
  expect(column(since, 'id')).toEqual([customer.id]);
  expect(column(before, 'id')).toEqual([]);
});

test('a bare date filter means that very second', async () => {
  const some = [...open.shop.customers.values()][30];
  const list = (await open.get(`/v3/customers?date_modified=${some?.date_modified ?? ''}`)).json();

  expect(column(list, 'date_modified')).toContain(some?.date_modified);
  expect(new Set(column(list, 'date_modified')).size).toBe(1);
});

test('an unencoded plus is a space and makes the date unreadable', async () => {
  const wrong = await open.get('/v3/customers?date_modified:min=2026-03-01T12:00:00+00:00');
  const right = await open.get('/v3/customers?date_modified:min=2026-03-01T12:00:00%2B00:00');

  expect([wrong.status, right.status]).toEqual([422, 200]);
});

test('unknown filters are refused by name, too large pages with 413', async () => {
  const unknown = await open.get('/v3/customers?colour=red&size=1');
  const large = await open.get('/v3/customers?limit=251');
  const words = await open.get('/v3/customers?limit=a');

  expect(unknown.status).toBe(422);
  expect(unknown.json()).toMatchObject({
    title: 'The filter(s): colour, size are not valid filter parameter(s).',
  });
  expect(large.status).toBe(413);
  expect(words.status).toBe(422);
});

test('subscribers are a list of their own, with and without consent', async () => {
  const list = (await open.get('/v3/customers/subscribers?limit=250')).json();
  const consents = column(list, 'consents');

  expect(consents).toHaveLength(open.shop.subscribers.size);
  expect(consents).toContainEqual([]);
  expect(consents).toContainEqual(['marketing_newsletter']);
});

test('an attribute has its name in the list of definitions only', async () => {
  const definitions = (await open.get('/v3/customers/attributes')).json();

  expect(column(definitions, 'name')).toEqual(['Loyalty tier', 'Points']);
});

test('customer groups are a V2 array with dates without a zone', async () => {
  const groups = (await open.get('/v2/customer_groups')).json();

  expect(column(groups, 'name')).toEqual(['Wholesale', 'VIP', 'Friends & Family']);
  expect(groups[0]?.date_created).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect((await open.get('/v2/customer_groups?page=2')).status).toBe(204);
});

// What the client asks BigCommerce about people, and how it walks their lists.
import { aCustomer, queryOf, storeOn } from './stub-store';

test("a page of customers comes with addresses, attributes and form fields, by the store's token", async () => {
  const { client, stub } = await storeOn({ json: { data: [aCustomer(32)], meta: {} } });

  const page = await client.listCustomers({});

  expect(page.records).toMatchObject([{ id: 32, addresses: [{ city: 'Austin' }], attributes: [] }]);
  expect(stub.seen[0]?.headers['x-auth-token']).toBe('token');
  expect(queryOf(stub)).toEqual({
    path: '/stores/abc123/v3/customers',
    include: 'addresses,attributes,formfields',
    limit: '250',
  });
});

test('the next page of customers is behind the end cursor', async () => {
  const cursor = { end_cursor: 'eyJpZCI6MzJ9', links: { next: '?after=eyJpZCI6MzJ9' } };
  const meta = { pagination: { total: 2, per_page: 1, links: {} }, cursor_pagination: cursor };
  const { client, stub } = await storeOn({ json: { data: [aCustomer(32)], meta } });

  const page = await client.listCustomers({ limit: 1 });
  await client.listCustomers({ limit: 1, after: page.next ?? '' });

  expect(page).toMatchObject({ next: 'eyJpZCI6MzJ9', total: 2 });
  expect(queryOf(stub, 1)).toMatchObject({ after: 'eyJpZCI6MzJ9', limit: '1' });
});

test.each([
  ['a full page without a next link', 1, {}],
  ['a page shorter than its limit', 2, { next: '?after=x' }],
])('%s is the last one', async (_name, limit, links) => {
  const meta = { cursor_pagination: { end_cursor: 'x', links } };
  const { client } = await storeOn({ json: { data: [aCustomer(1)], meta } });

  const page = await client.listCustomers({ limit });

  expect(page.next).toBeUndefined();
});

test('a page that the server made smaller than it was asked for is not the last one', async () => {
  const links = { next: '?after=x' };
  const meta = { cursor_pagination: { end_cursor: 'x', per_page: 1, links } };
  const { client } = await storeOn({ json: { data: [aCustomer(1)], meta } });

  const page = await client.listCustomers({});

  expect(page.next).toBe('x');
});

test('a full page whose cursor is missing is not taken for the last one', async () => {
  const { client } = await storeOn({ json: { data: [aCustomer(1)], meta: {} } });

  await expect(client.listCustomers({ limit: 1 })).rejects.toMatchObject({
    detail: { kind: 'UnexpectedShape', path: 'meta.cursor_pagination.end_cursor: expected string' },
  });
});

test('customers are asked for by id and by the time they changed', async () => {
  const { client, stub } = await storeOn({ json: { data: [], meta: {} } });

  await client.listCustomers({ ids: [1, 2], modifiedSince: '2026-02-01T10:00:00+02:00' });

  expect(queryOf(stub)).toMatchObject({
    'id:in': '1,2',
    'date_modified:min': '2026-02-01T08:00:00.000Z',
  });
});

test("a page has the time of BigCommerce's clock", async () => {
  const headers = { Date: 'Tue, 10 Feb 2026 21:40:11 GMT' };
  const { client } = await storeOn({ headers, json: { data: [], meta: {} } });

  expect((await client.listCustomers({})).date).toBe('2026-02-10T21:40:11.000Z');
});

test('a token that may not read customers names the scope it needs', async () => {
  const { client } = await storeOn({ status: 403, json: { status: 403, title: 'no', errors: {} } });

  await expect(client.listCustomers({})).rejects.toMatchObject({
    detail: { kind: 'MissingScope', scope: 'store_v2_customers_read_only' },
  });
});

test('subscribers are walked by page number', async () => {
  const subscriber = {
    id: 5,
    email: 'jane.roe@example.com',
    consents: ['marketing_newsletter'],
    channel_id: 1,
    date_modified: '2026-01-10T21:05:30Z',
  };
  const meta = { pagination: { total: 2, per_page: 1, links: { next: '?page=2' } } };
  const { client, stub } = await storeOn({ json: { data: [subscriber], meta } });

  const page = await client.listSubscribers({ limit: 1 });
  await client.listSubscribers({ limit: 1, after: page.next ?? '' });

  expect(page).toMatchObject({ next: '2', total: 2, records: [{ id: 5 }] });
  expect(queryOf(stub, 1)).toMatchObject({
    path: '/stores/abc123/v3/customers/subscribers',
    page: '2',
  });
});

test("attributes' names are read although their meta is free", async () => {
  const { client } = await storeOn({ json: { data: [{ id: 1, name: 'Size', type: 'string' }] } });

  expect((await client.listCustomerAttributes({})).records).toEqual([{ id: 1, name: 'Size' }]);
});

test('a shop without customer groups answers 204, an empty page', async () => {
  const { client, stub } = await storeOn({ status: 204 });

  const page = await client.listCustomerGroups({});

  expect(page).toMatchObject({ records: [] });
  expect(page.next).toBeUndefined();
  expect(queryOf(stub)).toMatchObject({ path: '/stores/abc123/v2/customer_groups', page: '1' });
});

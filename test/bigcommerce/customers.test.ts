// What the client asks BigCommerce about people, and how it walks their lists.
import type { StubAnswer } from '../support/http-stub';
import { aCustomer, queryOf, storeOn } from './stub-store';

const noMeta = { meta: {} };

test("a page of customers comes with addresses, attributes and form fields, by the store's token", async () => {
  const { client, stub } = await storeOn({ json: { data: [aCustomer(32)], ...noMeta } });

  const page = await client.listCustomers({});

  expect(page.records).toMatchObject([{ id: 32, email: 'jane.roe@example.com', attributes: [] }]);
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

test.each<[string, object]>([
  ['a full page without a next link', { cursor_pagination: { end_cursor: 'x', links: {} } }],
  ['a page shorter than its limit', { cursor_pagination: { end_cursor: 'x', per_page: 2, links: { next: '?after=x' } } }],
])('%s is the last one', async (_name, meta) => {
  const { client } = await storeOn({ json: { data: [aCustomer(1)], meta } });

  expect(await client.listCustomers({ limit: 1 + Number('per_page' in meta) })).not.toHaveProperty(
    'next.length',
    0,
  );
});

test('a full page whose cursor is missing is not taken for the last one', async () => {
  const { client } = await storeOn({ json: { data: [aCustomer(1)], ...noMeta } });

  await expect(client.listCustomers({ limit: 1 })).rejects.toMatchObject({
    detail: { kind: 'UnexpectedShape', path: 'meta.cursor_pagination.end_cursor: expected string' },
  });
});

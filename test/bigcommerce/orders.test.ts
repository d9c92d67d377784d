// How the client walks orders and gathers their lines.
import { aLine, anOrder, queryOf, storeOn } from './stub-store';

const full = (id: number) => ({
  ...anOrder(id),
  consignments: {
    shipping: [
      { id: 1, line_items: [aLine(1), aLine(2)] },
      { id: 2, line_items: [aLine(3)] },
    ],
    downloads: [{ recipient_email: 'x@example.com', line_items: [aLine(4)] }],
    pickups: [{ id: 9, line_items: [aLine(5)] }],
    email: { gift_certificates: [{ recipient_email: 'x@example.com', line_items: [aLine(6)] }] },
  },
});

test('orders are walked by id with their lines', async () => {
  const { client, stub } = await storeOn({ json: [full(250)] });

  const page = await client.listOrders({ limit: 1 });
  await client.listOrders({ limit: 1, after: page.next ?? '' });

  expect(page.next).toBe('250');
  expect(queryOf(stub)).toEqual({
    path: '/stores/abc123/v2/orders',
    sort: 'id:asc',
    include: 'consignments.line_items',
    consignment_structure: 'object',
    limit: '1',
  });
  expect(queryOf(stub, 1)).toMatchObject({ min_id: '251', sort: 'id:asc' });
});

test('the lines of an order are gathered from parcels, downloads, pickups and gift certificates', async () => {
  const { client } = await storeOn({ json: full(250) });

  const order = await client.readOrder(250);

  expect(order?.lines.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(order).not.toHaveProperty('consignments');
});

test('an order without a consignment has no lines', async () => {
  const consignments = { shipping: [], downloads: [], pickups: [], email: [] };
  const { client } = await storeOn({ json: { ...anOrder(250), consignments } });

  expect((await client.readOrder(250))?.lines).toEqual([]);
});

test.each([
  ['lines that were not sent along', anOrder(250), 'consignments[0]: custom'],
  [
    'lines that are only pointers',
    { ...anOrder(250), consignments: { shipping: [{ line_items: [{ url: 'x' }] }] } },
    'consignments[0].shipping[0].line_items[0].id: expected number',
  ],
])('%s are not taken for an order without lines', async (_name, json, path) => {
  const { client } = await storeOn({ json });

  await expect(client.readOrder(250)).rejects.toMatchObject({
    detail: { kind: 'UnexpectedShape', path },
  });
});

test('orders that changed are walked by page, oldest change first', async () => {
  const { client, stub } = await storeOn({ json: [full(250)] });

  const page = await client.listOrders({ limit: 1, modifiedSince: '2026-02-10T00:00:00Z' });

  expect(page.next).toBe('2');
  expect(queryOf(stub)).toMatchObject({
    min_date_modified: '2026-02-10T00:00:00.000Z',
    sort: 'date_modified:asc',
    page: '1',
  });
});

test('a sweep of ids leaves the lines out', async () => {
  const { client, stub } = await storeOn({ json: [anOrder(250)] });

  const page = await client.listOrders({ lines: false });

  expect(page.records).toMatchObject([{ id: 250, lines: [] }]);
  expect(queryOf(stub)).not.toHaveProperty('include');
});

test('behind a list that is exactly full comes 204, the end', async () => {
  const { client } = await storeOn({ json: [full(250)] }, { status: 204 });

  const first = await client.listOrders({ limit: 1 });
  const second = await client.listOrders({ limit: 1, after: first.next ?? '' });

  expect(second.records).toEqual([]);
  expect(second.next).toBeUndefined();
});

test('an order that does not exist is null', async () => {
  const { client } = await storeOn({ status: 404, json: [{ status: 404, message: 'not found' }] });

  expect(await client.readOrder(1)).toBeNull();
});

test('orders are counted over all statuses', async () => {
  const { client, stub } = await storeOn({ json: { count: 12, statuses: [] } });

  expect(await client.countOrders()).toBe(12);
  expect(queryOf(stub).path).toBe('/stores/abc123/v2/orders/count');
});

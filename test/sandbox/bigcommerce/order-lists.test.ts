// Lists of orders: V2 shapes, keyset paging, consignments, archived orders.
import { column, openShop, type Json, type OpenShop } from './shop-over-http';

let open: OpenShop;
beforeAll(async () => {
  open = await openShop();
});
afterAll(() => open.close());

const lines = 'include=consignments.line_items&consignment_structure=object';
const visible = () => [...open.shop.orders.values()].filter((order) => !order.is_deleted);

async function walkById(): Promise<readonly unknown[]> {
  const ids: unknown[] = [];
  for (let from = 1; ;) {
    const answer = await open.get(`/v2/orders?min_id=${from}&sort=id:asc&limit=50&${lines}`);
    if (answer.status === 204) return ids;
    const page = column(answer.json(), 'id');
    ids.push(...page);
    from = Number(page.at(-1)) + 1;
  }
}

test('a walk by id sees every order that is not archived, once, and ends with an empty 204', async () => {
  expect(await walkById()).toEqual(visible().map((order) => order.id));
});

test('an archived order is in no list and no count, but can be read by id', async () => {
  const archived = [...open.shop.orders.values()].find((order) => order.is_deleted);
  const count = (await open.get('/v2/orders/count')).json();
  const order = await open.get(`/v2/orders/${archived?.id ?? 0}`);

  expect(count.count).toBe(visible().length);
  expect(order.json().is_deleted).toBe(true);
});

test('money is text with four decimals and dates are RFC-2822 in UTC', async () => {
  const order = (await open.get('/v2/orders?limit=1')).json()[0] ?? {};

  expect(order.total_inc_tax).toMatch(/^\d+\.\d{4}$/);
  expect(order.date_modified).toMatch(
    /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/,
  );
  expect(order.lines).toBeUndefined();
});

test('without the include an order points at its consignments, with it it carries its lines', async () => {
  const bare = (await open.get('/v2/orders/101')).json();
  const full = (await open.get(`/v2/orders/101?${lines}`)).json();
  const pointers = (
    await open.get('/v2/orders/101?include=consignments&consignment_structure=object')
  ).json();
  const line = (order: Json): Json => order.consignments?.shipping?.[0]?.line_items?.[0] ?? {};

  expect(bare.consignments).toEqual({
    url: 'https://api.bigcommerce.com/stores/abc123/v2/orders/101/consignments',
    resource: '/orders/101/consignments',
  });
  expect(line(full)).toMatchObject({ order_id: 101, order_address_id: 1011 });
  expect(Object.keys(line(pointers))).toEqual(['url', 'resource']);
});

test('every line is in exactly one consignment', async () => {
  const orders = (await open.get(`/v2/orders?limit=250&${lines}`)).json();
  const shown = column(orders, 'consignments').map(
    (consignments) => JSON.stringify(consignments).match(/"order_address_id"/g)?.length ?? 0,
  );

  expect(shown).toEqual(visible().map((order) => order.lines.length));
});

test('gift certificates go by e-mail', async () => {
  const order = visible().find(({ lines: all }) =>
    all.every((line) => line.type === 'giftcertificate'),
  );
  const body = (await open.get(`/v2/orders/${order?.id ?? 0}?${lines}`)).json();

  expect(body.consignments).toMatchObject({
    shipping: [],
    email: { gift_certificates: [{ line_items: [{ type: 'giftcertificate', product_id: 0 }] }] },
  });
  expect(body.order_is_digital).toBe(true);
});

test('the include needs the object structure', async () => {
  const answer = await open.get('/v2/orders?include=consignments.line_items');

  expect(answer.status).toBe(422);
  expect(answer.json()[0]).toMatchObject({ status: 422 });
});

test('the lines of a big order come in pages of fifty', async () => {
  const big = visible().find((order) => order.lines.length === 60);
  const path = `/v2/orders/${big?.id ?? 0}/products`;

  expect(column((await open.get(path)).json(), 'id')).toHaveLength(50);
  expect(column((await open.get(`${path}?page=2`)).json(), 'id')).toHaveLength(10);
  expect(column((await open.get(`${path}?limit=250`)).json(), 'id')).toHaveLength(60);
});

test('orders are found by status, customer, e-mail, cart and date of change', async () => {
  const order = open.shop.addOrder({ customer_id: 1, status_id: 9 });
  const { email } = order.billing_address;
  const since = encodeURIComponent('Sun, 01 Mar 2026 13:00:00 +0100');

  for (const filter of [
    `customer_id=1&status_id=9&min_id=${order.id}`,
    `email=${encodeURIComponent(email.toUpperCase())}&min_id=${order.id}`,
    `cart_id=${order.cart_id}`,
    `min_date_modified=${since}`,
    'min_date_modified=2026-03-01T12:00:00.000Z&sort=date_modified:asc',
  ]) {
    expect(column((await open.get(`/v2/orders?${filter}`)).json(), 'id')).toEqual([order.id]);
  }
  open.shop.archiveOrder(order.id);
});

test('unknown filters and too large pages are refused in the V2 shape', async () => {
  const unknown = await open.get('/v2/orders?is_nice=true');
  const large = await open.get('/v2/orders?limit=251');
  const date = await open.get('/v2/orders?min_date_modified=yesterday');

  expect(unknown.json()[0]).toMatchObject({ status: 422 });
  expect([unknown.status, large.status, date.status]).toEqual([422, 413, 422]);
});

test('an order without a rate lacks the field, and a broken date stays broken', async () => {
  const orders = (await open.get('/v2/orders?limit=20')).json();
  const rates = column(orders, 'store_default_to_transactional_exchange_rate');

  expect(rates).toContain('');
  expect(rates).toContain(undefined);
  expect(column(orders, 'date_created')).toContain('Wed, 30 Nov -0001 00:00:00 +0000');
});

test('there are fifteen statuses, and the count adds up by status', async () => {
  const statuses = (await open.get('/v2/order_statuses')).json();
  const counts = (await open.get('/v2/orders/count')).json();
  const sum = column(counts.statuses ?? {}, 'count').reduce<number>(
    (all, one) => all + Number(one),
    0,
  );

  expect(column(statuses, 'id')).toHaveLength(15);
  expect(counts.count).toBe(sum);
});

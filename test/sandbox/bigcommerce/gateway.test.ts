// The door of the toy BigCommerce: tokens, scopes, quota, unknown paths and faults.
import { openShop, read, type OpenShop } from './shop-over-http';

let open: OpenShop;
afterEach(() => open.close());

test('a wrong token is refused with 401 and still told its quota', async () => {
  open = await openShop();

  const answer = await open.get('/v2/store', { 'x-auth-token': 'wrong' });

  expect(answer.status).toBe(401);
  expect(answer.json()).toMatchObject({ status: 401, errors: {} });
  expect(answer.headers.get('x-rate-limit-requests-left')).toBe('9999');
});

test('a missing scope is refused with the documented sentence', async () => {
  open = await openShop();
  open.bigcommerce.setScopes(['store_v2_orders', 'store_v2_information_read_only']);

  const customers = await open.get('/v3/customers');
  const orders = await open.get('/v2/orders');

  expect(customers.status).toBe(403);
  expect(customers.json()).toMatchObject({
    title: "You don't have a required scope to access the endpoint",
  });
  expect(orders.status).toBe(200);
});

test('another store hash is answered like a missing scope', async () => {
  open = await openShop();

  const answer = await read(`${open.bigcommerce.url}/stores/other/v2/store`, {
    'x-auth-token': 'token',
  });

  expect(answer.status).toBe(403);
});

test('a trailing slash is refused with 403', async () => {
  open = await openShop();

  expect((await open.get('/v3/catalog/products/')).status).toBe(403);
});

test('V2 and V3 say "not found" in their own shapes', async () => {
  open = await openShop();

  expect((await open.get('/v2/nothing')).json()).toEqual([
    { status: 404, message: 'The requested resource was not found.' },
  ]);
  expect((await open.get('/v3/carts')).json()).toMatchObject({ status: 404 });
  expect((await open.get('/v2/orders/999999')).status).toBe(404);
  expect((await open.get('/v3/catalog/products/999999')).status).toBe(404);
});

test('every answer counts down the quota, and the one beyond it is a 429 with the time to wait', async () => {
  open = await openShop({ quota: 2 });

  const first = await open.get('/v2/time');
  await open.get('/v2/nothing');
  open.advance(10_000);
  const third = await open.get('/v2/time');

  expect(first.headers.get('x-rate-limit-requests-left')).toBe('1');
  expect(third.status).toBe(429);
  expect(third.headers.get('x-rate-limit-time-reset-ms')).toBe('20000');
  expect(third.headers.get('x-retry-after')).toBe('20');
  expect(open.bigcommerce.tooMany()).toBe(1);
});

test('a used-up window opens again after thirty seconds', async () => {
  open = await openShop({ quota: 1 });
  await open.get('/v2/time');

  open.advance(30_000);

  expect((await open.get('/v2/time')).status).toBe(200);
});

test('a scaled clock makes the window shorter in real milliseconds', async () => {
  open = await openShop({ quota: 1, scale: 30 });
  const first = await open.get('/v2/time');

  open.advance(1000);

  expect(first.headers.get('x-rate-limit-time-window-ms')).toBe('1000');
  expect((await open.get('/v2/time')).status).toBe(200);
});

test('another app can empty the window and the quota can shrink in flight', async () => {
  open = await openShop({ quota: 10 });
  await open.get('/v2/time');

  open.bigcommerce.consumeQuota(8);
  const last = await open.get('/v2/time');
  open.bigcommerce.setQuota(5);
  const beyond = await open.get('/v2/time');

  expect(last.headers.get('x-rate-limit-requests-left')).toBe('0');
  expect(beyond.status).toBe(429);
  expect(beyond.headers.get('x-rate-limit-requests-quota')).toBe('5');
});

test('writing is not allowed', async () => {
  open = await openShop();

  const answer = await fetch(`${open.bigcommerce.url}/stores/abc123/v3/customers`, {
    method: 'DELETE',
    headers: { 'x-auth-token': 'token' },
  });

  expect(answer.status).toBe(405);
});

test('a fault hits the chosen call only, and the ledger has every call', async () => {
  open = await openShop();
  open.faults.add({
    api: 'bigcommerce',
    path: /time/,
    skip: 1,
    fault: { kind: 'status', status: 502, html: true },
  });

  const statuses = [];
  for (let call = 0; call < 3; call += 1) statuses.push((await open.get('/v2/time')).status);

  expect(statuses).toEqual([200, 502, 200]);
  expect(open.bigcommerce.ledger.entries.map((entry) => entry.status)).toEqual([200, 502, 200]);
});

test('a lost answer breaks the connection after the call was carried out', async () => {
  open = await openShop();
  open.faults.add({ api: 'bigcommerce', path: /time/, fault: { kind: 'lost' } });

  await expect(open.get('/v2/time')).rejects.toThrow();

  expect(open.bigcommerce.ledger.entries).toMatchObject([{ status: 200 }]);
});

test('a broken connection before the call leaves no effect', async () => {
  open = await openShop({ quota: 1 });
  open.faults.add({ api: 'bigcommerce', path: /time/, fault: { kind: 'reset' } });

  await expect(open.get('/v2/time')).rejects.toThrow();

  expect((await open.get('/v2/time')).status).toBe(200);
});

test('a cut answer is no JSON any more and a reshaped one says something else', async () => {
  open = await openShop();
  open.faults.add({ api: 'bigcommerce', path: /store$/, fault: { kind: 'truncated' } });
  open.faults.add({
    api: 'bigcommerce',
    path: /time/,
    fault: { kind: 'reshape', change: () => ({ clock: 'broken' }) },
  });

  const cut = await open.get('/v2/store');
  const reshaped = await open.get('/v2/time');

  expect(() => cut.json()).toThrow();
  expect(reshaped.json()).toEqual({ clock: 'broken' });
});

test('a slow answer comes late and complete', async () => {
  open = await openShop();
  open.faults.add({ api: 'bigcommerce', path: /time/, fault: { kind: 'slow', ms: 30 } });

  expect((await open.get('/v2/time')).json()).toEqual({ time: 1_772_366_400 });
});

test('the vendor clock is in the Date header', async () => {
  open = await openShop();

  expect((await open.get('/v2/time')).headers.get('date')).toBe('Sun, 01 Mar 2026 12:00:00 GMT');
});

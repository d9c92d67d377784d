// What the client asks BigCommerce of hooks, and what it makes of the answers.
import { isFailure } from '../../src/http/failures';
import { queryOf, storeOn } from './stub-store';

// The example of `GET /v3/hooks/{id}` in webhooks.v3.yml.
const documented = {
  id: 18048287,
  client_id: 'm9r6keqmo7h7f23btnpwernbez1kglkl',
  store_hash: 'sftg45fsd',
  created_at: 1561488106,
  updated_at: 1561488106,
  scope: 'store/order/created',
  destination: 'https://665b65a6.ngrok.io/webhooks',
  is_active: true,
  headers: { 'custom-key': 'developer-defined value' },
};

const date = { Date: 'Tue, 10 Feb 2026 21:40:11 GMT' };

test('hooks are read page by page, and what we do not use is left out', async () => {
  const { client, stub } = await storeOn({
    headers: date,
    json: { data: [documented], meta: { pagination: { total: 1 } } },
  });

  const { records, total } = await client.listHooks({ after: '2', limit: 50 });

  expect(queryOf(stub)).toEqual({ path: '/stores/abc123/v3/hooks', page: '2', limit: '50' });
  const { id, scope, destination, headers, is_active } = documented;
  expect(records).toEqual([{ id, scope, destination, headers, is_active }]);
  expect(total).toBe(1);
});

test('a hook is made active, and changed by the fields that are given', async () => {
  const { client, stub } = await storeOn({ json: { data: documented, meta: {} } });

  const { scope, destination } = documented;
  await client.createHook({ scope, destination, headers: { 'X-A': 'b' } });
  await client.updateHook(7, { isActive: true });

  expect(stub.seen).toMatchObject([
    { method: 'POST', body: { scope, destination, headers: { 'X-A': 'b' }, is_active: true } },
    { method: 'PUT', url: '/stores/abc123/v3/hooks/7' },
  ]);
  expect(stub.seen[1]?.body).toEqual({ is_active: true });
});

test('a hook that is gone is null to change and no failure to delete', async () => {
  const { client } = await storeOn({ status: 404, json: { status: 404, title: 'not found' } });

  expect(await client.updateHook(7, { isActive: true })).toBeNull();
  await expect(client.deleteHook(7)).resolves.toBeUndefined();
});

test.each([409, 422])('a refusal with %s is a failure that says its status', async (status) => {
  const { client } = await storeOn({ status, json: { status, title: 'refused' } });

  const failure: unknown = await client
    .createHook({ scope: 'store/order/created', destination: 'https://a.example', headers: {} })
    .catch((error: unknown) => error);

  expect(isFailure(failure, 'Rejected')).toBe(true);
  expect(failure).toMatchObject({ call: { operation: 'create hook', status } });
});

test('blocked domains are told by name, and none where BigCommerce says nothing', async () => {
  const blocked = { destination: 'hooks.example.com', time_left: 90, reasons: [] };
  const { client, stub } = await storeOn(
    { json: { data: { emails: [], hooks_list: [], blocked_domains: [blocked] }, meta: {} } },
    { json: { data: { emails: [] }, meta: {} } },
  );

  expect(await client.listBlockedDomains()).toEqual(['hooks.example.com']);
  expect(await client.listBlockedDomains()).toEqual([]);
  expect(queryOf(stub).path).toBe('/stores/abc123/v3/hooks/admin');
});

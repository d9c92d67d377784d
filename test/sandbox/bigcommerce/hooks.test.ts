// The hooks of the toy BigCommerce over HTTP: who sees them, what is refused, and that the real client gets along.
import { createBigCommerce } from '../../../src/bigcommerce/store-client';
import type { BigCommerce } from '../../../src/bigcommerce/client';
import { isFailure } from '../../../src/http/failures';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/start';
import { openGate } from '../../support/open-gate';

const OTHER = { accessToken: 'the-token-of-another-app', clientId: 'another-app' };
const DOOR = 'https://hooks.example.com/webhooks/bigcommerce';
const HOOK = { scope: 'store/order/created', destination: DOOR, headers: { 'X-A': 'b' } };

let sandbox: Sandbox;

afterEach(() => sandbox.close());

async function open(options: SandboxOptions = {}): Promise<BigCommerce> {
  sandbox = await startSandbox({ customers: 3, orders: 3, products: 3, ...options });
  return clientOf(sandbox.accessToken);
}

const clientOf = (accessToken: string): BigCommerce =>
  createBigCommerce({
    baseUrl: sandbox.bigcommerceUrl,
    storeHash: sandbox.storeHash,
    accessToken,
    gate: openGate('bigcommerce'),
  });

const statusOf = async (deed: Promise<unknown>): Promise<number> => {
  const error: unknown = await deed.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isFailure(error, 'Rejected') ? error.call.status : 0;
};

test('a hook is made, listed, changed and deleted', async () => {
  const client = await open();

  const made = await client.createHook(HOOK);
  const changed = await client.updateHook(made.id, { isActive: false, headers: { 'X-A': 'c' } });
  const listed = await client.listHooks({});
  await client.deleteHook(made.id);
  await client.deleteHook(made.id);

  expect(made).toMatchObject({ ...HOOK, is_active: true });
  expect(changed).toMatchObject({ is_active: false, headers: { 'X-A': 'c' } });
  expect(listed.records).toEqual([changed]);
  expect((await client.listHooks({})).records).toEqual([]);
  expect(await client.updateHook(made.id, { isActive: true })).toBeNull();
});

test('a token sees the hooks of its own client alone', async () => {
  const client = await open({ hooks: { otherAccounts: [OTHER] } });
  const made = await client.createHook(HOOK);
  const other = clientOf(OTHER.accessToken);

  expect((await other.listHooks({})).records).toEqual([]);
  expect(await other.updateHook(made.id, { isActive: false })).toBeNull();
  expect(await other.createHook(HOOK)).toMatchObject(HOOK);
});

test('a second hook for one scope and destination is refused, and so is the eleventh of a scope', async () => {
  const client = await open();
  for (let door = 1; door <= 10; door += 1) {
    await client.createHook({ ...HOOK, destination: `${DOOR}/${door}` });
  }

  expect(await statusOf(client.createHook({ ...HOOK, destination: `${DOOR}/1` }))).toBe(409);
  expect(await statusOf(client.createHook({ ...HOOK, destination: `${DOOR}/11` }))).toBe(422);
  expect(await client.createHook({ ...HOOK, scope: 'store/order/updated' })).toBeDefined();
});

test.each([
  ['http://hooks.example.com/door', false],
  ['https://hooks.example.com:8443/door', false],
  ['not a URL', false],
  ['https://hooks.example.com/door', true],
  ['https://hooks.example.com:443/door', true],
  ['http://127.0.0.1:3000/door', true],
])('the destination %s is taken: %s', async (destination, taken) => {
  const client = await open();

  expect(await statusOf(client.createHook({ ...HOOK, destination }))).toBe(taken ? 0 : 422);
});

test('a store that is as strict as the real one takes no door on this machine', async () => {
  const client = await open({ hooks: { loopbackHooks: false } });

  const destination = 'http://127.0.0.1:3000/door';

  expect(await statusOf(client.createHook({ ...HOOK, destination }))).toBe(422);
});

test('hooks come in pages, and the pages hold every hook once', async () => {
  const client = await open();
  const scopes = ['store/order/created', 'store/order/updated', 'store/order/archived'];
  for (const scope of scopes) await client.createHook({ ...HOOK, scope });

  const first = await client.listHooks({ limit: 2 });
  const second = await client.listHooks({ limit: 2, after: first.next ?? '' });

  expect([...first.records, ...second.records].map(({ scope }) => scope)).toEqual(scopes);
  expect(second.next).toBeUndefined();
});

// Where BigCommerce is told to call, and the sentence when it cannot be told.
import { createSecretKey, randomBytes } from 'node:crypto';
import { hookDoor } from '../../src/config/hook-door';
import { keptHookSecret, newHookSecret } from '../../src/config/hook-secret';
import { createSealer } from '../../src/config/sealing';
import { openStore, sealStore } from '../../src/config/store-sealing';
import { storeSettings } from '../../src/config/store-settings';

const REAL = { bigcommerce: 'https://api.bigcommerce.com', brevo: 'https://api.brevo.com/v3' };
const TOY = { bigcommerce: 'http://127.0.0.1:4010', brevo: 'http://127.0.0.1:4011/v3' };
const PATH = '/webhooks/bigcommerce';

test.each([
  ['https://hooks.example.com', REAL, `https://hooks.example.com${PATH}`],
  ['https://hooks.example.com/tajo', REAL, `https://hooks.example.com/tajo${PATH}`],
  ['https://hooks.example.com:443', REAL, `https://hooks.example.com:443${PATH}`],
  ['http://127.0.0.1:3000', TOY, `http://127.0.0.1:3000${PATH}`],
])('webhooks for %s have a way', (publicUrl, vendors, destination) => {
  expect(hookDoor(publicUrl, vendors)).toEqual({ destination });
});

test.each([
  [undefined, REAL, 'set PUBLIC_URL'],
  ['http://127.0.0.1:3000', REAL, 'on this machine'],
  ['https://hooks.example.com:8443', REAL, 'port 443'],
])('webhooks for %s have none, and the reason is said', (publicUrl, vendors, reason) => {
  const door = hookDoor(publicUrl, vendors);

  const sentence = 'off' in door ? door.off : '';
  expect(sentence).toMatch(/^live updates off; hourly sync on: /);
  expect(sentence).toContain(reason);
});

describe('the secret of the hooks', () => {
  const oldKey = { id: 'old', key: createSecretKey(randomBytes(32)) };
  const newKey = { id: 'new', key: createSecretKey(randomBytes(32)) };
  const before = createSealer([oldKey]);
  const identity = { store_hash: 'abc123', access_token: 'token', brevo_api_key: 'key' };
  const settings = storeSettings('main', identity, {});

  test('is another one every time, and opens where it belongs alone', () => {
    const one = newHookSecret('abc123', before);
    const other = newHookSecret('abc123', before);

    expect(one.plain).not.toBe(other.plain);
    expect(Buffer.from(one.plain, 'base64url')).toHaveLength(32);
    expect(before.open(one.sealed, { store: 'abc123', field: 'hookSecret' })).toBe(one.plain);
    expect(() => before.open(one.sealed, { store: 'xyz789', field: 'hookSecret' })).toThrow();
  });

  test('is kept on a reconnect, sealed with the newest key, and does not change the digest', () => {
    const { plain } = newHookSecret('abc123', before);
    const known = sealStore({ ...settings, hookSecret: plain }, before);
    const both = createSealer([newKey, oldKey]);

    const kept = keptHookSecret(known, both);
    const again = sealStore({ ...settings, ...kept }, both);

    expect(kept).toEqual({ hookSecret: plain });
    expect(again.secrets.hookSecret).toMatch(/^tajo1:new:/);
    expect(again.digest).toBe(known.digest);
    expect(openStore(again, createSealer([newKey])).hookSecret).toBe(plain);
  });

  test('is replaced when its key is gone, because connecting again is the cure', () => {
    const { plain } = newHookSecret('abc123', before);
    const known = sealStore({ ...settings, hookSecret: plain }, before);

    const { hookSecret } = keptHookSecret(known, createSealer([newKey]));

    expect(hookSecret).toMatch(/^[\w-]{43}$/);
    expect(hookSecret).not.toBe(plain);
  });

  test('of a store that has none is left to whoever prepares it', () => {
    expect(keptHookSecret(undefined, before)).toEqual({});
    expect(keptHookSecret(sealStore(settings, before), before)).toEqual({});
  });
});

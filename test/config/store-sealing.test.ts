// A connected store as Temporal keeps it: no secret in clear, and one digest for one content.
import fc from 'fast-check';
import { newEncryptionKey } from '../../src/config/encryption-keys';
import { loadSettings } from '../../src/config/load';
import { createSealer, parseEncryptionKeys, type Sealer } from '../../src/config/sealing';
import type { StoreSettings } from '../../src/config/settings';
import { isSealedWithOldKey, openStore, sealStore } from '../../src/config/store-sealing';
import { SEALED } from '../../src/contracts/store-connection';

function sealerWith(text: string): Sealer {
  const reading = parseEncryptionKeys(text);
  if (!reading.ok) throw new Error(reading.problem);
  return createSealer(reading.keys);
}

function aStore(secret = 'client-s3cret'): StoreSettings {
  const text = `connectors:
  bigcommerce:
    { store_hash: abc123, access_token: t0ken-of-shop, client_secret: '${secret}', brevo_api_key: xkeysib-k3y }
`;
  const loaded = loadSettings({ file: 'connector.yml', text, env: {} });
  const [store] = loaded.ok ? loaded.settings.stores : [];
  if (store === undefined) throw new Error('The settings of the test are wrong.');
  return store;
}

const older = newEncryptionKey('k1');
const newer = newEncryptionKey('k2');
const sealer = sealerWith(older);

test('a sealed store carries no secret in clear, and opens as it was', () => {
  const sealed = sealStore(aStore(), sealer);

  const told = JSON.stringify(sealed);
  for (const secret of ['t0ken-of-shop', 'client-s3cret', 'xkeysib-k3y']) {
    expect(told).not.toContain(secret);
  }
  expect(Object.keys(sealed.options)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/token|secret|key/i)]),
  );
  for (const secret of Object.values(sealed.secrets)) expect(secret).toMatch(SEALED);
  expect(openStore(sealed, sealer)).toEqual(aStore());
});

test('a store without a client secret stays one', () => {
  const { clientSecret, ...store } = aStore();

  const sealed = sealStore(store, sealer);

  expect(clientSecret).toBeDefined();
  expect(sealed.secrets).not.toHaveProperty('clientSecret');
  expect(openStore(sealed, sealer)).toEqual(store);
  expect(sealed.digest).not.toBe(sealStore(aStore(), sealer).digest);
});

test('secrets moved to another field or another store do not open', () => {
  const sealed = sealStore(aStore(), sealer);
  const { accessToken, brevoApiKey } = sealed.secrets;

  const swapped = { ...sealed, secrets: { accessToken: brevoApiKey, brevoApiKey: accessToken } };
  expect(() => openStore(swapped, sealer)).toThrow('accessToken of store abc123 does not open');
  const elsewhere = { ...sealed, options: { ...sealed.options, storeHash: 'other' } };
  expect(() => openStore(elsewhere, sealer)).toThrow('of store other does not open');
});

test('the digest is the same for the same store, after a rotation too', () => {
  const before = sealStore(aStore(), sealer);
  const rotated = sealerWith(`${newer},${older}`);
  const after = sealStore(openStore(before, rotated), rotated);

  expect(after.digest).toBe(before.digest);
  expect([isSealedWithOldKey(before, sealer), isSealedWithOldKey(before, rotated)]).toEqual([
    false,
    true,
  ]);
  expect(isSealedWithOldKey(after, rotated)).toBe(false);
  expect(() => openStore(after, sealer)).toThrow('"k2"');
});

test('one old seal among new ones is enough to seal a store anew', () => {
  const rotated = sealerWith(`${newer},${older}`);
  const old = sealStore(aStore(), sealer);
  const fresh = sealStore(aStore(), rotated);

  const mixed = { ...fresh, secrets: { ...fresh.secrets, brevoApiKey: old.secrets.brevoApiKey } };

  expect(isSealedWithOldKey(mixed, rotated)).toBe(true);
});

test('the digest does not depend on the order in which settings are written', () => {
  const store = aStore();
  const { customers, orders, products, carts, inventory } = store.sync;
  const { name, storeHash, lists, ...rest } = store;
  const sync = { inventory, carts, products, orders, customers };
  const turned = { ...rest, sync, lists, storeHash, name };

  expect(JSON.stringify(turned)).not.toBe(JSON.stringify(store));
  expect(sealStore(turned, sealer).digest).toBe(sealStore(store, sealer).digest);
});

test('every change of a setting or a secret changes the digest', () => {
  const store = aStore();
  const { digest } = sealStore(store, sealer);
  const changes: readonly StoreSettings[] = [
    { ...store, accessToken: 't0ken-of-shoq' },
    { ...store, clientSecret: 'other' },
    { ...store, brevoApiKey: 'xkeysib-other' },
    { ...store, accessToken: store.brevoApiKey, brevoApiKey: store.accessToken },
    { ...store, name: 'eu' },
    { ...store, consent: 'all' },
    { ...store, lists: { buyers: 41 } },
    { ...store, sync: { ...store.sync, inventory: true } },
    { ...store, countedStatuses: [2] },
    { ...store, brevo: { ...store.brevo, settleMs: 1 } },
    { ...store, customerMapping: store.customerMapping.slice(1) },
  ];
  const digests = changes.map((changed) => sealStore(changed, sealer).digest);

  expect(new Set([digest, ...digests]).size).toBe(changes.length + 1);
});

test('any secrets come back as they went', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, text, (accessToken, clientSecret, brevoApiKey) => {
      const store = { ...aStore(), accessToken, clientSecret, brevoApiKey };

      expect(openStore(sealStore(store, sealer), sealer)).toEqual(store);
    }),
    { numRuns: 50 },
  );
});

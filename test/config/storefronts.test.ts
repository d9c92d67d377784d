// Storefronts in connector.yml: whose key is whose, what is sent to the API, and what is sealed.
import { createSecretKey, randomBytes } from 'node:crypto';
import { loadSettings } from '../../src/config/load';
import { mappingHash } from '../../src/config/mapping-hash';
import { createSealer } from '../../src/config/sealing';
import { openStore, sealStore } from '../../src/config/store-sealing';
import { SEALED } from '../../src/contracts/store-connection';

const KEYS = { BC_STORE_HASH: 'abc123', BC_ACCESS_TOKEN: 'token', BREVO_API_KEY: 'key' };

function read(lines: string, env: Readonly<Record<string, string>> = {}) {
  const text = `connectors:\n  bigcommerce:\n    storefronts:\n${lines}`;
  const loaded = loadSettings({ file: 'connector.yml', text, env: { ...KEYS, ...env } });
  const [settings] = loaded.ok ? loaded.settings.stores : [];
  const [words] = loaded.ok ? loaded.words : [];
  if (settings === undefined || words === undefined) throw new Error(JSON.stringify(loaded));
  return { settings, words };
}

const TWO = `      - { channel_id: 2, lists: { buyers: 50 }, url: 'https://two.example.com' }
      - { channel_id: 3, brevo_api_key_env: OUTLET_KEY }
`;

test('a key is taken from the environment, and the API is sent the key and no name of a variable', () => {
  const { settings, words } = read(TWO, { OUTLET_KEY: 'xkeysib-outlet' });

  expect(settings.storefronts).toEqual([
    { channelId: 2, lists: { buyers: 50 }, url: 'https://two.example.com', account: 'default' },
    { channelId: 3, lists: {}, account: 'own' },
  ]);
  expect(settings.storefrontKeys).toEqual({ 3: 'xkeysib-outlet' });
  expect(words.storefrontKeys).toEqual({ 3: 'xkeysib-outlet' });
  expect(JSON.stringify(words.settings)).not.toMatch(/OUTLET_KEY|xkeysib/);
  expect(words.settings.storefronts).toMatchObject([{ channel_id: 2 }, { channel_id: 3 }]);
});

test("a storefront whose key is the store's own has no account of its own", () => {
  const { settings } = read(TWO, { OUTLET_KEY: KEYS.BREVO_API_KEY });

  expect(settings.storefronts?.map(({ account }) => account)).toEqual(['default', 'default']);
  expect(settings).not.toHaveProperty('storefrontKeys');
});

test('no storefronts are the same as none written', () => {
  const written = loadSettings({
    file: 'connector.yml',
    text: 'connectors: { bigcommerce: { storefronts: [] } }\n',
    env: KEYS,
  });

  expect(written.ok && written.settings.stores[0]).not.toHaveProperty('storefronts');
});

test('a store takes the storefronts of the connector, or has its own', () => {
  const text = `connectors:
  bigcommerce:
    brevo_api_key: key
    storefronts: [{ channel_id: 2, brevo_api_key_env: OUTLET_KEY }]
    stores:
      main: { store_hash: abc123, access_token: one }
      eu: { store_hash: def456, access_token: two, storefronts: [{ channel_id: 7 }] }
`;
  const loaded = loadSettings({ file: 'connector.yml', text, env: { OUTLET_KEY: 'outlet' } });

  const channels = loaded.ok
    ? loaded.settings.stores.map(({ storefronts }) => storefronts?.map((one) => one.channelId))
    : loaded.problems;
  expect(channels).toEqual([[2], [7]]);
});

test('the mapping hash tells other storefronts apart, and is the old one without any', () => {
  const hashes = [
    TWO,
    TWO.replace('50', '51'),
    TWO.replace('two.example', 'three.example'),
    TWO.replace('channel_id: 2', 'channel_id: 4'),
  ].map((lines) => mappingHash(read(lines, { OUTLET_KEY: 'outlet' }).settings));
  const otherKey = mappingHash(read(TWO, { OUTLET_KEY: 'another' }).settings);

  expect(new Set([...hashes, otherKey]).size).toBe(5);
  expect(JSON.stringify(hashes)).not.toContain('outlet');
});

test('each key is sealed for its channel, opens nowhere else, and makes the digest another', () => {
  const sealer = createSealer([{ id: 'k', key: createSecretKey(randomBytes(32)) }]);
  const { settings } = read(
    TWO.replace('channel_id: 2,', 'channel_id: 2, brevo_api_key_env: TWO,'),
    {
      OUTLET_KEY: 'xkeysib-outlet',
      TWO: 'xkeysib-two',
    },
  );

  const sealed = sealStore(settings, sealer);
  const { storefrontKeys = {} } = sealed.secrets;

  expect(JSON.stringify(sealed)).not.toMatch(/xkeysib/);
  for (const key of Object.values(storefrontKeys)) expect(key).toMatch(SEALED);
  expect(openStore(sealed, sealer)).toEqual(settings);
  const swapped = { 2: storefrontKeys[3] ?? '', 3: storefrontKeys[2] ?? '' };
  const moved = { ...sealed, secrets: { ...sealed.secrets, storefrontKeys: swapped } };
  expect(() => openStore(moved, sealer)).toThrow('storefrontKeys.2 of store abc123 does not open');
  const others = { ...settings, storefrontKeys: { 2: 'xkeysib-two', 3: 'xkeysib-new' } };
  expect(sealStore(others, sealer).digest).not.toBe(sealed.digest);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings, type ConnectorSettings } from '../../src/config/load';
import type { StoreSettings } from '../../src/config/settings';
import { PUBLISHED_FILE } from './published-file';

const KEYS = { BC_STORE_HASH: 'abc123', BC_ACCESS_TOKEN: 'token', BREVO_API_KEY: 'key' };

function settingsOf(text: string, env: Record<string, string> = KEYS): ConnectorSettings {
  const reading = loadSettings({ file: 'connector.yml', text, env });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  return reading.settings;
}

function onlyStore(text: string, env?: Record<string, string>): StoreSettings {
  const { stores } = settingsOf(text, env);
  const [store] = stores;
  if (store === undefined || stores.length > 1) throw new Error(`${String(stores.length)} stores`);
  return store;
}

const connector = (...lines: readonly string[]) =>
  ['connectors:', '  bigcommerce:', ...lines.map((line) => `    ${line}`)].join('\n');

test('the published file loads unchanged once the Brevo key is in the environment', () => {
  const { stores, warnings } = settingsOf(PUBLISHED_FILE, { BREVO_API_KEY: 'key' });

  expect(stores).toHaveLength(1);
  expect(stores[0]).toMatchObject({
    name: 'main',
    storeHash: 'your-store-hash',
    accessToken: 'your-access-token',
    clientId: 'your-client-id',
    brevoApiKey: 'key',
    enabled: true,
    sync: { customers: true, orders: true, products: true, carts: true, inventory: false },
    lists: { allCustomers: 40, buyers: 41, abandonedCart: 42 },
    consent: 'opt_in',
    onCleared: 'clear',
    deletedCustomers: 'soft',
    countedStatuses: [2, 3, 8, 9, 10, 11, 12, 13, 14],
    maxListJoins: 1000,
    brevo: {
      settleMs: 300_000,
      importLookMs: 30_000,
      activationLookMs: 60_000,
      importBucket: 'contacts',
    },
    changes: { windowMs: 2_000, wideWindowMs: 10_000, quietMs: 60_000 },
    reserve: 5,
  });
  expect(warnings).toEqual([
    expect.stringMatching(
      /^connector\.yml:32 webhooks\[8\]\.scope: .*no scope store\/inventory\/updated/,
    ),
    expect.stringMatching(/^connector\.yml:4 .*store_hash is still the example's placeholder/),
    expect.stringMatching(/^connector\.yml:5 .*access_token is still the example's placeholder/),
    expect.stringMatching(/^connector\.yml:6 .*client_id is still the example's placeholder/),
  ]);
});

test('the environment fills in the placeholders of the published file', () => {
  const env = { ...KEYS, BC_CLIENT_ID: 'client', BC_CLIENT_SECRET: 'secret' };

  expect(onlyStore(PUBLISHED_FILE, env)).toMatchObject({
    storeHash: 'abc123',
    accessToken: 'token',
    clientId: 'client',
    clientSecret: 'secret',
  });
});

test('the twelve mapped fields keep their order and the e-mail line is no attribute', () => {
  const { customerMapping } = onlyStore(PUBLISHED_FILE);

  expect(customerMapping).toHaveLength(12);
  expect(customerMapping[0]).toEqual({ path: 'first_name', attribute: 'FIRSTNAME' });
  expect(customerMapping[4]).toEqual({ path: 'addresses[0].city', attribute: 'CITY' });
});

test('the inventory line means the two product and the two SKU scopes', () => {
  const topics = onlyStore(PUBLISHED_FILE).webhooks;

  expect(topics).toHaveLength(12);
  expect(
    topics.filter(({ topic }) => topic === 'inventory_changed').map(({ scope }) => scope),
  ).toEqual([
    'store/product/inventory/updated',
    'store/product/inventory/order/updated',
    'store/sku/inventory/updated',
    'store/sku/inventory/order/updated',
  ]);
});

test('a file that says nothing means the published mapping and events', () => {
  const published = onlyStore(PUBLISHED_FILE);

  const silent = onlyStore('');

  expect(silent.customerMapping).toEqual(published.customerMapping);
  expect(silent.webhooks).toEqual(published.webhooks);
  expect(silent.lists).toEqual({});
});

test('the example file of this project loads and means the same as the published one', () => {
  const text = readFileSync(join(__dirname, '../../connector.example.yml'), 'utf8');
  const published = onlyStore(PUBLISHED_FILE);

  const example = onlyStore(text);

  expect(example.customerMapping).toEqual(published.customerMapping);
  expect(example.webhooks).toEqual(published.webhooks);
});

test('every setting of a store can be written', () => {
  const text = connector(
    'enabled: false',
    'consent: all',
    'on_cleared: keep',
    'deleted_customers: hard',
    'metrics: { counted_statuses: [10, Shipped, awaiting_fulfillment] }',
    'guard: { max_list_joins: 0 }',
    'brevo: { settle: 1, import_look: 2s, activation_look: 1h, import_bucket: hourly }',
    'field_mapping: { first_name: VORNAME }',
    'webhooks: [{ scope: store/order/created, destination: New-Order_1 }]',
  );

  expect(onlyStore(text)).toMatchObject({
    enabled: false,
    consent: 'all',
    onCleared: 'keep',
    deletedCustomers: 'hard',
    countedStatuses: [10, 2, 11],
    maxListJoins: 0,
    brevo: {
      settleMs: 1000,
      importLookMs: 2000,
      activationLookMs: 3_600_000,
      importBucket: 'hourly',
    },
    customerMapping: [{ path: 'first_name', attribute: 'VORNAME' }],
    webhooks: [{ scope: 'store/order/created', topic: 'New-Order_1' }],
  });
});

test('variables are replaced in every string, also where a number or a switch is meant', () => {
  const text = connector(
    'store_hash: "${HASH}"',
    'access_token: "a-${MIDDLE}-z"',
    'lists: { buyers: "${BUYERS}" }',
    'sync: { carts: "${CARTS}" }',
  );
  const env = { ...KEYS, HASH: 'xyz9', MIDDLE: 'm', BUYERS: '41', CARTS: 'false' };

  expect(onlyStore(text, env)).toMatchObject({
    storeHash: 'xyz9',
    accessToken: 'a-m-z',
    lists: { buyers: 41 },
    sync: { carts: false, orders: true },
  });
});

test('a key left empty means the same as a key left out', () => {
  const store = onlyStore(connector('lists:', 'sync:', 'consent:', 'brevo: { settle: }'));

  expect(store).toMatchObject({ lists: {}, consent: 'opt_in', sync: { customers: true } });
  expect(store.brevo.settleMs).toBe(300_000);
});

test('several stores take from the connector what they do not say themselves', () => {
  const text = [
    connector(
      'brevo_api_key: shared',
      'consent: all',
      'lists: { all_customers: 1, buyers: 2 }',
      'sync: { carts: false, inventory: true }',
      'stores:',
      '  main: { store_hash: abc, access_token: t1 }',
      '  eu:',
      '    store_hash: def',
      '    access_token: t2',
      '    brevo_api_key: own',
      '    consent: opt_in',
      '    lists: { all_customers: 9 }',
      '    sync: { carts: true }',
      '    customer_mapping: { last_name: NAME }',
    ),
    'field_mapping: { first_name: FIRSTNAME }',
  ].join('\n');

  const { stores } = settingsOf(text, {});

  expect(stores).toMatchObject([
    {
      name: 'main',
      storeHash: 'abc',
      brevoApiKey: 'shared',
      consent: 'all',
      lists: { allCustomers: 1, buyers: 2 },
      sync: { carts: false, inventory: true },
      customerMapping: [{ path: 'first_name', attribute: 'FIRSTNAME' }],
    },
    {
      name: 'eu',
      storeHash: 'def',
      brevoApiKey: 'own',
      consent: 'opt_in',
      sync: { carts: true, inventory: true },
      customerMapping: [{ path: 'last_name', attribute: 'NAME' }],
    },
  ]);
  expect(stores[1]?.lists).toEqual({ allCustomers: 9 });
});

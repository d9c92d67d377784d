import { loadSettings } from '../../src/config/load';
import { mappingHash } from '../../src/config/mapping-hash';
import type { StoreSettings } from '../../src/config/settings';
import { createStoreDirectory } from '../../src/config/store-directory';

const TEXT = `
connectors:
  bigcommerce:
    brevo_api_key: key
    stores:
      main: { store_hash: abc, access_token: t }
      eu: { store_hash: def, access_token: t, enabled: false }
`;

function storesOf(text: string): readonly StoreSettings[] {
  const reading = loadSettings({ file: 'connector.yml', text, env: {} });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.settings.stores;
}

const main = (...lines: readonly string[]) => {
  const [store] = storesOf(
    ['connectors:', '  bigcommerce:', ...lines.map((line) => `    ${line}`)].join('\n'),
  );
  if (store === undefined) throw new Error('no store');
  return store;
};

const KEYS = ['store_hash: abc', 'access_token: t', 'brevo_api_key: k'];

test('a store is found by its name and by its hash, and no other is', async () => {
  const directory = createStoreDirectory(storesOf(TEXT));

  expect(await directory.read('eu')).toMatchObject({ storeHash: 'def' });
  expect(await directory.read('abc')).toMatchObject({ name: 'main' });
  expect(await directory.read('us')).toBeNull();
  expect(await directory.list()).toEqual([
    { name: 'main', storeHash: 'abc', enabled: true },
    { name: 'eu', storeHash: 'def', enabled: false },
  ]);
});

test('the order of lines in the file changes nothing that is written', () => {
  const one = main(
    ...KEYS,
    'metrics: { counted_statuses: [2, 10] }',
    'customer_mapping: { first_name: A, last_name: B }',
  );
  const other = main(
    'customer_mapping: { last_name: B, first_name: A }',
    'metrics: { counted_statuses: [10, 2] }',
    ...KEYS,
  );

  expect(mappingHash(one)).toBe(mappingHash(other));
  expect(mappingHash(one)).toMatch(/^[0-9a-f]{32}$/);
});

test.each([
  'customer_mapping: { first_name: OTHER }',
  'metrics: { counted_statuses: [10] }',
  'lists: { buyers: 7 }',
  'consent: all',
  'on_cleared: keep',
  'includes_other_account',
])('%s means that records are written again', (line) => {
  const changed =
    line === 'includes_other_account'
      ? main('store_hash: abc', 'access_token: t', 'brevo_api_key: other')
      : main(...KEYS, line);

  expect(mappingHash(changed)).not.toBe(mappingHash(main(...KEYS)));
});

test('a new store token or another pace writes nothing again', () => {
  const renewed = main(
    'store_hash: abc',
    'access_token: new',
    'brevo_api_key: k',
    'brevo: { settle: 1 }',
  );

  expect(mappingHash(renewed)).toBe(mappingHash(main(...KEYS)));
});

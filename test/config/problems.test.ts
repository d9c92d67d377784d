import { loadSettings } from '../../src/config/load';
import { ConfigProblems, type ConfigProblem } from '../../src/config/problems';

const KEYS = { BC_STORE_HASH: 'abc123', BC_ACCESS_TOKEN: 'token', BREVO_API_KEY: 'key' };

function problemsOf(text: string, env: Record<string, string> = KEYS): readonly ConfigProblem[] {
  const reading = loadSettings({ file: '/shop/connector.yml', text, env });
  return reading.ok ? [] : reading.problems;
}

const connector = (line: string) => `connectors:\n  bigcommerce:\n    ${line}\n`;
const inConnector = (path: string) => `connectors.bigcommerce.${path}`;

interface Row {
  readonly what: string;
  readonly text: string;
  readonly line: number;
  readonly path: string;
  readonly says: RegExp;
}

const rows: readonly Row[] = [
  {
    what: 'an unknown key',
    text: connector('list: {}'),
    line: 3,
    path: inConnector('list'),
    says: /no key list here: did you mean lists\?/,
  },
  {
    what: 'an unknown key of a section',
    text: connector('sync: { customer: true }'),
    line: 3,
    path: inConnector('sync.customer'),
    says: /did you mean customers\?/,
  },
  {
    what: 'an unknown key at the root',
    text: 'webhook: []',
    line: 1,
    path: 'webhook',
    says: /did you mean webhooks\?/,
  },
  {
    what: 'a key nobody could mean',
    text: 'zzzzzzzzzzzz: 1',
    line: 1,
    path: 'zzzzzzzzzzzz',
    says: /remove it \(Known: connectors, customer_mapping/,
  },
  {
    what: 'a hash with its prefix',
    text: connector('store_hash: store-abc123'),
    line: 3,
    path: inConnector('store_hash'),
    says: /only the part after "store-": write abc123/,
  },
  {
    what: 'a shop address as hash',
    text: connector('store_hash: https://store-abc123.mybigcommerce.com'),
    line: 3,
    path: inConnector('store_hash'),
    says: /write abc123/,
  },
  {
    what: 'a hash in capitals',
    text: connector('store_hash: ABC'),
    line: 3,
    path: inConnector('store_hash'),
    says: /lower-case letters and digits/,
  },
  {
    what: 'a hash that YAML reads as a number',
    text: connector('store_hash: 123456'),
    line: 3,
    path: inConnector('store_hash'),
    says: /in quotes/,
  },
  {
    what: 'an empty token',
    text: connector('access_token: ""'),
    line: 3,
    path: inConnector('access_token'),
    says: /empty/,
  },
  {
    what: 'a switch that is no switch',
    text: connector('enabled: maybe'),
    line: 3,
    path: inConnector('enabled'),
    says: /true or false/,
  },
  {
    what: 'a list by name',
    text: connector('lists: { buyers: Buyers }'),
    line: 3,
    path: inConnector('lists.buyers'),
    says: /list's id .* whole number/,
  },
  {
    what: 'list zero',
    text: connector('lists: { buyers: 0 }'),
    line: 3,
    path: inConnector('lists.buyers'),
    says: /at least 1/,
  },
  {
    what: 'an unknown consent rule',
    text: connector('consent: none'),
    line: 3,
    path: inConnector('consent'),
    says: /one of: opt_in, all/,
  },
  {
    what: 'a section that is a word',
    text: connector('sync: yes'),
    line: 3,
    path: inConnector('sync'),
    says: /section: write customers, orders, products/,
  },
  {
    what: 'a duration nobody can read',
    text: connector('brevo: { settle: soon }'),
    line: 3,
    path: inConnector('brevo.settle'),
    says: /30s, 5m or 1h/,
  },
  {
    what: 'a status BigCommerce lacks',
    text: connector('metrics: { counted_statuses: [10, Lost] }'),
    line: 3,
    path: inConnector('metrics.counted_statuses[1]'),
    says: /no order status Lost: write one of 0 Incomplete, /,
  },
  {
    what: 'an attribute in lower case',
    text: 'customer_mapping:\n  first_name: firstname',
    line: 2,
    path: 'customer_mapping.first_name',
    says: /write FIRSTNAME/,
  },
  {
    what: 'an attribute with a blank',
    text: 'customer_mapping:\n  first_name: FIRST NAME',
    line: 2,
    path: 'customer_mapping.first_name',
    says: /capital letters, digits, _ and -/,
  },
  {
    what: 'an attribute that is no word',
    text: 'customer_mapping:\n  first_name: 1',
    line: 2,
    path: 'customer_mapping.first_name',
    says: /name of one Brevo attribute/,
  },
  {
    what: 'a path that leads nowhere',
    text: 'customer_mapping:\n  frist_name: FIRSTNAME',
    line: 2,
    path: 'customer_mapping.frist_name',
    says: /first_name/,
  },
  {
    what: 'an attribute filled twice',
    text: 'customer_mapping:\n  first_name: NAME\n  last_name: NAME',
    line: 3,
    path: 'customer_mapping.last_name',
    says: /already filled from first_name/,
  },
  {
    what: 'another field as e-mail',
    text: 'customer_mapping:\n  company: EMAIL',
    line: 2,
    path: 'customer_mapping.company',
    says: /always the customer's email/,
  },
  {
    what: 'two names for one mapping',
    text: 'customer_mapping: {}\nfield_mapping: {}',
    line: 2,
    path: 'field_mapping',
    says: /keep one/,
  },
  {
    what: 'a webhook BigCommerce lacks',
    text: 'webhooks:\n  - { scope: store/order/create, destination: x }',
    line: 2,
    path: 'webhooks[0].scope',
    says: /did you mean store\/order\/created\?/,
  },
  {
    what: 'a URL as destination',
    text: 'webhooks:\n  - { scope: store/order/created, destination: "https://me.example" }',
    line: 2,
    path: 'webhooks[0].destination',
    says: /name of the event .*Not a URL/,
  },
  {
    what: 'an event without a scope',
    text: 'webhooks:\n  - destination: x',
    line: 2,
    path: 'webhooks[0].scope',
    says: /Write a text/,
  },
  {
    what: 'one scope with two events',
    text: 'webhooks:\n  - { scope: store/inventory/updated, destination: a }\n  - { scope: store/sku/inventory/updated, destination: b }',
    line: 3,
    path: 'webhooks[1].scope',
    says: /line 1 of this list/,
  },
  {
    what: 'webhooks that are no list',
    text: 'webhooks: { scope: a }',
    line: 1,
    path: 'webhooks',
    says: /Write a list/,
  },
  {
    what: 'a missing variable',
    text: connector('access_token: "${NOPE}"'),
    line: 3,
    path: inConnector('access_token'),
    says: /NOPE is not set/,
  },
  {
    what: 'stores without a store',
    text: connector('stores: {}'),
    line: 3,
    path: inConnector('stores'),
    says: /No store is named/,
  },
  {
    what: 'a key written twice',
    text: 'webhooks: []\nwebhooks: []',
    line: 2,
    path: 'YAML',
    says: /unique/,
  },
  {
    what: 'a broken line',
    text: 'connectors:\n  bigcommerce: {',
    line: 2,
    path: 'YAML',
    says: /Mend the YAML/,
  },
];

test.each(rows)('$what is refused with its place and its cure', ({ text, line, path, says }) => {
  expect(problemsOf(text)).toEqual([
    { file: 'connector.yml', line, path, sentence: expect.stringMatching(says) },
  ]);
});

test('keys that are nowhere are asked for by the name of their variable', () => {
  expect(problemsOf('', {})).toEqual([
    expect.objectContaining({
      path: inConnector('store_hash'),
      sentence: expect.stringContaining('set BC_STORE_HASH'),
    }),
    expect.objectContaining({
      path: inConnector('access_token'),
      sentence: expect.stringContaining('set BC_ACCESS_TOKEN'),
    }),
    expect.objectContaining({
      path: inConnector('brevo_api_key'),
      sentence: expect.stringContaining('set BREVO_API_KEY'),
    }),
  ]);
});

test('a wrong hash in the environment is blamed on the environment', () => {
  expect(problemsOf('', { ...KEYS, BC_STORE_HASH: 'store-abc' })).toEqual([
    { file: 'environment', path: 'BC_STORE_HASH', sentence: expect.stringContaining('write abc.') },
  ]);
});

test('several stores do not share the keys of the environment', () => {
  const text = 'connectors:\n  bigcommerce:\n    stores:\n      main: { store_hash: abc }\n';

  expect(problemsOf(text).map(({ line, path }) => [line, path])).toEqual([
    [4, inConnector('stores.main.access_token')],
    [4, inConnector('stores.main.brevo_api_key')],
  ]);
});

test('one shop under two names, and a key that belongs to one store, are refused', () => {
  const text = [
    'connectors:',
    '  bigcommerce:',
    '    access_token: t',
    '    brevo_api_key: k',
    '    stores:',
    '      main: { store_hash: abc, access_token: t }',
    '      2nd shop: { store_hash: abc, access_token: t }',
  ].join('\n');

  expect(problemsOf(text)).toEqual([
    expect.objectContaining({
      line: 3,
      sentence: expect.stringContaining('move it below its name'),
    }),
    expect.objectContaining({
      line: 7,
      sentence: expect.stringContaining('A store is named with'),
    }),
    expect.objectContaining({
      line: 7,
      sentence: expect.stringContaining('already connected as main'),
    }),
  ]);
});

test('all problems of a file come at once, in its order, and read well', () => {
  const text = [
    'connectors:',
    '  bigcommerce:',
    '    store_hash: store-abc',
    '    access_token: "${NOPE}"',
    '    lists: { buyers: x, seller: 3 }',
    'customer_mapping:',
    '  addresses[0].city: city',
    'webhooks:',
    '  - { scope: store/cart/create, destination: "a b" }',
  ].join('\n');

  const problems = problemsOf(text, {});

  expect(problems.map(({ line, path }) => [line, path])).toEqual([
    [2, inConnector('brevo_api_key')],
    [3, inConnector('store_hash')],
    [4, inConnector('access_token')],
    [5, inConnector('lists.buyers')],
    [5, inConnector('lists.seller')],
    [7, 'customer_mapping["addresses[0].city"]'],
    [9, 'webhooks[0].scope'],
    [9, 'webhooks[0].destination'],
  ]);
  const message = new ConfigProblems(problems).message;
  expect(message).toContain('8 problems in the configuration:\n');
  expect(message).toContain(
    '\n  connector.yml:3  connectors.bigcommerce.store_hash: The store hash is only the part after "store-"',
  );
});

test('no problem repeats a secret', () => {
  const text =
    connector('access_token: { token: s3cret-value }') + '    client_secret: [s3cret-value]\n';

  const problems = problemsOf(text);

  expect(problems).toHaveLength(2);
  expect(JSON.stringify(problems)).not.toContain('s3cret-value');
});

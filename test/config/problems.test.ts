import { loadSettings } from '../../src/config/load';
import { ConfigProblems, type ConfigProblem } from '../../src/config/problems';
import { connector, inConnector, WRONG_FILES } from './wrong-files';

const KEYS = { BC_STORE_HASH: 'abc123', BC_ACCESS_TOKEN: 'token', BREVO_API_KEY: 'key' };

function problemsOf(text: string, env: Record<string, string> = KEYS): readonly ConfigProblem[] {
  const reading = loadSettings({ file: '/shop/connector.yml', text, env });
  return reading.ok ? [] : reading.problems;
}

test.each(WRONG_FILES)(
  '$what is refused with its place and its cure',
  ({ text, line, path, says }) => {
    const problems = problemsOf(text);

    expect(problems).toMatchObject([{ file: 'connector.yml', line, path }]);
    expect(problems[0]?.sentence).toMatch(says);
  },
);

test('keys that are nowhere are asked for by the name of their variable', () => {
  expect(problemsOf('', {}).map(({ path, sentence }) => `${path}: ${sentence}`)).toEqual(
    [
      ['store_hash', 'BC_STORE_HASH'],
      ['access_token', 'BC_ACCESS_TOKEN'],
      ['brevo_api_key', 'BREVO_API_KEY'],
    ].map(
      ([word = '', variable = '']) =>
        `${inConnector(word)}: ${word} is missing: set ${variable} in the environment (or write it here).`,
    ),
  );
});

test('a wrong hash in the environment is blamed on the environment', () => {
  expect(problemsOf('', { ...KEYS, BC_STORE_HASH: 'store-abc' })).toEqual([
    {
      file: 'environment',
      path: 'BC_STORE_HASH',
      sentence: 'The store hash is only the part after "store-": write abc.',
    },
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

  const said = problemsOf(text).map(({ line, sentence }) => `${String(line)} ${sentence}`);

  expect(said).toEqual([
    '3 access_token belongs to one store: move it below its name in stores.',
    '7 A store is named with letters, digits, _ and -, beginning with a letter, e.g. main.',
    '7 Store abc is already connected as main: a store connects once, remove one of the two names.',
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

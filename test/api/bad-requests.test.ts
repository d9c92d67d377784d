import { startTestApi, STORE } from './running-api';

const BASE = '/connectors/bigcommerce';

const post = (json: unknown) => ({ method: 'POST', json });

test('everything that is wrong with a connect is said at once, each with its place and its cure', async () => {
  const api = await startTestApi();

  const answer = await api.ask(
    `${BASE}/connect?dryRun=1`,
    post({
      storeHash: 'store-abc123',
      acessToken: 'x',
      brevoApiKey: 'two words',
      name: 7,
      settings: { list: {}, sync: { customers: 'maybe' }, store_hash: 'abc123' },
    }),
  );

  expect(answer.status).toBe(400);
  expect(answer.json).toMatchObject({
    type: 'urn:tajo:problem:invalid-request',
    detail: '9 things are wrong with the request; nothing was done.',
  });
  const sentences = problemsOf(answer.json);
  expect(sentences['query.dryRun']).toBe('This is not known here. Take it out.');
  expect(sentences.storeHash).toBe('The store hash is only the part after "store-": write abc123.');
  expect(sentences.acessToken).toContain('Did you mean accessToken?');
  expect(sentences.accessToken).toBe(
    'It is missing: the access token of a store-level API account.',
  );
  expect(sentences.brevoApiKey).toContain('spaces or line breaks');
  expect(sentences.name).toBe('Write a name as a text.');
  expect(sentences['settings.list']).toContain('did you mean lists?');
  expect(sentences['settings.sync.customers']).toBe('Write true or false.');
  expect(sentences['settings.store_hash']).toContain('write storeHash there');
  expect(api.connector.stores.size).toBe(0);
});

test('the words that say whose store it is do not belong into its settings', async () => {
  const api = await startTestApi();
  const settings = { access_token: 'token-of-the-shop' };

  const answer = await api.ask(`${BASE}/connect`, post({ ...STORE, settings }));

  expect(answer.status).toBe(400);
  expect(problemsOf(answer.json)['settings.access_token']).toContain('write accessToken there');
});

test.each([
  ['a store that is no name', { store: '../etc' }, 'store'],
  ['a store that is a number', { store: 12 }, 'store'],
  ['a type there is not', { type: 'partial' }, 'type'],
  ['resources that are no list', { resources: 'orders' }, 'resources'],
  ['no resources at all', { resources: [] }, 'resources'],
  ['a resource there is not', { resources: ['orders', 'carts'] }, 'resources[1]'],
  ['a resource twice too often', { resources: Array(4).fill('orders') }, 'resources'],
  ['a flag that is a text', { fresh: 'yes' }, 'fresh'],
  ['a mistyped key', { aprove: true }, 'aprove'],
  ['a null', { includeImages: null }, 'includeImages'],
  ['a list', [], ''],
  ['a list of requests', [{ store: 'main' }], ''],
])('a sync with %s is refused and starts nothing', async (_what, json, path) => {
  const api = await startTestApi();
  await api.ask(`${BASE}/connect`, post(STORE));

  const answer = await api.ask(`${BASE}/sync`, post(json));

  expect(answer.status).toBe(400);
  expect(Object.keys(problemsOf(answer.json))).toStrictEqual([path]);
  expect(api.connector.syncs).toStrictEqual([]);
});

test.each(['-1', '61', '1.5', 'soon', '', '1&wait=2', '0x10', '9999999999'])(
  'nobody waits ?wait=%s seconds',
  async (wait) => {
    const api = await startTestApi();

    const answer = await api.ask(`${BASE}/syncs/sync%2Fabc123?wait=${wait}`);

    expect(answer.status).toBe(400);
    expect(problemsOf(answer.json)['query.wait']).toContain('from 0 to 60');
  },
);

test.each([
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"store":"main","resources":{"__proto__":[]}}',
])('keys that reach into prototypes are refused: %s', async (text) => {
  const api = await startTestApi();
  await api.ask(`${BASE}/connect`, post(STORE));

  const answers = await Promise.all([
    api.ask(`${BASE}/sync`, { method: 'POST', text }),
    api.ask(`${BASE}/connect`, { method: 'POST', text: wrapped(text) }),
  ]);

  for (const answer of answers) {
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('No key may have this name.');
  }
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  expect(api.connector.syncs).toStrictEqual([]);
});

test('brackets in brackets are refused before they are deeper than anyone reads', async () => {
  const api = await startTestApi();
  const deep = '['.repeat(30_000) + ']'.repeat(30_000);

  const answer = await api.ask(`${BASE}/connect`, { method: 'POST', text: wrapped(deep) });

  expect(answer.status).toBe(400);
  expect(answer.text).toContain('nested deeper than 20 levels');
});

test('thousands of unknown keys are counted, the first fifty are named', async () => {
  const api = await startTestApi();
  const many = Object.fromEntries(Array.from({ length: 4000 }, (_, at) => [`key${at}`, 1]));

  const answer = await api.ask(`${BASE}/sync`, post(many));

  expect(answer.json).toMatchObject({
    status: 400,
    detail: '4000 things are wrong with the request; nothing was done.',
  });
  expect(problemsOf(answer.json)['']).toBe('There are 3950 more problems like these.');
});

test.each([
  ['broken JSON', '{"store":', 400],
  ['a bare word', 'main', 400],
  ['a JSON text', '"main"', 400],
  ['a number', '12', 400],
  ['JSON and more', '{} {}', 400],
  ['a zero byte', '\u0000', 400],
  ['65,537 bytes', `{"store":"${'a'.repeat(65_525)}"}`, 413],
  ['a megabyte', 'x'.repeat(1_000_000), 413],
])('a body of %s is refused and not quoted', async (_what, text, status) => {
  const api = await startTestApi();

  const answer = await api.ask(`${BASE}/sync`, { method: 'POST', text });

  expect(answer).toMatchObject({ status, json: { status } });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.text).not.toContain('Unexpected token');
});

test.each([
  ['form fields', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['plain text', { 'content-type': 'text/plain' }],
  ['no type that is one', { 'content-type': 'json' }],
  ['another alphabet', { 'content-type': 'application/json; charset=iso-8859-1' }],
  ['a compressed body', { 'content-encoding': 'gzip' }],
])('a body that comes as %s is of the wrong type', async (_what, headers) => {
  const api = await startTestApi();

  const answer = await api.ask(`${BASE}/sync`, { method: 'POST', text: '{}', headers });

  expect(answer).toMatchObject({
    status: 415,
    json: { type: 'urn:tajo:problem:unsupported-media-type' },
  });
});

test('a connect without a body says what is missing', async () => {
  const api = await startTestApi();

  const answer = await api.ask(`${BASE}/connect`, { method: 'POST' });

  expect(answer).toMatchObject({
    status: 400,
    json: { problems: [{ path: '', sentence: 'Send one JSON object.' }] },
  });
});

test.each([
  '/nowhere',
  '/',
  '//connectors/bigcommerce/status',
  '/connectors//bigcommerce/status',
  '/connectors/bigcommerce/status/',
  '/Connectors/bigcommerce/status',
  '/connectors/shopify/status',
  '/connectors/bigcommerce/syncs/sync/abc123',
])('there is nothing at %s', async (path) => {
  const api = await startTestApi();

  const answer = await api.ask(path);

  expect(answer).toMatchObject({
    status: 404,
    json: { status: 404, type: 'urn:tajo:problem:unknown-address' },
  });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
});

test.each([
  ['GET', `${BASE}/connect`, 'POST'],
  ['DELETE', `${BASE}/sync`, 'POST'],
  ['PUT', `${BASE}/status`, 'GET, HEAD'],
  ['OPTIONS', `${BASE}/status`, 'GET, HEAD'],
  ['POST', `${BASE}/abc123`, 'DELETE'],
  ['POST', '/healthz', 'GET, HEAD'],
])('%s is no method for %s', async (method, path, allow) => {
  const api = await startTestApi();

  const answer = await api.ask(path, { method });

  expect(answer).toMatchObject({ status: 405, json: { status: 405 } });
  expect(answer.headers.get('allow')).toBe(allow);
});

test.each(['%E0%A4%A', '%', '%00', '..%2f..%2fetc', 'a'.repeat(65)])(
  'no store is called %s',
  async (store) => {
    const api = await startTestApi();

    const answer = await api.ask(`${BASE}/${store}`, { method: 'DELETE' });

    expect(answer).toMatchObject({ status: 400, json: { status: 400 } });
  },
);

const wrapped = (settings: string): string =>
  `{"storeHash":"abc123","accessToken":"t","brevoApiKey":"k","settings":{"x":${settings}}}`;

interface Problem {
  readonly path: string;
  readonly sentence: string;
}

function problemsOf(json: unknown): Readonly<Record<string, string>> {
  if (typeof json !== 'object' || json === null || !('problems' in json)) return {};
  if (!Array.isArray(json.problems)) return {};
  return Object.fromEntries(
    json.problems.map(({ path, sentence }: Problem) => [path, sentence] as const),
  );
}

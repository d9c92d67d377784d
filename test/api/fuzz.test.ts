import fc from 'fast-check';
import { KEY, startTestApi, STORE, type Answered, type RunningApi } from './running-api';

const BASE = '/connectors/bigcommerce';
const ROUTES = [
  ['POST', `${BASE}/connect`],
  ['POST', `${BASE}/sync`],
  ['GET', `${BASE}/status`],
  ['DELETE', `${BASE}/abc123`],
  ['GET', `${BASE}/syncs/sync%2Fabc123`],
] as const;

const KEYS = [
  ...['storeHash', 'accessToken', 'brevoApiKey', 'clientSecret', 'name', 'settings', 'store'],
  ...['type', 'resources', 'fresh', 'sync', 'lists', 'customer_mapping', 'webhooks', 'consent'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', ''],
];

/** JSON with the words of the API in the wrong places, as well as any other. */
const anyJson = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  object: fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.string()), tie('value')), {
      maxLength: 8,
    })
    .map((entries) => Object.fromEntries(entries)),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1e308, 'abc123', 'main', 'full', 'orders', ''),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
})).value;

const mistyped = fc.record(
  { storeHash: anyJson, accessToken: anyJson, settings: anyJson, name: anyJson, store: anyJson },
  { requiredKeys: [] },
);

/** Refused in our form or done; never a fault of ours. */
function judge(answer: Answered): void {
  expect(answer.status).toBeGreaterThanOrEqual(200);
  expect(answer.status).toBeLessThan(500);
  if (answer.status < 300) return;
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.json).toMatchObject({
    status: answer.status,
    requestId: answer.headers.get('x-request-id'),
  });
}

async function connected(): Promise<RunningApi> {
  const api = await startTestApi();
  await api.ask(`${BASE}/connect`, { method: 'POST', json: STORE });
  return api;
}

test('no JSON makes the API fail', async () => {
  const api = await connected();

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ROUTES),
      fc.oneof(
        anyJson,
        mistyped,
        mistyped.map((part) => ({ ...STORE, ...part })),
      ),
      async ([method, path], json) => {
        // fetch refuses a body on GET; there it is sent as a query.
        const query = `?wait=${encodeURIComponent(JSON.stringify(json))}`;
        const sent = method === 'GET' ? { method } : { method, json };
        judge(await api.ask(method === 'GET' ? path + query : path, sent));
      },
    ),
    { numRuns: 250 },
  );
});

test('no text in place of JSON makes the API fail', async () => {
  const api = await connected();
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.json().chain((whole) => fc.nat(whole.length).map((at) => whole.slice(0, at))),
  );

  await fc.assert(
    fc.asyncProperty(text, async (body) => {
      judge(await api.ask(`${BASE}/sync`, { method: 'POST', text: body }));
    }),
    { numRuns: 100 },
  );
});

test('no address makes the API fail', async () => {
  const api = await connected();
  const step = fc.oneof(
    fc.constantFrom('connectors', 'bigcommerce', 'status', 'sync', 'syncs', '..', '', '%', '%2F'),
    fc.string({ unit: 'binary', maxLength: 20 }).map((any) => encodeURIComponent(any)),
    fc.webPath(),
  );
  const query = fc.oneof(fc.webQueryParameters(), fc.constantFrom('store=', 'store=a&store=b'));

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
      fc.array(step, { maxLength: 6 }),
      query,
      async (method, steps, asked) => {
        const known = `${BASE}/${steps.join('/')}?${asked}`;
        const answers = await Promise.all([
          api.ask(`/${steps.join('/')}?${asked}`, { method }),
          api.ask(known, { method }),
        ]);
        for (const { status } of answers) {
          expect(status).toBeGreaterThanOrEqual(200);
          expect(status).toBeLessThan(500);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('no header makes the API fail, and none but the key lets anyone in', async () => {
  const api = await connected();
  const visible = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  });

  await fc.assert(
    fc.asyncProperty(
      fc.record(
        {
          authorization: fc.oneof(
            visible,
            visible.map((any) => `Bearer ${any}`),
          ),
          'content-type': visible,
          'content-encoding': visible,
          'x-request-id': visible,
          accept: visible,
          forwarded: visible,
        },
        { requiredKeys: [] },
      ),
      async (headers) => {
        const { authorization = '' } = headers;
        const sent = { method: 'POST', text: '{}', headers, key: null };
        const answer = await api.ask(`${BASE}/sync`, sent);
        judge(answer);
        expect(answer.status === 401).toBe(authorization.trim() !== `Bearer ${KEY}`);
      },
    ),
    { numRuns: 100 },
  );
});

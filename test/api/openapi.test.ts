import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApiPath, type OpenApiDocument } from '../../src/api/openapi';
import { connectorRoutes } from '../../src/api/connector-routes';
import { inboxRoutes } from '../../src/api/inbox/inbox-routes';
import { recoveryToken } from '../../src/config/recovery-link';
import { recoveryRoutes } from '../../src/api/recovery/recovery-routes';
import { serviceRoutes } from '../../src/api/service-routes';
import { webhookRoutes } from '../../src/api/webhooks/webhook-routes';
import type { TestLive } from './live-parts';
import { createMemoryConnector } from './memory-connector';
import { startTestApi, STORE, type Answered, type RunningApi } from './running-api';

const BASE = '/connectors/bigcommerce';

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { schema: object }>> }>
  >;
  readonly security?: readonly unknown[];
}

type Document = OpenApiDocument & {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

async function documentOf(api: RunningApi): Promise<Document> {
  const { json } = await api.ask('/openapi.json');
  if (!isDocument(json)) throw new Error('This is no OpenAPI document.');
  return json;
}

const isDocument = (json: unknown): json is Document =>
  typeof json === 'object' && json !== null && 'paths' in json && 'components' in json;

function validator(document: Document, schema: object): ValidateFunction {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false });
  addFormats(ajv);
  ajv.addKeyword('components');
  return ajv.compile({ ...schema, components: document.components });
}

function operationsOf(document: Document) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}

const responseFor = (operation: Operation | undefined, status: number) =>
  operation?.responses[status] ?? operation?.responses.default;

/** What the document says of this answer: the names of its faults, none when it is right. */
function faultsOf(document: Document, operation: Operation | undefined, answer: Answered) {
  const said = responseFor(operation, answer.status);
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const schema = said?.content[type]?.schema;
  if (schema === undefined) return [`${answer.status} ${type} is not documented`];
  const validate = validator(document, schema);
  validate(answer.json ?? answer.text);
  return validate.errors ?? [];
}

/** Of a cart that only a page can bring back. */
const aToken = ({ sealer }: TestLive): string =>
  recoveryToken(sealer, 'abc123', {
    cartId: '09346904-4175-44fd-be53-f7e598531b6c',
    shopUrl: 'https://shop.example.com',
    products: '',
    complete: false,
    expiresAt: Date.now() + 60_000,
  });

test('every documented route is there, and every route that is there is documented', async () => {
  const api = await startTestApi();
  const connector = createMemoryConnector();
  const metrics = { type: '', text: () => Promise.resolve('') };
  const routes = [
    ...serviceRoutes({ connector, metrics, openapi: () => ({}) }),
    ...webhookRoutes(api.live),
    ...recoveryRoutes(api.live),
    ...inboxRoutes(api.live.inbox),
    ...connectorRoutes(connector),
  ];

  const document = await documentOf(api);
  const documented = operationsOf(document);

  expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
  expect(documented.map(({ path, method }) => `${method} ${path}`).sort()).toStrictEqual(
    routes.map(({ path, method }) => `${method} ${openApiPath(path)}`).sort(),
  );
  await api.ask(`${BASE}/connect`, { method: 'POST', json: STORE });
  await api.ask(`${BASE}/sync`, { method: 'POST', json: {} });
  for (const { path, method, operation } of documented) {
    const real = path
      .replace('{store}', 'abc123')
      .replace('{workflowId}', 'sync%2Fabc123')
      .replace('{token}', aToken(api.live));
    const answer = await api.ask(real, { method: method.toUpperCase() });
    expect({ path, method, status: [404, 405].includes(answer.status) }).toStrictEqual({
      path,
      method,
      status: false,
    });
    expect(faultsOf(document, operation, answer)).toStrictEqual([]);
  }
});

test('only health, webhooks and recovery links need no key, and the document says so', async () => {
  const api = await startTestApi();

  const document = await documentOf(api);

  const open = operationsOf(document).filter(({ operation }) => operation.security?.length === 0);
  expect(open.map(({ path }) => path)).toStrictEqual([
    '/healthz',
    '/readyz',
    '/webhooks/bigcommerce',
    '/r/{token}',
  ]);
  for (const { path, method } of operationsOf(document)) {
    const answer = await api.ask(path.replaceAll(/[{}]/g, ''), {
      method: method.toUpperCase(),
      key: null,
    });
    expect(answer.status === 401).toBe(!open.some((route) => route.path === path));
  }
});

test('the answers of a whole story are as documented', async () => {
  const api = await startTestApi();
  const document = await documentOf(api);
  const at = (path: string, method: string) => document.paths[`${BASE}${path}`]?.[method];
  const post = (json: unknown) => ({ method: 'POST', json });

  const connect = await api.ask(`${BASE}/connect`, post(STORE));
  const refused = await api.ask(`${BASE}/connect`, post({ ...STORE, accessToken: 'revoked' }));
  const invalid = await api.ask(`${BASE}/connect`, post({ settings: { sync: 1 } }));
  const started = await api.ask(`${BASE}/sync`, post({ store: 'main' }));
  const running = await api.ask(`${BASE}/syncs/sync%2Fabc123`);
  api.connector.finish('abc123');
  const ended = await api.ask(`${BASE}/syncs/sync%2Fabc123?wait=1`);
  const status = await api.ask(`${BASE}/status`);
  const examined = await api.ask(`${BASE}/examination?store=main`);
  const nobody = await api.ask(`${BASE}/status?store=nobody`);
  const gone = await api.ask(`${BASE}/abc123`, { method: 'DELETE' });

  const judged = [
    [at('/connect', 'post'), connect, 200],
    [at('/connect', 'post'), refused, 422],
    [at('/connect', 'post'), invalid, 400],
    [at('/sync', 'post'), started, 202],
    [at('/syncs/{workflowId}', 'get'), running, 200],
    [at('/syncs/{workflowId}', 'get'), ended, 200],
    [at('/status', 'get'), status, 200],
    [at('/examination', 'get'), examined, 200],
    [at('/status', 'get'), nobody, 404],
    [at('/{store}', 'delete'), gone, 200],
  ] as const;
  for (const [operation, answer, expected] of judged) {
    expect(answer.status).toBe(expected);
    expect(faultsOf(document, operation, answer)).toStrictEqual([]);
  }
});

test('the documented bodies are those that the routes take', async () => {
  const api = await startTestApi();
  const document = await documentOf(api);
  const takes = (path: string, json: unknown) => {
    const body = document.paths[`${BASE}${path}`]?.post?.requestBody;
    return validator(document, body?.content['application/json']?.schema ?? {})(json);
  };
  await api.ask(`${BASE}/connect`, { method: 'POST', json: STORE });
  const cases = [
    ['/connect', STORE],
    ['/connect', { ...STORE, name: 'eu', settings: { consent: 'all' } }],
    ['/connect', { storeHash: 'abc123' }],
    ['/connect', { ...STORE, storeHash: 'ABC' }],
    ['/connect', { ...STORE, name: '' }],
    ['/connect', { ...STORE, admin: true }],
    ['/sync', {}],
    ['/sync', { type: 'incremental', resources: ['orders'], approve: true }],
    ['/sync', { resources: [] }],
    ['/sync', { type: 'all' }],
    ['/sync', { stores: 'main' }],
    ['/webhooks', { topic: 'store/customer/updated', payload: { id: 7 } }],
    ['/webhooks', { topic: 'store/customer/updated', payload: { id: 7 }, deliveryId: 'msg_1' }],
    ['/webhooks', { topic: '', payload: {} }],
    ['/webhooks', { topic: 'store/customer/updated' }],
    ['/webhooks', { topic: 'store/customer/updated', payload: 7, createdAt: -1 }],
  ] as const;

  for (const [path, json] of cases) {
    // One store is synced by one sync at a time.
    api.connector.finish('abc123');
    const { status } = await api.ask(`${BASE}${path}`, { method: 'POST', json });
    expect({ json, taken: takes(path, json) }).toStrictEqual({ json, taken: status < 300 });
  }
});

// Requests that meet each other, or a connector in a bad state: a clear problem or a defined result, never half a store.
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnectorApi } from '../../src/api/connector-api';
import { createTemporalConnector } from '../../src/api/temporal-connector';
import { createSealer } from '../../src/config/sealing';
import { FAILURE } from '../../src/contracts/failures';
import { createLog } from '../../src/observability/log';
import { connectClient } from '../../src/temporal/connect';
import { findDevServer, startDevServer } from '../../src/temporal/dev-server';
import { reached } from '../support/moments';
import { SEALER, sideNamespace, TEMPORAL } from '../support/stage';
import {
  API_KEY,
  askApi,
  containing,
  eventually,
  openConnectedShop,
  type ApiAnswer,
  type ConnectedShop,
} from './connected-shop';
import { openMall, type Mall } from './mall';

function problem(status: number, kind: string, detail = ''): unknown {
  const json: unknown = expect.objectContaining({
    type: `urn:tajo:problem:${kind}`,
    detail: containing(detail),
  });
  return expect.objectContaining({ status, json });
}

describe('two stores', () => {
  let mall: Mall;

  beforeAll(async () => {
    mall = await openMall(['aaa111', 'bbb222'], { ...TEMPORAL, namespace: sideNamespace(6) });
  });
  afterAll(async () => {
    await mall.close();
  });

  const [first, second] = [0, 1].map((at) => (name: string) => {
    const shop = mall.shops[at];
    const { storeHash, accessToken, brevoApiKey } = shop ?? { storeHash: 'none' };
    return askApi(mall.apiUrl, 'POST /connect', { storeHash, accessToken, brevoApiKey, name });
  });
  const connectFirst = (name: string) => first?.(name) ?? Promise.reject(new Error('no shop'));
  const connectSecond = (name: string) => second?.(name) ?? Promise.reject(new Error('no shop'));
  const names = async (): Promise<readonly string[]> =>
    (await mall.tajo.connectors.status('bigcommerce')).stores.map(({ name }) => name).sort();
  const disconnect = (store: string) => askApi(mall.apiUrl, `DELETE /${store}`);

  test('are one when one hash is given two names: the later name counts', async () => {
    const once = await connectFirst('main');
    const again = await connectFirst('shop');

    expect(once).toMatchObject({ status: 200, json: { outcome: 'connected', name: 'main' } });
    expect(again).toMatchObject({ status: 200, json: { outcome: 'updated', name: 'shop' } });
    expect(await names()).toEqual(['shop']);
    expect(await askApi(mall.apiUrl, 'GET /status?store=main')).toEqual(
      problem(404, 'unknown-store', 'shop (aaa111)'),
    );
  });

  test('do not share a name: the second is refused and nothing of it is begun', async () => {
    const refused = await connectSecond('shop');

    expect(refused).toEqual(problem(409, 'name-taken', '"shop"'));
    const begun = await mall.client.workflow.count('WorkflowId = "store/bbb222"');
    expect(begun.count).toBe(0);
    expect(await names()).toEqual(['shop']);
  });

  test('that take one name at the same moment do not both get it', async () => {
    await disconnect('aaa111');

    const answers = await Promise.all([connectFirst('twin'), connectSecond('twin')]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await names()).toEqual(['twin']);
  });

  test('are asked for by name when a sync does not say which', async () => {
    await connectFirst('main');
    await connectSecond('eu');

    expect(await askApi(mall.apiUrl, 'POST /sync')).toEqual(
      problem(400, 'which-store', 'eu (bbb222)'),
    );
  });

  test.each(['GET /status?store=nobody', 'DELETE /nobody'])(
    'are named to a person who asks for another one: %s',
    async (words) => {
      expect(await askApi(mall.apiUrl, words)).toEqual(
        problem(404, 'unknown-store', 'main (aaa111)'),
      );
    },
  );

  test('are left alone by a sync of a store that nobody knows', async () => {
    // Of these stores and of the one that was asked for; other files leave syncs of theirs in the namespace.
    const hashes = ['aaa111', 'bbb222', 'nobody'];
    const query = hashes.map((hash) => `WorkflowId = "sync/${hash}"`).join(' OR ');

    const answer = await askApi(mall.apiUrl, 'POST /sync', { store: 'nobody' });

    expect(answer).toEqual(problem(404, 'unknown-store'));
    expect((await mall.client.workflow.count(query)).count).toBe(0);
  });
});

describe('a store', () => {
  let shop: ConnectedShop;

  afterEach(async () => {
    await shop.close();
  });

  const connection = () => shop.client.workflow.getHandle('store/abc123').describe();
  /** Wholly there or wholly gone: status, schedules and workflow agree. */
  const wholeness = async (): Promise<string> => {
    const { connected } = await shop.tajo.connectors.status('bigcommerce');
    const schedules = (await shop.schedules()).length;
    const running = await shop.client.workflow.count(
      'WorkflowId = "store/abc123" AND ExecutionStatus = "Running"',
    );
    return `${connected} ${schedules} ${running.count}`;
  };
  const WHOLE = ['true 3 1', 'false 0 0'];

  test('takes other settings while it is synced, and the sync comes to its end', async () => {
    shop = await openConnectedShop({ side: 1 });
    await shop.startWorker();
    const { connect, tajo, sandbox } = shop;
    await connect();
    const reading = reached(sandbox, { api: 'bigcommerce', path: /v3\/customers\?/ });
    const syncing = tajo.connectors.sync('bigcommerce', { wait: true });
    await reading;

    const report = await connect({ settings: { consent: 'all' } });
    const result = await syncing;

    expect(report.outcome).toBe('updated');
    expect(result.phases.every(({ state }) => state === 'done')).toBe(true);
    expect(await eventually(wholeness, (seen) => seen === WHOLE[0])).toBe(WHOLE[0]);
  });

  test('that is connected and disconnected by several people at once is whole afterwards', async () => {
    shop = await openConnectedShop({ side: 2 });
    await shop.startWorker();
    const { connect, apiUrl, sandbox } = shop;
    await connect();
    const { storeHash, accessToken, brevoApiKey } = sandbox;
    const words = { storeHash, accessToken, brevoApiKey, settings: { consent: 'all' } };

    // An overloaded worker is given up after 20 s, with the advice to ask again.
    const ask = async (what: string, json?: unknown): Promise<ApiAnswer> => {
      const answer = await askApi(apiUrl, what, json);
      return answer.status === 503 && answer.text.includes(':no-worker"')
        ? ask(what, json)
        : answer;
    };
    const answers = await Promise.all([
      ask('DELETE /abc123'),
      ask('POST /connect', words),
      ask('DELETE /abc123'),
      ask('POST /connect', words),
    ]);

    expect(answers.filter(({ status }) => ![200, 404, 409].includes(status))).toEqual([]);
    const seen = await eventually(wholeness, (now) => WHOLE.includes(now), 20_000);
    expect(WHOLE).toContain(seen);
  }, 90_000);

  test('whose keys the worker does not have is not connected, and the cure is said', async () => {
    shop = await openConnectedShop({ side: 3 });
    await shop.startWorker();
    const { client, sandbox } = shop;
    const { storeHash, accessToken, brevoApiKey } = sandbox;
    const stranger = createSealer([{ id: 'stranger', key: createSecretKey(randomBytes(32)) }]);
    const connector = createTemporalConnector({ client, sealer: stranger });

    const refusal = connector.connect({ storeHash, accessToken, brevoApiKey });

    await expect(refusal).rejects.toMatchObject({
      problem: { status: 502, kind: 'not-checked', detail: containing('the key "stranger"') },
    });
    expect(await eventually(wholeness, (seen) => seen === WHOLE[1])).toBe(WHOLE[1]);
    expect(sandbox.bigcommerce.ledger.count()).toBe(0);
  });

  test('whose key is gone fails to sync with the cure, and can still be looked at and disconnected', async () => {
    shop = await openConnectedShop({ side: 1 });
    await shop.startWorker();
    const { connect, tajo, apiUrl } = shop;
    await connect();
    await shop.stopWorkers();
    // Another key under the same id: the seal does not open.
    const sealer = createSealer([{ id: 'test', key: createSecretKey(randomBytes(32)) }]);
    await shop.startWorker({ sealer });

    const syncing = tajo.connectors.sync('bigcommerce', { wait: true });

    await expect(syncing).rejects.toMatchObject({
      message: containing('Put the right key back, or connect the store again.'),
    });
    expect(await askApi(apiUrl, 'GET /syncs/sync%2Fabc123')).toMatchObject({
      status: 200,
      json: { state: 'failed', type: FAILURE.sealedElsewhere },
    });
    expect(await tajo.connectors.status('bigcommerce')).toMatchObject({ connected: true });
    expect(await askApi(apiUrl, 'DELETE /main')).toMatchObject({ status: 200 });
    expect(await eventually(wholeness, (seen) => seen === WHOLE[1])).toBe(WHOLE[1]);
  });

  test('is not connected through a worker that has just gone, and not half connected when one comes back', async () => {
    shop = await openConnectedShop({ side: 4 });
    await shop.startWorker();
    await shop.connect();
    await shop.stopWorkers();
    const { storeHash, accessToken, brevoApiKey } = shop.sandbox;
    const words = { storeHash, accessToken, brevoApiKey, settings: { consent: 'all' } };

    const [connecting, leaving] = await Promise.all([
      askApi(shop.apiUrl, 'POST /connect', words),
      askApi(shop.apiUrl, 'DELETE /abc123'),
    ]);
    await shop.startWorker();

    expect(connecting).toEqual(problem(503, 'no-worker', 'npm run worker'));
    expect(leaving).toEqual(problem(503, 'no-worker', 'npm run worker'));
    const seen = await eventually(wholeness, (now) => WHOLE.includes(now), 20_000);
    expect(WHOLE).toContain(seen);
    expect((await connection()).status.name).toMatch(/RUNNING|COMPLETED/);
  }, 90_000);
});

test('a connector whose Temporal is away says so, whatever it is asked', async () => {
  const executable = await findDevServer({ env: process.env, report: () => undefined });
  const server = await startDevServer({ executable, ui: false, report: () => undefined });
  const log = createLog({ level: 'fatal' });
  const connection = await connectClient({ address: server.address });
  const dataDir = await mkdtemp(join(tmpdir(), 'tajo-away-'));
  const api = await startConnectorApi({
    client: connection.client,
    sealer: SEALER,
    uiUrl: undefined,
    dataDir,
    apiKey: API_KEY,
    port: 0,
    host: '127.0.0.1',
    log,
  });
  await server.stop();

  const connecting = { storeHash: 'abc123', accessToken: 'a-token', brevoApiKey: 'a-key' };
  const answers = await Promise.all([
    askApi(api.url, 'GET /status'),
    askApi(api.url, 'GET /status?store=main'),
    askApi(api.url, 'POST /sync'),
    askApi(api.url, 'GET /syncs/sync%2Fabc123'),
    askApi(api.url, 'DELETE /main'),
    askApi(api.url, 'POST /connect', connecting),
  ]);
  await api.stop();
  await connection.close();
  await rm(dataDir, { recursive: true });

  for (const answer of answers) expect(answer).toEqual(problem(503, 'temporal-away', 'Temporal'));
}, 90_000);

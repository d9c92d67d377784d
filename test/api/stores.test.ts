import { startTestApi, STORE } from './running-api';

const BASE = '/connectors/bigcommerce';
const connect = { method: 'POST', json: STORE };

test('a store is connected, looked at, and disconnected again by its name or hash', async () => {
  const api = await startTestApi();

  const connected = await api.ask(`${BASE}/connect`, {
    method: 'POST',
    json: {
      ...STORE,
      name: 'eu',
      clientSecret: 'sign-with-this',
      settings: { consent: 'all', sync: { products: false }, lists: { buyers: 4 } },
    },
  });
  const status = await api.ask(`${BASE}/status?store=eu`);
  const gone = await api.ask(`${BASE}/eu`, { method: 'DELETE' });

  expect(connected).toMatchObject({
    status: 200,
    json: { store: 'abc123', name: 'eu', outcome: 'connected', missing: [] },
  });
  expect(status).toMatchObject({
    status: 200,
    json: { connected: true, lastSync: null, customersCount: 0, stores: [{ store: 'abc123' }] },
  });
  expect(gone).toMatchObject({ status: 200, json: { store: 'abc123', outcome: 'disconnected' } });
  expect(api.connector.stores.size).toBe(0);
});

test('the connector gets exactly what was sent, settings as they were written', async () => {
  const api = await startTestApi();
  const request = { ...STORE, settings: { brevo: { settle: '5m' }, on_cleared: 'keep' } };

  await api.ask(`${BASE}/connect`, { method: 'POST', json: request });

  expect(api.connector.stores.get('abc123')).toStrictEqual(request);
});

test('a store that is refused is a problem with every cause', async () => {
  const api = await startTestApi();

  const answer = await api.ask(`${BASE}/connect`, {
    method: 'POST',
    json: { ...STORE, accessToken: 'revoked' },
  });

  const report: unknown = expect.objectContaining({
    store: STORE.storeHash,
    outcome: 'refused',
  });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.json).toStrictEqual({
    type: 'urn:tajo:problem:connect-refused',
    title: 'The store was not connected',
    status: 422,
    detail: 'Store main was not connected and nothing was written.',
    problems: [
      { path: '', sentence: 'The access token is refused: make a new one.' },
      { path: '', sentence: 'List 9 is unknown.' },
    ],
    report,
    requestId: answer.headers.get('x-request-id'),
  });
});

test('a store that nobody connected is not found, whatever is asked of it', async () => {
  const api = await startTestApi();

  const answers = await Promise.all([
    api.ask(`${BASE}/status?store=nobody`),
    api.ask(`${BASE}/nobody`, { method: 'DELETE' }),
    api.ask(`${BASE}/sync`, { method: 'POST', json: { store: 'nobody' } }),
  ]);

  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 404, json: { type: 'urn:tajo:problem:unknown-store' } });
  }
});

test('a sync starts at once and its address tells how it goes', async () => {
  const api = await startTestApi();
  await api.ask(`${BASE}/connect`, connect);

  const started = await api.ask(`${BASE}/sync`, {
    method: 'POST',
    json: { resources: ['customers', 'orders'], fresh: true },
  });
  const state = await api.ask(started.headers.get('location') ?? '');

  expect(started).toMatchObject({
    status: 202,
    json: { workflowId: 'sync/abc123', runId: 'run-1', url: 'http://127.0.0.1:8233/sync/abc123' },
  });
  expect(started.headers.get('location')).toBe(`${BASE}/syncs/sync%2Fabc123`);
  expect(api.connector.syncs).toStrictEqual([{ resources: ['customers', 'orders'], fresh: true }]);
  expect(state).toMatchObject({ status: 200, json: { state: 'running' } });
});

test('a sync needs no body when one store is connected', async () => {
  const api = await startTestApi();
  await api.ask(`${BASE}/connect`, connect);

  const started = await api.ask(`${BASE}/sync`, { method: 'POST' });

  expect(started.status).toBe(202);
  expect(api.connector.syncs).toStrictEqual([{}]);
});

test('who waits for a sync is answered when it ends', async () => {
  const api = await startTestApi();
  await api.ask(`${BASE}/connect`, connect);
  await api.ask(`${BASE}/sync`, { method: 'POST', json: {} });

  const waiting = api.ask(`${BASE}/syncs/sync%2Fabc123?wait=60`);
  // A second request shows that the first does not hold up others.
  await api.ask('/healthz');
  api.connector.finish('abc123');

  expect(await waiting).toMatchObject({
    status: 200,
    json: { state: 'completed', result: { summary: '12 contacts; 3 on list 40.' } },
  });
});

test('a sync that never was is not found', async () => {
  const api = await startTestApi();

  const answer = await api.ask(`${BASE}/syncs/${encodeURIComponent('sync/never')}?wait=0`);

  expect(answer).toMatchObject({ status: 404, json: { type: 'urn:tajo:problem:unknown-sync' } });
});

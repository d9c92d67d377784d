// What can be asked of a running sync and said to it through the API.
import { startTestApi, STORE } from './running-api';

const BASE = '/connectors/bigcommerce';
const SYNC = `${BASE}/syncs/sync%2Fabc123`;
const POST = { method: 'POST' };

async function startedSync() {
  const api = await startTestApi();
  await api.ask(`${BASE}/connect`, { ...POST, json: STORE });
  await api.ask(`${BASE}/sync`, POST);
  return api;
}

test('a running sync tells how far it is', async () => {
  const api = await startedSync();

  const { status, json } = await api.ask(SYNC);

  expect(status).toBe(200);
  expect(json).toMatchObject({
    state: 'running',
    progress: { state: 'waiting for approval', phases: [{ phase: 'customers', total: 13 }] },
  });
});

test('a second sync is refused with the id of the first', async () => {
  const api = await startedSync();

  const { status, json } = await api.ask(`${BASE}/sync`, POST);

  expect(status).toBe(409);
  expect(json).toMatchObject({
    type: 'urn:tajo:problem:sync-already-running',
    workflowId: 'sync/abc123',
  });
});

test.each(['approve', 'pause', 'resume'])('a running sync hears %s', async (word) => {
  const api = await startedSync();

  const { status, json } = await api.ask(`${SYNC}/${word}`, POST);

  expect(status).toBe(200);
  expect(json).toEqual({ sentence: `${word}: done.` });
  expect(api.connector.told).toEqual([`${word} sync/abc123`]);
});

test('a sync that has ended hears nothing', async () => {
  const api = await startedSync();
  api.connector.finish('abc123');

  const { status, json } = await api.ask(`${SYNC}/approve`, POST);

  expect(status).toBe(404);
  expect(json).toMatchObject({ type: 'urn:tajo:problem:no-running-sync' });
  expect(api.connector.told).toEqual([]);
});

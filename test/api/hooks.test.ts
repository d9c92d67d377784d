// The hooks of a store over HTTP: a look, a repair, and the sentence when the store is unknown.
import { startTestApi, STORE } from './running-api';

const BASE = '/connectors/bigcommerce';

test('the hooks of a store are looked at and repaired, by its name or its hash', async () => {
  const api = await startTestApi();
  await api.ask(`${BASE}/connect`, { method: 'POST', json: { ...STORE, name: 'eu' } });

  const looked = await api.ask(`${BASE}/eu/hooks`);
  const repaired = await api.ask(`${BASE}/abc123/hooks/repair`, { method: 'POST' });

  expect(looked).toMatchObject({
    status: 200,
    json: { store: 'abc123', active: 0, repaired: 0, hooks: [{ state: 'missing' }] },
  });
  expect(repaired).toMatchObject({ status: 200, json: { active: 1, repaired: 1, caughtUp: true } });
});

test.each([
  ['GET', `${BASE}/nowhere/hooks`, 404],
  ['POST', `${BASE}/nowhere/hooks/repair`, 404],
  ['POST', `${BASE}/abc123/hooks`, 405],
  ['GET', `${BASE}/abc123/hooks/repair`, 405],
  ['GET', `${BASE}/not%20a%20name/hooks`, 400],
])('%s %s is a problem with status %s', async (method, path, status) => {
  const api = await startTestApi();

  const answer = await api.ask(path, { method });

  expect(answer).toMatchObject({ status, json: { status } });
});

test('nobody sees hooks without the key', async () => {
  const api = await startTestApi();

  const answer = await api.ask(`${BASE}/abc123/hooks`, { key: null });

  expect(answer.status).toBe(401);
});

import { ConnectorProblem } from '../../src/api/connector';
import { createApp } from '../../src/api/app';
import { createLog } from '../../src/observability/log';
import { openLiveParts } from './live-parts';
import { createMemoryConnector } from './memory-connector';
import { KEY, startTestApi, STORE } from './running-api';

const BASE = '/connectors/bigcommerce';

test.each([
  ['no key', {}, 'missing-key'],
  ['the wrong key', { authorization: 'Bearer another-key-of-length' }, 'wrong-key'],
  ['half of the key', { authorization: `Bearer ${KEY.slice(0, 9)}` }, 'wrong-key'],
  ['the key and more', { authorization: `Bearer ${KEY}x` }, 'wrong-key'],
  ['another way to log in', { authorization: `Basic ${btoa(`tajo:${KEY}`)}` }, 'missing-key'],
  ['the bare key', { authorization: KEY }, 'missing-key'],
  ['an empty bearer', { authorization: 'Bearer ' }, 'missing-key'],
])('nobody gets in with %s', async (_what, headers, kind) => {
  const api = await startTestApi();

  const answers = await Promise.all([
    api.ask(`${BASE}/connect`, { method: 'POST', json: STORE, key: null, headers }),
    api.ask(`${BASE}/status`, { key: null, headers }),
    api.ask('/metrics', { key: null, headers }),
    api.ask('/openapi.json', { key: null, headers }),
    api.ask('/nowhere', { key: null, headers }),
  ]);

  for (const answer of answers) {
    expect(answer).toMatchObject({
      status: 401,
      json: { status: 401, type: `urn:tajo:problem:${kind}` },
    });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="tajo"/);
  }
  expect(api.connector.stores.size).toBe(0);
});

test('an API without a key is not made', async () => {
  const live = await openLiveParts();
  const log = createLog({ level: 'fatal' });

  expect(() => createApp({ connector: createMemoryConnector(), live, apiKey: '', log })).toThrow(
    'set TAJO_API_KEY',
  );
});

test('health needs no key, and readiness follows Temporal', async () => {
  const api = await startTestApi();
  const open = { key: null };

  const healthy = await api.ask('/healthz', open);
  const ready = await api.ask('/readyz', open);
  api.connector.breakWith(
    new ConnectorProblem({
      status: 503,
      kind: 'temporal-away',
      title: 'Temporal does not answer',
      detail: 'Start it, or set TEMPORAL_ADDRESS.',
    }),
  );

  expect(healthy).toMatchObject({ status: 200, json: { status: 'ok' } });
  expect(ready).toMatchObject({ status: 200, json: { status: 'ready' } });
  expect(await api.ask('/healthz', open)).toMatchObject({ status: 200 });
  expect(await api.ask('/readyz', open)).toMatchObject({
    status: 503,
    json: { type: 'urn:tajo:problem:temporal-away', detail: 'Start it, or set TEMPORAL_ADDRESS.' },
  });
});

test("a caller's request id comes back and is in every log line; a bad one is replaced", async () => {
  const api = await startTestApi();
  api.connector.breakWith(new Error('boom'));

  const kept = await api.ask(`${BASE}/status`, { headers: { 'x-request-id': 'deploy-7.a_b' } });
  const replaced = await api.ask(`${BASE}/status`, { headers: { 'x-request-id': 'a b"c' } });

  expect(kept.headers.get('x-request-id')).toBe('deploy-7.a_b');
  expect(kept.json).toMatchObject({ requestId: 'deploy-7.a_b' });
  expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  await api.stop();
  const lines = api.logged.filter((line) => line.includes('deploy-7.a_b'));
  expect(lines.map((line) => /"msg":"([^"]+)"/.exec(line)?.[1])).toStrictEqual([
    'request failed',
    'request',
  ]);
});

test('what nobody expected is a 500 whose reason is only in the log', async () => {
  const api = await startTestApi();
  api.connector.breakWith(new TypeError('the inside of the connector'));

  const answer = await api.ask(`${BASE}/connect`, { method: 'POST', json: STORE });

  expect(answer).toMatchObject({ status: 500, json: { type: 'urn:tajo:problem:unexpected' } });
  expect(answer.text).not.toContain('inside');
  expect(answer.json).toMatchObject({ requestId: answer.headers.get('x-request-id') });
  expect(api.logged.join('')).toContain('TypeError: the inside of the connector');
});

test('a status that is none is a 500', async () => {
  const api = await startTestApi();
  const wrong = { status: 200, kind: 'odd', title: 'Odd', detail: 'Odd.' };
  api.connector.breakWith(new ConnectorProblem(wrong));

  expect(await api.ask(`${BASE}/status`)).toMatchObject({ status: 500 });
});

test('no key and no body is ever logged, not even by an error that quotes them', async () => {
  const api = await startTestApi();
  const secrets = { ...STORE, clientSecret: 'secret-of-the-app' };
  const connect = { method: 'POST', json: secrets };

  await api.ask(`${BASE}/connect`, connect);
  await api.ask(`${BASE}/connect`, {
    method: 'POST',
    text: `{"accessToken":"${STORE.accessToken}`,
  });
  await api.ask(`${BASE}/connect`, { ...connect, key: 'wrong-key-of-someone' });
  api.connector.breakWith(
    Object.assign(new Error(`cannot send ${STORE.accessToken} to ${KEY}`), {
      config: { headers: { 'X-Auth-Token': STORE.accessToken }, data: JSON.stringify(secrets) },
    }),
  );
  await api.ask(`${BASE}/connect`, connect);
  await api.stop();

  const log = api.logged.join('');
  expect(log).toContain('cannot send [redacted] to [redacted]');
  for (const secret of [...Object.values(secrets).slice(1), KEY, 'wrong-key-of-someone']) {
    expect(log).not.toContain(secret);
  }
});

test('requests are counted by route and status, never by what was asked for', async () => {
  const api = await startTestApi();

  await api.ask(`${BASE}/status?store=nobody`);
  await api.ask(`${BASE}/somebody`, { method: 'DELETE' });
  await api.ask('/secret/path');
  const { text, headers } = await api.ask('/metrics');

  expect(headers.get('content-type')).toMatch(/^text\/plain; version=0.0.4/);
  expect(text).toContain(
    'tajo_http_requests_total{method="GET",route="/connectors/bigcommerce/status",status="404"} 1',
  );
  expect(text).toContain(
    'tajo_http_requests_total{method="DELETE",route="/connectors/bigcommerce/:store",status="404"} 1',
  );
  expect(text).toContain('route="unmatched",status="404"} 1');
  expect(text).toContain('process_cpu_seconds_total');
  expect(text).not.toMatch(/nobody|somebody|secret/);
});

test('answers say nothing of the software behind them, are not sniffed and not stored', async () => {
  const api = await startTestApi();

  const { headers } = await api.ask(`${BASE}/status`);

  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
});

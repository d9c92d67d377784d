import { connect } from 'node:net';
import { createApp } from '../../src/api/app';
import { startApi } from '../../src/api/server';
import { createLog } from '../../src/observability/log';
import { openLiveParts } from './live-parts';
import { createMemoryConnector } from './memory-connector';
import { KEY, startTestApi, STORE } from './running-api';

const BASE = '/connectors/bigcommerce';

/** Sends bytes as they are and gives back everything that came until the other side closed. */
function exchange(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      heard += text;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(heard);
    });
  });
}

test('a taken port is one sentence with the cure', async () => {
  const api = await startTestApi();
  const log = createLog({ level: 'fatal' });
  const live = await openLiveParts();
  const app = createApp({ connector: createMemoryConnector(), live, apiKey: KEY, log });
  const port = Number(new URL(api.url).port);

  await expect(startApi({ app, port, host: '127.0.0.1', log })).rejects.toMatchObject({
    name: 'CannotListen',
    message: `The API cannot listen on 127.0.0.1:${port} because another program does: stop it, or set PORT to a free port.`,
  });
});

test('an address of another machine is one sentence with the cure', async () => {
  const log = createLog({ level: 'fatal' });
  const live = await openLiveParts();
  const app = createApp({ connector: createMemoryConnector(), live, apiKey: KEY, log });

  await expect(startApi({ app, port: 0, host: '192.0.2.1', log })).rejects.toThrow(
    'this machine has no such address',
  );
});

test('who is being served when the API stops gets the answer, who comes later does not', async () => {
  const api = await startTestApi();
  await api.ask(`${BASE}/connect`, { method: 'POST', json: STORE });
  await api.ask(`${BASE}/sync`, { method: 'POST', json: {} });
  const arrived = api.connector.someoneWaits();
  const waiting = api.ask(`${BASE}/syncs/sync%2Fabc123?wait=60`);
  await arrived;

  const stopped = api.stop();
  await expect(api.ask('/healthz')).rejects.toThrow();
  api.connector.finish('abc123');

  expect(await waiting).toMatchObject({ status: 200, json: { state: 'completed' } });
  await stopped;
  expect(api.logged.join('')).not.toContain('cut off');
  await expect(api.stop()).resolves.toBeUndefined();
});

test('who is still being served when the time is up is cut off', async () => {
  const log = createLog({ level: 'fatal' });
  const connector = createMemoryConnector();
  const live = await openLiveParts();
  const app = createApp({ connector, live, apiKey: KEY, log });
  const api = await startApi({ app, port: 0, host: '127.0.0.1', log, graceMs: 20 });
  await connector.connect(STORE);
  await connector.sync({});
  const arrived = connector.someoneWaits();
  const headers = { authorization: `Bearer ${KEY}` };
  const waiting = fetch(`${api.url}${BASE}/syncs/sync%2Fabc123?wait=60`, { headers });
  const cut = expect(waiting).rejects.toThrow();
  await arrived;

  await api.stop();

  await cut;
  connector.finish('abc123');
});

test.each([
  ['no HTTP', 'HELLO\r\n\r\n', 'HTTP/1.1 400 '],
  [
    'an address of 20 KB',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'HTTP/1.1 431 ',
  ],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    'HTTP/1.1 400 ',
  ],
])('%s is answered with a problem, too', async (_what, bytes, line) => {
  const api = await startTestApi();

  const heard = await exchange(api.url, bytes);

  expect(heard.startsWith(line)).toBe(true);
  expect(heard).toContain('Content-Type: application/problem+json');
  expect(heard).toContain('urn:tajo:problem:unreadable-request');
});

test('a body that is announced as huge is refused before it comes', async () => {
  const api = await startTestApi();
  const head = [
    `POST ${BASE}/sync HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${KEY}`,
    'Content-Type: application/json',
    'Content-Length: 10000000000',
  ];

  const heard = await exchange(api.url, `${head.join('\r\n')}\r\n\r\n`);

  expect(heard.startsWith('HTTP/1.1 413 ')).toBe(true);
});

test('a body without end and without key is refused at its head', async () => {
  const api = await startTestApi();
  const head = [`POST ${BASE}/sync HTTP/1.1`, 'Host: x', 'Transfer-Encoding: chunked'];

  const heard = await exchange(api.url, `${head.join('\r\n')}\r\n\r\n5\r\nhello\r\n`);

  expect(heard.startsWith('HTTP/1.1 401 ')).toBe(true);
});

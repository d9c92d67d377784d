// How a webhook reaches the door: past Express when it is as BigCommerce posts it, through it when it is odd.
import { request } from 'node:http';
import { connect } from 'node:net';
import { startTestApi, type RunningApi } from './running-api';
import { bodyOf, webhook, type WebhookPost } from './webhook-post';

const DOOR = '/webhooks/bigcommerce';

const posted = (api: RunningApi, post?: WebhookPost) => api.ask(DOOR, webhook(post));

const waiting = ({ live }: RunningApi): number => live.inbox.report().waiting;

/** Sends the head and the parts of a body, one after the other, and hears the answer to its end. */
function sendInParts(api: RunningApi, parts: readonly Buffer[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { headers } = webhook();
    const sent = request(`${api.url}${DOOR}`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        resolve(answer.statusCode);
      });
    });
    sent.once('error', reject);
    for (const part of parts) sent.write(part);
    sent.end();
  });
}

test('a body that comes in pieces and without a length is put together, up to 64 KB', async () => {
  const api = await startTestApi();
  const text = bodyOf({ data: { id: 7, more: 'ü'.repeat(40) } });
  const bytes = Buffer.from(text, 'utf8');

  expect(await sendInParts(api, [bytes.subarray(0, 150), bytes.subarray(150)])).toBe(200);
  expect(await sendInParts(api, [bytes, Buffer.alloc(65_536)])).toBe(413);
  expect(waiting(api)).toBe(1);
});

test('a sender that breaks off leaves nothing behind, and the door open', async () => {
  const api = await startTestApi();
  const { hostname, port } = new URL(api.url);
  const gone = new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.end(`POST ${DOOR} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"producer"`);
    });
    socket.once('close', resolve);
    socket.resume();
  });
  await gone;

  expect(await posted(api)).toMatchObject({ status: 200 });
  expect(waiting(api)).toBe(1);
  expect([...api.live.counts.outcomes]).toStrictEqual([['accepted', 1]]);
});

test('whatever is odd about a request, the door answers as for any other', async () => {
  const api = await startTestApi();
  const packed = { headers: { 'content-encoding': 'gzip' } };

  expect((await api.ask(`${DOOR}?from=shop`, webhook())).status).toBe(200);
  expect(await posted(api, packed)).toMatchObject({ status: 415 });
  expect((await api.ask(`${DOOR}/`, webhook())).status).toBe(401);
  expect(waiting(api)).toBe(1);
});

test.each<[string, WebhookPost, number]>([
  ['let in', {}, 200],
  ['refused', { token: 'x' }, 401],
])('the answer to one that is %s has its id and is neither sniffed nor stored', async (...row) => {
  const [, post, status] = row;
  const api = await startTestApi();

  const { headers, ...answer } = await posted(api, { ...post, headers: { 'x-request-id': 'a-7' } });

  expect(answer.status).toBe(status);
  expect(headers.get('x-request-id')).toBe('a-7');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
  const { text } = await api.ask('/metrics');
  expect(text).toContain(
    `tajo_http_requests_total{method="POST",route="${DOOR}",status="${status}"} 1`,
  );
});

import { TajoClient } from '../../src/sdk/sdk';
import { inboxLines } from '../../src/cli/inbox-command';
import { KEY, startTestApi, type RunningApi } from './running-api';

const client = ({ url }: RunningApi) => new TajoClient({ apiKey: KEY, baseUrl: url });

const TWO = [{ storeHash: 'abc123' }, { storeHash: 'def456', name: 'eu' }];

test('a program hands over what it received, as the page of the connector prints it', async () => {
  const api = await startTestApi();
  const { connectors } = client(api);
  const body = { scope: 'store/customer/updated', data: { type: 'customer', id: 7 } };

  const first = await connectors.handleWebhook('bigcommerce', {
    topic: body.scope,
    payload: body.data,
  });
  const again = await connectors.handleWebhook('bigcommerce', {
    topic: body.scope,
    payload: body.data,
  });

  expect([first, again]).toStrictEqual([{ outcome: 'accepted' }, { outcome: 'repeated' }]);
  const batch = await api.live.inbox.nextBatch('changes/abc123/customers');
  expect(batch?.entries).toMatchObject([{ store: 'abc123', scope: body.scope, id: 7 }]);
});

test('a delivery that came through the door is known when it is handed over, too', async () => {
  const api = await startTestApi();
  const webhook = { topic: 'store/customer/updated', payload: { id: 7 }, deliveryId: 'msg_1' };
  const { connectors } = client(api);

  const first = await connectors.handleWebhook('bigcommerce', {
    ...webhook,
    createdAt: 1735689599,
  });
  const other = await connectors.handleWebhook('bigcommerce', { ...webhook, payload: { id: 8 } });

  expect([first, other]).toStrictEqual([{ outcome: 'accepted' }, { outcome: 'repeated' }]);
});

test('a topic from which nothing follows is ignored and counted', async () => {
  const api = await startTestApi();
  const webhook = { topic: 'store/moon/landed', payload: {} };

  expect(await client(api).connectors.handleWebhook('bigcommerce', webhook)).toStrictEqual({
    outcome: 'ignored',
  });
  expect([...api.live.counts.outcomes]).toStrictEqual([['unknown scope', 1]]);
});

test('with several stores the hash says whose it is', async () => {
  const api = await startTestApi({ stores: TWO });
  const webhook = { topic: 'store/product/updated', payload: { id: 7 } };
  const { connectors } = client(api);

  await expect(connectors.handleWebhook('bigcommerce', webhook)).rejects.toMatchObject({
    status: 400,
    problems: [
      { path: 'storeHash', sentence: 'Several stores are connected: abc123 (main), def456 (eu).' },
    ],
  });
  await connectors.handleWebhook('bigcommerce', { ...webhook, storeHash: 'def456' });
  expect(api.live.inbox.groups()).toStrictEqual(['changes/def456/products']);
});

test.each([
  ['a store that is not connected', { storeHash: 'zzz' }, 'unknown-store'],
  ['a payload without an id', { payload: { type: 'customer' } }, 'invalid-request'],
  ['a payload that is none', { payload: 'x' }, 'invalid-request'],
  ['a store hash that is none', { storeHash: 'ABC/..' }, 'invalid-request'],
])('%s is refused by name', async (_what, part, kind) => {
  const api = await startTestApi();
  const webhook = { topic: 'store/customer/updated', payload: { id: 7 }, ...part };

  await expect(client(api).connectors.handleWebhook('bigcommerce', webhook)).rejects.toMatchObject({
    type: `urn:tajo:problem:${kind}`,
  });
  expect(api.live.inbox.report().waiting).toBe(0);
});

test('what is missing is said before anything is sent', async () => {
  const { connectors } = new TajoClient({ apiKey: KEY, baseUrl: 'http://127.0.0.1:9' });

  await expect(
    connectors.handleWebhook('bigcommerce', { topic: undefined, payload: undefined }),
  ).rejects.toMatchObject({ status: 0, problems: [{ path: 'topic' }, { path: 'payload' }] });
});

test('the inbox tells what waits and what is parked, and sends it again', async () => {
  const api = await startTestApi();
  const { inbox, connectors } = client(api);
  const hand = (id: number) =>
    connectors.handleWebhook('bigcommerce', { topic: 'store/customer/updated', payload: { id } });
  await hand(1);
  const batch = await api.live.inbox.nextBatch('changes/abc123/customers');
  if (batch !== undefined) await api.live.inbox.park(batch, 'Temporal calls it invalid');
  await hand(2);

  const report = await inbox.read();
  const lines = inboxLines(report, Date.parse(report.oldestAt ?? '') + 90_000);

  expect(report).toMatchObject({ waiting: 1, parkedDeliveries: 1, limit: 500_000 });
  expect(lines).toStrictEqual([
    '1 delivery waits for Temporal, the oldest for 90.0 s (room for 500,000).',
    '1 delivery is parked:',
    expect.stringContaining(`${batch?.id ?? ''}  changes/abc123/customers  1 delivery, since`),
    '`tajo-bigcommerce inbox --retry` sends them again, with ids behind it only these.',
  ]);
  expect(await inbox.retry(['nobody'])).toBe(0);
  expect(await inbox.retry()).toBe(1);
  expect(await inbox.read()).toMatchObject({ waiting: 2, parkedDeliveries: 0, parked: [] });
});

test('the inbox is closed to who has no key', async () => {
  const api = await startTestApi();

  const answers = await Promise.all([
    api.ask('/inbox', { key: null }),
    api.ask('/inbox/retry', { method: 'POST', key: null }),
    api.ask('/connectors/bigcommerce/webhooks', { method: 'POST', json: {}, key: null }),
  ]);

  expect(answers.map(({ status }) => status)).toStrictEqual([401, 401, 401]);
});

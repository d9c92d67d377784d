import fc from 'fast-check';
import { startTestApi, type RunningApi } from './running-api';
import { bodyOf, webhook, type WebhookPost } from './webhook-post';

const DOOR = '/webhooks/bigcommerce';
const SECRET = '0123456789abcdef'.repeat(4);

const posted = (api: RunningApi, post?: WebhookPost) => api.ask(DOOR, webhook(post));

/** Everything that is kept, as ids of the workflows and what they would be told. */
async function kept({ inbox }: RunningApi['live']) {
  const batches = await Promise.all(inbox.groups().map((group) => inbox.nextBatch(group)));
  return batches.flatMap((batch) => batch?.entries ?? []);
}

test('the documented delivery with its documented signature is kept before it is answered', async () => {
  const api = await startTestApi({
    stores: [{ storeHash: 'abc123', clientSecret: SECRET.slice(0, 64) }],
    now: () => 1735689600_000,
  });

  const answer = await api.ask(DOOR, {
    method: 'POST',
    key: null,
    text: '{"producer":"stores/abc123","hash":"0f1b5800def7b505369b08b4a3503a1db2c4b1a6","created_at":1735689599,"store_id":"1025646","scope":"store/order/created","data":{"type":"order","id":250}}',
    headers: {
      ...webhook().headers,
      'webhook-id': 'msg_2b6c1a',
      'webhook-timestamp': '1735689600',
      'webhook-signature': 'v1,lZ7li+ue0Jh35lq7AjRMCrgBz+TSZrNosGd4jfSqyJw=',
    },
  });

  expect(answer).toMatchObject({ status: 200, text: '' });
  const [entry, ...others] = await kept(api.live);
  expect(others).toStrictEqual([]);
  expect({ ...entry, key: '' }).toStrictEqual({
    key: '',
    store: 'abc123',
    scope: 'store/order/created',
    id: 250,
    receivedAt: '2025-01-01T00:00:00.000Z',
    occurredAt: '2024-12-31T23:59:59.000Z',
    deliveryId: 'msg_2b6c1a',
  });
  expect(api.live.counts.proofs).toStrictEqual({ signed: 1, unsigned: 0 });
});

describe('who cannot prove it is refused, and nothing is kept', () => {
  const now = Math.floor(Date.now() / 1000);
  const signed = { clientSecret: SECRET, deliveryId: 'msg_9' };
  test.each<[string, string, WebhookPost]>([
    ['no secret header', 'missing-token', { ...signed, token: null }],
    ['another secret header', 'wrong-token', { ...signed, token: 'x' }],
    ['an empty secret header', 'wrong-token', { ...signed, token: '' }],
    ['a signature by another secret', 'wrong-signature', { ...signed, clientSecret: 'other' }],
    ['a signature of an hour ago', 'stale', { ...signed, at: now - 3600 }],
    ['a signature of tomorrow', 'stale', { ...signed, at: now + 86_400 }],
    [
      'a signature without a time',
      'malformed-signature',
      { ...signed, headers: { 'webhook-timestamp': '' } },
    ],
    [
      'a signature that is none',
      'wrong-signature',
      { ...signed, headers: { 'webhook-signature': 'v1,AAAA' } },
    ],
    [
      'a signature of another body',
      'wrong-signature',
      {
        ...signed,
        headers: webhook({ ...signed, text: bodyOf({ data: { id: 8 } }) }).headers,
      },
    ],
  ])('%s', async (_what, label, post) => {
    const api = await startTestApi({ stores: [{ storeHash: 'abc123', clientSecret: SECRET }] });

    const answer = await posted(api, post);

    expect(answer).toMatchObject({ status: 401, json: { type: 'urn:tajo:problem:not-proven' } });
    expect([...api.live.counts.outcomes]).toStrictEqual([[label, 1]]);
    expect(api.live.inbox.report().waiting).toBe(0);
  });

  test('a store whose hooks have no secret lets nobody in', async () => {
    const api = await startTestApi({ stores: [{ storeHash: 'abc123', hookToken: null }] });

    expect(await posted(api)).toMatchObject({ status: 401 });
    expect([...api.live.counts.outcomes.keys()]).toStrictEqual(['no-secret']);
  });

  test('the producer decides whose secret counts', async () => {
    const stores = [{ storeHash: 'abc123' }, { storeHash: 'def456', hookToken: 'of-the-other' }];
    const api = await startTestApi({ stores });

    expect(await posted(api, { store: 'def456' })).toMatchObject({ status: 401 });
    expect(await posted(api, { store: 'def456', token: 'of-the-other' })).toMatchObject({
      status: 200,
    });
    expect(await kept(api.live)).toMatchObject([{ store: 'def456' }]);
  });
});

test('a store that demands signatures takes nothing unsigned, others do', async () => {
  const strict = { storeHash: 'abc123', clientSecret: SECRET, signatureRequired: true };
  const api = await startTestApi({
    stores: [strict, { storeHash: 'def456', clientSecret: SECRET }],
  });

  expect(await posted(api)).toMatchObject({ status: 401 });
  expect(await posted(api, { clientSecret: SECRET })).toMatchObject({ status: 200 });
  expect(await posted(api, { store: 'def456' })).toMatchObject({ status: 200 });
  expect(api.live.counts.outcomes.get('missing-signature')).toBe(1);
});

test.each<[string, string, WebhookPost]>([
  ['of a store that is not connected', 'not connected', { store: 'zzz' }],
  ['with a scope never heard of', 'unknown scope', { scope: 'store/moon/landed' }],
  ['with a scope that is no text', 'unknown scope', { scope: { a: 1 } }],
  ['with a scope by the name of a method', 'unknown scope', { scope: 'constructor' }],
  ['of a channel', 'not followed yet', { scope: 'store/channel/updated', data: { id: 7 } }],
  ['without an id', 'no id', { data: { type: 'customer' } }],
  ['with an id that is none', 'no id', { data: { type: 'customer', id: -1 } }],
  ['with an id beyond all numbers', 'no id', { data: { type: 'customer', id: 1e30 } }],
  ['without data', 'no id', { data: 'nothing' }],
  ['of an address without a customer', 'no id', { scope: 'store/customer/address/updated' }],
])('a webhook %s is answered with 200, counted, and not kept', async (_what, label, post) => {
  const api = await startTestApi();

  expect(await posted(api, post)).toMatchObject({ status: 200, text: '' });

  expect([...api.live.counts.outcomes]).toStrictEqual([[label, 1]]);
  expect(api.live.inbox.report().waiting).toBe(0);
});

test.each([
  ['nothing', ''],
  ['no JSON', '{"producer":"stores/abc123"'],
  ['a list', '[]'],
  ['null', 'null'],
  ['no producer', '{"scope":"store/customer/updated"}'],
  ['a producer that is no store', '{"producer":"stores/abc123/../x"}'],
  ['a producer of the wrong type', '{"producer":["stores/abc123"]}'],
  ['no UTF-8', '\uD800'],
])('%s is no webhook', async (_what, text) => {
  const api = await startTestApi();

  const answer = await posted(api, { text });

  expect(answer).toMatchObject({ status: 400, json: { type: 'urn:tajo:problem:not-a-webhook' } });
  expect([...api.live.counts.outcomes]).toStrictEqual([['malformed', 1]]);
});

test('a body of 64 KB is taken, of one byte more is not, whatever its type', async () => {
  const api = await startTestApi();
  const sized = (bytes: number) => {
    const padding = bytes - bodyOf({ data: { id: 7, more: '' } }).length;
    return bodyOf({ data: { id: 7, more: 'x'.repeat(padding) } });
  };
  const headers = { 'content-type': 'application/octet-stream' };

  expect(await posted(api, { text: sized(65_536), headers })).toMatchObject({ status: 200 });
  expect(await posted(api, { text: sized(65_537), headers })).toMatchObject({ status: 413 });
  expect(api.live.inbox.report().waiting).toBe(1);
});

test('another method is told which one to use', async () => {
  const api = await startTestApi();

  const answer = await api.ask(DOOR, { key: null });

  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('POST');
});

test('a delivery that comes twice is kept once, also when both come together', async () => {
  const api = await startTestApi();
  const post = { deliveryId: 'msg_twice' };

  const together = await Promise.all([1, 2, 3, 4].map(() => posted(api, post)));
  const later = await posted(api, post);

  for (const { status } of [...together, later]) expect(status).toBe(200);
  expect(api.live.inbox.report().waiting).toBe(1);
  expect(api.live.counts.outcomes).toStrictEqual(
    new Map([
      ['accepted', 1],
      ['repeated', 4],
    ]),
  );
});

test('a full inbox refuses new deliveries, still knows repeats, and takes more when there is room', async () => {
  const api = await startTestApi({ limit: 2 });
  const send = (deliveryId: string) => posted(api, { deliveryId });
  await send('msg_1');
  await send('msg_2');

  const refused = await send('msg_3');
  const repeated = await send('msg_1');
  const [group = ''] = api.live.inbox.groups();
  const batch = await api.live.inbox.nextBatch(group);
  if (batch !== undefined) await api.live.inbox.settle(batch);
  const again = await send('msg_3');

  expect(refused).toMatchObject({ status: 503, json: { type: 'urn:tajo:problem:inbox-full' } });
  expect([repeated.status, again.status]).toStrictEqual([200, 200]);
});

test('a disk that is nearly full is answered with 503', async () => {
  const api = await startTestApi({ reserveBytes: Number.MAX_SAFE_INTEGER });

  expect(await posted(api)).toMatchObject({
    status: 503,
    json: { type: 'urn:tajo:problem:inbox-broken' },
  });
  expect([...api.live.counts.outcomes]).toStrictEqual([['inbox broken', 1]]);
  expect(api.live.inbox.report().waiting).toBe(0);
});

test('every outcome is a figure of its own in the metrics, and a delivery leaves no line in the log', async () => {
  const api = await startTestApi();
  await posted(api, { deliveryId: 'a' });
  await posted(api, { deliveryId: 'a' });
  await posted(api, { scope: 'store/moon/landed' });

  const { text } = await api.ask('/metrics');

  for (const line of [
    'tajo_webhooks_total{outcome="accepted"} 1',
    'tajo_webhooks_total{outcome="repeated"} 1',
    'tajo_webhooks_total{outcome="unknown scope"} 1',
    'tajo_inbox_deliveries{state="waiting"} 1',
  ]) {
    expect(text).toContain(line);
  }
  const told = api.logged.filter((line) => line.includes(DOOR) && !line.includes('"debug"'));
  expect(told).toStrictEqual([]);
});

test('nothing that comes through the door makes it fail, hang, or let in who has no secret', async () => {
  const api = await startTestApi({ stores: [{ storeHash: 'abc123', clientSecret: SECRET }] });
  const words = fc.constantFrom('stores/abc123', 'stores/zzz', 'store/customer/updated', 'data', 7);
  const anything = fc.oneof(words, fc.jsonValue({ maxDepth: 3 }));
  const record = fc.record(
    { producer: anything, scope: anything, data: anything, created_at: anything, hash: anything },
    { requiredKeys: [] },
  );
  const text = fc.oneof(
    record.map((body) => JSON.stringify(body)),
    record.map((body) => JSON.stringify({ ...body, producer: 'stores/abc123' })),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );
  const visible = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  });
  const headers = fc.record(
    {
      'x-tajo-hook-token': visible,
      'webhook-id': visible,
      'webhook-timestamp': fc.oneof(visible, fc.integer().map(String)),
      'webhook-signature': fc.oneof(
        visible,
        visible.map((any) => `v1,${any}`),
      ),
      'content-type': visible,
    },
    { requiredKeys: [] },
  );

  await fc.assert(
    fc.asyncProperty(text, headers, fc.boolean(), async (body, odd, known) => {
      const token = known ? {} : { token: null };
      const answer = await posted(api, { text: body, headers: odd, ...token });
      expect([200, 400, 401, 413, 415]).toContain(answer.status);
    }),
    { numRuns: 300, seed: 20250101 },
  );
  // The fuzz guesses neither a secret nor a signature; what it did not sign came in by the secret header alone.
  const { proofs } = api.live.counts;
  expect(proofs.signed).toBe(0);
});

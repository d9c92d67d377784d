// The HTTP client against a real server: what goes out, and what each kind of answer becomes.
import { inspect } from 'node:util';
import { z } from 'zod';
import { createHttp } from '../../src/http/client';
import type { Call, HttpOptions } from '../../src/http/client';
import type { Query } from '../../src/http/address';
import { ApiFailure, TooLate } from '../../src/http/failures';
import { createGate } from '../../src/http/gate';
import { openGate } from '../support/open-gate';
import { startHttpStub } from '../support/http-stub';
import type { HttpStub, StubAnswer } from '../support/http-stub';

const token = 'secret-token-of-the-store';
const people = z.object({ data: z.array(z.object({ id: z.int(), email: z.string() })) });
const read: Call<z.infer<typeof people>> = {
  operation: 'list people',
  method: 'GET',
  path: '/v3/people',
  schema: people,
};

function httpOn(stub: HttpStub, options: Partial<HttpOptions> = {}) {
  const gate = openGate('bigcommerce');
  return createHttp({
    api: 'bigcommerce',
    baseUrl: stub.url,
    headers: { 'X-Auth-Token': token },
    gateFor: () => gate,
    ...options,
  });
}

async function failureOf(work: Promise<unknown>): Promise<ApiFailure> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiFailure) return error;
  throw new Error('No ApiFailure was thrown.', { cause: error });
}

async function failureAfter(answer: StubAnswer, call: Partial<Call<never>> = {}) {
  return failureOf(httpOn(await startHttpStub(answer)).request({ ...read, ...call }));
}

test('a request carries the token and asks for JSON', async () => {
  const stub = await startHttpStub({ json: { data: [] } });

  await httpOn(stub).request(read);

  expect(stub.seen[0]).toMatchObject({
    method: 'GET',
    url: '/v3/people',
    headers: {
      'x-auth-token': token,
      accept: 'application/json',
      'user-agent': 'tajo-bigcommerce',
    },
  });
});

test('a body goes out as JSON', async () => {
  const stub = await startHttpStub({ json: { data: [] } });

  await httpOn(stub).request({ ...read, method: 'POST', body: { name: 'Müller' } });

  expect(stub.seen[0]).toMatchObject({
    headers: { 'content-type': 'application/json' },
    body: { name: 'Müller' },
  });
});

test.each<[Query, string]>([
  [
    { 'date_modified:min': '2026-01-01T00:00:00+02:00' },
    'date_modified:min=2026-01-01T00:00:00%2B02:00',
  ],
  [{ 'id:in': '1,2,3' }, 'id:in=1,2,3'],
  [{ after: undefined, limit: 250 }, 'limit=250'],
  [{ name: 'a b&c=d' }, 'name=a%20b%26c%3Dd'],
])('the query %j is written as %s', async (query, text) => {
  const stub = await startHttpStub({ json: { data: [] } });

  await httpOn(stub).request({ ...read, query });

  expect(stub.seen[0]?.url).toBe(`/v3/people?${text}`);
});

test("an answer brings its value and the time of the vendor's clock", async () => {
  const headers = { Date: 'Tue, 10 Feb 2026 21:40:11 GMT' };
  const stub = await startHttpStub({
    headers,
    json: { data: [{ id: 1, email: 'a@b.c', new: 1 }] },
  });

  const reply = await httpOn(stub).request(read);

  expect(reply).toEqual({
    value: { data: [{ id: 1, email: 'a@b.c' }] },
    status: 200,
    date: '2026-02-10T21:40:11.000Z',
  });
});

test('an answer without a body is the value the call names for it', async () => {
  const stub = await startHttpStub({ status: 204 });

  const reply = await httpOn(stub).request({ ...read, empty: { value: { data: [] } } });

  expect(reply.value).toEqual({ data: [] });
});

test('a record that is gone is the value the call names for it', async () => {
  const stub = await startHttpStub({ status: 404, json: [{ status: 404, message: 'gone' }] });
  const call = { ...read, schema: people.nullable(), missing: { value: null } };

  expect((await httpOn(stub).request(call)).value).toBeNull();
});

test.each<[string, StubAnswer, object]>([
  ['a 404 nobody expected', { status: 404, json: {} }, { kind: 'Rejected' }],
  ['an HTML error page', { status: 500, text: '<h1>oops</h1>' }, { kind: 'Unavailable' }],
  ['a connection that breaks', 'cut', { kind: 'Unavailable' }],
  [
    'a 429 that says when',
    { status: 429, headers: { 'X-Rate-Limit-Time-Reset-Ms': '900' } },
    { kind: 'RateLimited', retryAfterMs: 900 },
  ],
  ['a 429 that says nothing', { status: 429, json: {} }, { kind: 'RateLimited' }],
  [
    'a redirect',
    { status: 301, headers: { Location: 'http://127.0.0.1:1/' } },
    { kind: 'Rejected' },
  ],
  [
    'half a JSON text',
    { text: '{"data":[{', headers: { 'Content-Type': 'application/json' } },
    { kind: 'Unavailable' },
  ],
  [
    'a page instead of data',
    { text: '<h1>log in</h1>' },
    { kind: 'UnexpectedShape', path: 'body: expected JSON, got another content type' },
  ],
  [
    'an empty answer nobody expected',
    { status: 204 },
    { kind: 'UnexpectedShape', path: 'body: expected JSON' },
  ],
  [
    'another type',
    {
      json: {
        data: [
          { id: 1, email: 'a@b.c' },
          { id: 'x', email: 'a@b.c' },
        ],
      },
    },
    { kind: 'UnexpectedShape', path: 'data[1].id: expected number' },
  ],
])('%s is a typed failure', async (_name, answer, detail) => {
  expect((await failureAfter(answer)).detail).toEqual(detail);
});

test('a missing permission names the scope of the call', async () => {
  const failure = await failureAfter(
    { status: 403, json: {} },
    { scope: 'store_v2_customers_read_only' },
  );

  expect(failure.detail).toEqual({ kind: 'MissingScope', scope: 'store_v2_customers_read_only' });
});

test('a redirect is not followed', async () => {
  const target = await startHttpStub({ json: { data: [] } });
  const stub = await startHttpStub({ status: 301, headers: { Location: target.url } });

  await failureOf(httpOn(stub).request(read));

  expect(target.seen).toHaveLength(0);
});

test('a vendor that does not answer in time is unavailable', async () => {
  const http = httpOn(await startHttpStub('silence'), { timeoutMs: 50 });

  const failure = await failureOf(http.request(read));

  expect(failure).toMatchObject({ call: { status: 0 }, detail: { kind: 'Unavailable' } });
});

test('a port where nobody listens is unavailable', async () => {
  const gate = openGate('brevo');
  const http = createHttp({
    api: 'brevo',
    baseUrl: 'http://127.0.0.1:1',
    headers: {},
    gateFor: () => gate,
  });

  expect((await failureOf(http.request(read))).detail).toEqual({ kind: 'Unavailable' });
});

test('cancelled work ends at once with the reason it was cancelled for', async () => {
  const stub = await startHttpStub('silence');
  const cancelled = new AbortController();
  const reason = new Error('The sync was cancelled.');

  const work = httpOn(stub, { currentSignal: () => cancelled.signal }).request(read);
  setImmediate(() => {
    cancelled.abort(reason);
  });

  await expect(work).rejects.toBe(reason);
});

test("the vendor's request id is kept", async () => {
  const failure = await failureAfter({ status: 500, headers: { 'X-Request-Id': 'abc-123' } });

  expect(failure.call).toEqual({
    api: 'bigcommerce',
    operation: 'list people',
    status: 500,
    requestId: 'abc-123',
  });
});

test.each<StubAnswer>([
  'cut',
  { status: 400, json: { title: 'jane@example.com is wrong', code: 'jane@example.com' } },
  {
    status: 401,
    json: { message: 'jane@example.com' },
    headers: { 'X-Request-Id': 'jane@example.com' },
  },
  { status: 500, text: 'jane@example.com' },
  { json: { data: [{ id: 'jane@example.com', email: 'jane@example.com' }] } },
  { text: '{"email":"jane@example.com"', headers: { 'Content-Type': 'application/json' } },
])('no failure carries a token or an address (%#)', async (answer) => {
  const failure = await failureAfter(answer, { query: { email: 'jane@example.com' } });

  const everything = [
    JSON.stringify(failure),
    failure.message,
    failure.stack,
    inspect(failure, { depth: 9, showHidden: true }),
  ].join();
  expect(everything).not.toContain(token);
  expect(everything).not.toMatch(/jane/);
});

test('what has waited at the gate for too long is not sent, and takes nothing from the window', async () => {
  const stub = await startHttpStub({ json: { data: [] } });
  let now = 1_000_000;
  const clock = { now: () => now };
  const wait = (ms: number) => {
    now += ms;
    return Promise.resolve();
  };
  const gate = createGate({ api: 'bigcommerce', windowMs: 10_000, reserve: 0, clock, wait });
  const learn = async (left: number) => {
    const ticket = await gate.pass({ operation: 'learn' });
    ticket.settle({ kind: 'answer', reading: { left, quota: 9, resetMs: 4_000 } });
  };
  const http = httpOn(stub, { gateFor: () => gate, clock });
  await learn(0);

  await expect(http.request({ ...read, notAfter: now + 3_000 })).rejects.toThrow(TooLate);
  await learn(9);
  await expect(http.request({ ...read, notAfter: now - 1 })).rejects.toThrow(TooLate);

  expect(stub.seen).toEqual([]);
  expect(gate.state().left).toBe(9);
  await http.request({ ...read, notAfter: now });
  expect(stub.seen).toHaveLength(1);
});

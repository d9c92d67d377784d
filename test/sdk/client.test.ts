// What the client sends to the API, and what comes back to the caller, over real HTTP.
import { inspect } from 'node:util';
import { TajoClient, TajoError } from '../../src/sdk/sdk';
import type { TajoClientOptions } from '../../src/sdk/sdk';
import { freePorts } from '../../src/temporal/free-ports';
import { startHttpStub } from '../support/http-stub';
import type { StubAnswer } from '../support/http-stub';
import { connected, disconnected, examination, finished, started, status } from './api-answers';

const keys = { apiKey: 'tajo-key-1', brevoApiKey: 'xkeysib-1' };
const store = { storeHash: 'abc123', accessToken: 'access-token-1' };

async function clientOn(...answers: readonly StubAnswer[]) {
  const stub = await startHttpStub(...answers);
  return { tajo: new TajoClient({ ...keys, baseUrl: stub.url }), stub };
}

async function failureOf(work: Promise<unknown>): Promise<TajoError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof TajoError) return error;
  throw new Error('It did not fail as expected.', { cause: error });
}

describe('connecting', () => {
  test('sends the store with the key of its Brevo account, under the bearer of the API', async () => {
    const { tajo, stub } = await clientOn({ json: connected });

    const report = await tajo.connectors.connect('bigcommerce', {
      ...store,
      clientId: 'client-1',
      clientSecret: undefined,
      settings: { lists: { buyers: 41 } },
    });

    expect(report).toEqual(connected);
    expect(stub.seen).toMatchObject([
      {
        method: 'POST',
        url: '/connectors/bigcommerce/connect',
        headers: { authorization: 'Bearer tajo-key-1', 'content-type': 'application/json' },
      },
    ]);
    expect(stub.seen[0]?.body).toEqual({
      ...store,
      clientId: 'client-1',
      brevoApiKey: 'xkeysib-1',
      settings: { lists: { buyers: 41 } },
    });
  });

  test('a store may have a Brevo account of its own', async () => {
    const { tajo, stub } = await clientOn({ json: connected });

    await tajo.connectors.connect('bigcommerce', { ...store, brevoApiKey: 'xkeysib-2' });

    expect(stub.seen[0]?.body).toMatchObject({ brevoApiKey: 'xkeysib-2' });
  });

  test('names everything that is missing before anything is sent', async () => {
    const { stub } = await clientOn({ json: connected });
    const tajo = new TajoClient({ apiKey: keys.apiKey, baseUrl: stub.url });

    const error = await failureOf(
      tajo.connectors.connect('bigcommerce', { storeHash: undefined, accessToken: '' }),
    );

    expect(error).toMatchObject({ status: 0, type: 'urn:tajo:problem:invalid-request' });
    expect(error.problems.map(({ path }) => path)).toEqual([
      'storeHash',
      'accessToken',
      'brevoApiKey',
    ]);
    expect(stub.seen).toEqual([]);
  });

  test('a refused store is a failure with every cause, not a report to overlook', async () => {
    const missing = ['scope store_v2_orders_read_only: make a new API account'];
    const report = { ...connected, outcome: 'refused', missing };
    const { tajo } = await clientOn({
      status: 422,
      json: {
        type: 'urn:tajo:problem:connect-refused',
        title: 'The store was not connected',
        detail: 'Store main was not connected and nothing was written.',
        problems: missing.map((sentence) => ({ path: '', sentence })),
        report,
      },
    });

    const error = await failureOf(tajo.connectors.connect('bigcommerce', store));

    expect(error.type).toBe('urn:tajo:problem:connect-refused');
    expect(error.message).toContain('scope store_v2_orders_read_only');
    expect(error.report).toEqual(report);
  });
});

describe('disconnecting', () => {
  test('names the store in the path', async () => {
    const { tajo, stub } = await clientOn({ json: disconnected });

    const report = await tajo.connectors.disconnect('bigcommerce', { store: 'my shop/eu' });

    expect(report).toEqual(disconnected);
    expect(stub.seen).toMatchObject([
      { method: 'DELETE', url: '/connectors/bigcommerce/my%20shop%2Feu', body: undefined },
    ]);
  });

  test('without a store nothing is sent', async () => {
    const { tajo, stub } = await clientOn({ json: disconnected });

    const error = await failureOf(tajo.connectors.disconnect('bigcommerce', { store: undefined }));

    expect(error.problems).toMatchObject([{ path: 'store' }]);
    expect(stub.seen).toEqual([]);
  });
});

describe('a sync', () => {
  test('is started with what was asked, and where to watch it comes back', async () => {
    const { tajo, stub } = await clientOn({ status: 202, json: started });

    const answer = await tajo.connectors.sync('bigcommerce', {
      type: 'full',
      resources: ['products'],
      includeVariants: true,
      includeImages: false,
      store: undefined,
    });

    expect(answer).toEqual(started);
    expect(stub.seen).toMatchObject([{ method: 'POST', url: '/connectors/bigcommerce/sync' }]);
    expect(stub.seen[0]?.body).toEqual({
      type: 'full',
      resources: ['products'],
      includeVariants: true,
      includeImages: false,
    });
  });

  test('needs no options when one store is connected', async () => {
    const { tajo, stub } = await clientOn({ status: 202, json: started });

    await tajo.connectors.sync('bigcommerce');

    expect(stub.seen[0]?.body).toEqual({});
  });

  test('that is waited for gives its result, however often the API says that it runs', async () => {
    const running = { json: { state: 'running' } };
    const { tajo, stub } = await clientOn({ status: 202, json: started }, running, running, {
      json: { state: 'completed', result: finished },
    });

    const result = await tajo.connectors.sync('bigcommerce', { fresh: true, wait: true });

    expect(result).toEqual(finished);
    expect(stub.seen[0]?.body).toEqual({ fresh: true });
    expect(stub.seen.slice(1).map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array(3).fill('GET /connectors/bigcommerce/syncs/sync%2Fabc123?wait=20'),
    );
  });

  test('that fails while waited for is a failure of its own type', async () => {
    const failure = { type: 'CannotSync', detail: 'The Brevo key was refused.' };
    const { tajo } = await clientOn(
      { status: 202, json: started },
      { json: { state: 'failed', ...failure } },
    );

    const error = await failureOf(tajo.connectors.sync('bigcommerce', { wait: true }));

    expect(error).toMatchObject({ ...failure, status: 0, message: failure.detail });
  });

  test('goes on when the waiting breaks, and the failure says so', async () => {
    const { tajo } = await clientOn({ status: 202, json: started }, 'cut');

    const error = await failureOf(tajo.connectors.sync('bigcommerce', { wait: true }));

    expect(error.type).toBe('urn:tajo:problem:unreachable');
    expect(error.detail).toContain('Sync sync/abc123 was started and goes on');
  });
});

describe('the status', () => {
  test.each([
    [undefined, '/connectors/bigcommerce/status'],
    [{ store: 'main & co' }, '/connectors/bigcommerce/status?store=main%20%26%20co'],
  ])('of %j', async (choice, url) => {
    const { tajo, stub } = await clientOn({ json: { ...status, laterField: 1 } });

    const report = await tajo.connectors.status('bigcommerce', choice);

    expect(report).toEqual(status);
    expect(stub.seen).toMatchObject([{ method: 'GET', url }]);
  });
});

describe('the examination', () => {
  test.each([
    [undefined, '/connectors/bigcommerce/examination'],
    [{ store: 'main' }, '/connectors/bigcommerce/examination?store=main'],
  ])('of %j resolves also when something is wrong', async (choice, url) => {
    const { tajo, stub } = await clientOn({ json: { ...examination, laterField: 1 } });

    const report = await tajo.connectors.examine('bigcommerce', choice);

    expect(report).toEqual(examination);
    expect(stub.seen).toMatchObject([{ method: 'GET', url }]);
  });
});

describe('what goes wrong', () => {
  test('is the problem document of the API', async () => {
    const problem = {
      type: 'urn:tajo:problem:unknown-store',
      title: 'Unknown store',
      status: 404,
      detail: 'No store "eu" is connected.',
      problems: [{ path: 'store', sentence: 'Connected: main.' }],
    };
    const { tajo } = await clientOn({
      status: 404,
      json: problem,
      headers: { 'content-type': 'application/problem+json', 'x-request-id': 'req-7' },
    });

    const error = await failureOf(tajo.connectors.status('bigcommerce', { store: 'eu' }));

    expect(error).toMatchObject({ ...problem, requestId: 'req-7' });
    expect(error.message).toBe('No store "eu" is connected.\n- store: Connected: main.');
  });

  test('something else at the address is not quoted', async () => {
    const { tajo } = await clientOn({ status: 502, text: '<html>jane.roe@example.com</html>' });

    const error = await failureOf(tajo.connectors.status('bigcommerce'));

    expect(error).toMatchObject({ status: 502, type: 'urn:tajo:problem:unexpected-answer' });
    expect(error.detail).toContain('answered 502 without a problem document');
    expect(inspect(error)).not.toContain('jane.roe');
  });

  test.each([
    [{ json: { ...status, ordersCount: '12' } }, 'at ordersCount'],
    [{ text: 'hello' }, 'no JSON object'],
  ])('an answer that is none says where', async (answer, place) => {
    const { tajo } = await clientOn(answer);

    const error = await failureOf(tajo.connectors.status('bigcommerce'));

    expect(error).toMatchObject({ status: 200, type: 'urn:tajo:problem:unexpected-answer' });
    expect(error.detail).toContain(place);
  });

  test('a redirect is not followed, because the secrets would go with it', async () => {
    const elsewhere = await startHttpStub({ json: connected });
    const { tajo } = await clientOn({ status: 307, headers: { location: elsewhere.url } });

    const error = await failureOf(tajo.connectors.connect('bigcommerce', store));

    expect(error.detail).toContain('redirect (307)');
    expect(elsewhere.seen).toEqual([]);
  });

  test('an API that is not running is named with its address and what to do', async () => {
    const [port] = await freePorts();
    const tajo = new TajoClient({ ...keys, baseUrl: `http://127.0.0.1:${port}` });

    const error = await failureOf(tajo.connectors.status('bigcommerce'));

    expect(error).toMatchObject({ status: 0, type: 'urn:tajo:problem:unreachable' });
    expect(error.detail).toContain(`http://127.0.0.1:${port} could not be reached (ECONNREFUSED)`);
    expect(error.detail).toContain('npm run api');
  });

  test('an API that stays silent ends as a timeout', async () => {
    const silent = Object.assign(new Error('The operation was aborted.'), { name: 'TimeoutError' });
    const tajo = new TajoClient({ ...keys, fetch: () => Promise.reject(silent) });

    const error = await failureOf(tajo.connectors.status('bigcommerce'));

    expect(error).toMatchObject({ type: 'urn:tajo:problem:timeout', cause: silent });
  });

  test('another connector is refused by name, in the types and at run time', async () => {
    const { tajo, stub } = await clientOn({ json: status });

    // @ts-expect-error there is only one connector
    const error = await failureOf(tajo.connectors.status('shopify'));

    expect(error).toMatchObject({ status: 0, type: 'urn:tajo:problem:unknown-connector' });
    expect(error.detail).toBe('There is no connector "shopify". Known: bigcommerce.');
    expect(stub.seen).toEqual([]);
  });
});

describe('making a client', () => {
  const make = (options: TajoClientOptions) => () => new TajoClient(options);

  test.each([
    [{ apiKey: undefined }, 'apiKey: It is missing'],
    [{ apiKey: 'key\nwith a break' }, 'apiKey: It has a character that no key has'],
    [{ apiKey: 'k', baseUrl: 'localhost:3000' }, 'baseUrl: This is no address'],
    [{ apiKey: 'k', baseUrl: 'http://api.example.com' }, 'Plain http is only accepted for this'],
    [{ apiKey: 'k', baseUrl: 'http://127.0.0.1.example.com' }, 'Plain http is only accepted'],
    [{ apiKey: 'k', baseUrl: 'https://me:secret@example.com' }, 'Credentials do not belong'],
    [{ apiKey: 'k', baseUrl: 'https://example.com/?a=1' }, 'Leave out everything from ?'],
  ])('%j is refused', (options, sentence) => {
    expect(make(options)).toThrow(sentence);
    expect(make(options)).not.toThrow(/with a break|me:secret/);
  });

  test('says everything that is wrong at once', () => {
    expect(make({ apiKey: '', baseUrl: 'ftp://x' })).toThrow(/apiKey:[^]*baseUrl:/);
  });

  test.each(['http://localhost:3000', 'http://[::1]:3000', 'https://tajo.example.com/behind/'])(
    '%s is an address',
    (baseUrl) => {
      expect(make({ apiKey: 'k', baseUrl })).not.toThrow();
    },
  );

  test('without an address it talks to this machine, through the fetch that was given', async () => {
    const asked: string[] = [];
    const tajo = new TajoClient({
      ...keys,
      fetch: (input) => {
        asked.push(input instanceof Request ? input.url : String(input));
        return Promise.resolve(Response.json(status));
      },
    });

    await tajo.connectors.status('bigcommerce');

    expect(asked).toEqual(['http://127.0.0.1:3000/connectors/bigcommerce/status']);
  });
});

test('no key or token shows in a printed client or in any failure', async () => {
  const secret = /tajo-key-1|xkeysib-1|access-token-1/;
  const { tajo } = await clientOn({ status: 500, text: 'Bearer tajo-key-1' }, 'cut', {
    status: 200,
    json: { token: 'access-token-1' },
  });
  const [port] = await freePorts();
  const gone = new TajoClient({ ...keys, baseUrl: `http://127.0.0.1:${port}` });
  const failures = [
    await failureOf(tajo.connectors.connect('bigcommerce', store)),
    await failureOf(tajo.connectors.connect('bigcommerce', store)),
    await failureOf(tajo.connectors.connect('bigcommerce', store)),
    await failureOf(gone.connectors.connect('bigcommerce', store)),
  ];

  for (const shown of [tajo, ...failures]) {
    expect(inspect(shown, { depth: 9, showHidden: true })).not.toMatch(secret);
    expect(JSON.stringify(shown)).not.toMatch(secret);
  }
});

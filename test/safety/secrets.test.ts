// No secret is ever found in what Temporal keeps, in what is logged or in what is answered: all of it is searched.
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { createSealer } from '../../src/config/sealing';
import { sealStore } from '../../src/config/store-sealing';
import { storeSettings } from '../../src/config/store-settings';
import { TASK_QUEUE } from '../../src/contracts/names';
import { connectStore, STORE_CONNECTION } from '../../src/contracts/store-connection';
import type { DevServer } from '../../src/temporal/dev-server';
import { startHeavyServer } from '../support/heavy-server';
import {
  secret,
  secretsIn,
  written,
  writtenByTemporal,
  type Written,
} from '../support/secret-scan';
import { hearTemporal } from '../support/stage';
import {
  API_KEY,
  askApi,
  eventually,
  openConnectedShop,
  type ApiAnswer,
  type ConnectedShop,
} from '../stores/connected-shop';

// Signs that other writings would change: escaped in URLs, and different digits in base64.
const ACCESS_TOKEN = 'shop+token/7kQ2==vX9~never-written';
const CLIENT_SECRET = 'client+secret/8mR3==wY1~never-written';
const BREVO_KEY = 'xkeysib-5f1d9a~never+written/0c2b-Zz8';
const WRONG_TOKEN = 'wrong+token/1aB4==cD5~never-written';
const WRONG_BREVO_KEY = 'xkeysib-wrong~never+written/9e8f-Yy7';
const TYPED_TOKEN = 'typed+into/the-ui==6gH7~never-written';
const STRANGE_KEY = 'not+the/key-of==the-api~never-written';
const ENCRYPTION_KEY = randomBytes(32);

const SECRETS = [
  secret('access token', ACCESS_TOKEN),
  secret('client secret', CLIENT_SECRET),
  secret('Brevo key', BREVO_KEY),
  secret('wrong token', WRONG_TOKEN),
  secret('wrong Brevo key', WRONG_BREVO_KEY),
  secret('typed token', TYPED_TOKEN),
  secret('key of the API', API_KEY),
  secret('wrong key of the API', STRANGE_KEY),
  { name: 'encryption key', bytes: ENCRYPTION_KEY },
];

const SEALER = createSealer([{ id: 'scan', key: createSecretKey(ENCRYPTION_KEY) }]);
/** After so many events a history is begun anew. */
const HEAVY = 30;

describe('a store that is connected, refused, synced, broken, typed wrong and disconnected', () => {
  const answers: Written[] = [];
  const heard: string[] = [];
  let folder: string;
  let server: DevServer;
  let shop: ConnectedShop;

  beforeAll(async () => {
    hearTemporal((line) => heard.push(line));
    folder = await mkdtemp(join(tmpdir(), 'tajo-secrets-'));
    server = await startHeavyServer({ heavy: HEAVY, dbFile: join(folder, 'temporal.db') });
    shop = await openConnectedShop({
      address: server.address,
      sealer: SEALER,
      logLevel: 'trace',
      sandbox: { accessToken: ACCESS_TOKEN, brevo: { apiKey: BREVO_KEY } },
    });
    await shop.startWorker();
  });
  afterAll(async () => {
    await shop.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const keep = (where: string, thing: unknown): void => {
    const text = typeof thing === 'string' ? thing : inspect(thing, { depth: 12 });
    answers.push(written(`answer to ${where}`, text));
  };
  async function asked(words: string, json?: unknown): Promise<ApiAnswer> {
    const answer = await askApi(shop.apiUrl, words, json);
    keep(words, answer.text);
    return answer;
  }
  const store = (words: object = {}, settings: object = {}): object => ({
    storeHash: 'abc123',
    accessToken: ACCESS_TOKEN,
    clientSecret: CLIENT_SECRET,
    brevoApiKey: BREVO_KEY,
    ...words,
    settings: {
      lists: { all_customers: 40, buyers: 41 },
      customer_mapping: { first_name: 'FIRSTNAME', company: 'COMPANY' },
      brevo: { settle: '0.3s', import_look: '0.2s', activation_look: '0.2s' },
      ...settings,
    },
  });
  const database = async (): Promise<readonly Written[]> =>
    Promise.all(
      (await readdir(folder)).map(async (where) => ({
        where,
        bytes: await readFile(join(folder, where)),
      })),
    );
  const everything = async (): Promise<readonly Written[]> => [
    ...answers,
    written('log', shop.logged.join('\n')),
    written("log of Temporal's SDK", heard.join('\n')),
    ...(await writtenByTemporal(shop.client)),
    ...(await database()),
  ];
  const holding = (places: readonly Written[], text: string): readonly string[] =>
    places.filter(({ bytes }) => bytes.includes(text)).map(({ where }) => where);

  test('leaves none of the secrets of refused connects', async () => {
    const refused = [
      await asked('POST /connect', store({ accessToken: WRONG_TOKEN })),
      await asked('POST /connect', store({ brevoApiKey: WRONG_BREVO_KEY })),
      await asked('POST /connect', store({}, { access_token: ACCESS_TOKEN })),
      await asked('POST /connect', { acessToken: ACCESS_TOKEN, brevoApiKey: [BREVO_KEY] }),
      await asked('POST /connect', [ACCESS_TOKEN, BREVO_KEY]),
    ];
    const stranger = await fetch(`${shop.apiUrl}/connectors/bigcommerce/status`, {
      headers: { authorization: `Bearer ${STRANGE_KEY}` },
    });
    keep('a wrong key', await stranger.text());

    expect(refused.map(({ status }) => status)).toEqual([422, 422, 400, 400, 400]);
    expect(stranger.status).toBe(401);
    expect(secretsIn(await everything(), SECRETS)).toEqual([]);
  });

  test('leaves none while it is connected and synced, and its seals are where they belong', async () => {
    const connected = await asked('POST /connect', store());
    const result = await shop.tajo.connectors.sync('bigcommerce', { wait: true });
    keep('a sync', result);
    await asked('GET /status');
    await asked('GET /status?store=main');
    await asked('GET //metrics');

    const places = await everything();
    const sealed = holding(places, 'tajo1:scan:');

    expect(connected.status).toBe(200);
    expect(secretsIn(places, SECRETS)).toEqual([]);
    expect(sealed).toContain('history of store/abc123');
    expect(sealed).toContain('description of store/abc123');
    expect(sealed.some((where) => where.startsWith('temporal.db'))).toBe(true);
    // Everything that is searched has something in it.
    expect(places.filter(({ bytes }) => bytes.length === 0)).toEqual([]);
  });

  test.each([
    { what: 'Brevo refuses', api: 'brevo', path: /v3\/contacts\?/, status: 400 },
    { what: 'Brevo breaks', api: 'brevo', path: /v3\/contacts\?/, status: 500 },
    { what: 'BigCommerce refuses', api: 'bigcommerce', path: /v3\/customers\?/, status: 422 },
    { what: 'BigCommerce answers 401', api: 'bigcommerce', path: /v2\/store/, status: 401 },
  ] as const)('leaves none when $what and quotes the secrets', async ({ api, path, status }) => {
    const quoting = {
      code: 'invalid_parameter',
      message: `${ACCESS_TOKEN} ${BREVO_KEY} ${CLIENT_SECRET}`,
      title: `X-Auth-Token: ${ACCESS_TOKEN}`,
    };
    const { faults } = shop.sandbox;
    faults.add({ api, path, fault: { kind: 'status', status, body: quoting } });

    const syncing = shop.tajo.connectors.sync('bigcommerce', { wait: true, fresh: true });
    keep('a sync beside echoes', await syncing.catch((error: unknown) => error));
    faults.clear();

    expect(secretsIn(await everything(), SECRETS)).toEqual([]);
  });

  test('leaves none that a person has typed unsealed, for a store that is connected or a new one', async () => {
    const identity = { access_token: ACCESS_TOKEN, brevo_api_key: BREVO_KEY };
    for (const hash of ['abc123', 'new777']) {
      const sealed = sealStore(
        storeSettings('main', { store_hash: hash, ...identity }, {}),
        SEALER,
      );
      const secrets = { ...sealed.secrets, accessToken: TYPED_TOKEN };
      const typing = shop.client.workflow.executeUpdateWithStart(connectStore, {
        args: [{ ...sealed, secrets, digest: 'typed' }],
        startWorkflowOperation: new WithStartWorkflowOperation(STORE_CONNECTION, {
          workflowId: `store/${hash}`,
          taskQueue: TASK_QUEUE,
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      });
      const refusal: unknown = await typing.catch((error: unknown) => error);
      keep('a typed update', refusal);
      expect(inspect(refusal, { depth: 12 })).toContain('accessToken is not sealed');
    }

    expect(secretsIn(await everything(), SECRETS)).toEqual([]);
  });

  test('leaves none after its history was begun anew', async () => {
    for (const consent of ['all', 'opt_in', 'all', 'opt_in']) {
      await asked('POST /connect', store({}, { consent }));
    }
    const query = 'WorkflowId = "store/abc123" AND ExecutionStatus = "ContinuedAsNew"';
    const begunAnew = await eventually(
      async () => (await shop.client.workflow.count(query)).count,
      (count) => count > 0,
    );

    expect(begunAnew).toBeGreaterThan(0);
    expect(secretsIn(await everything(), SECRETS)).toEqual([]);
  });

  test('leaves none when it is disconnected, and its sealed ones go from every history', async () => {
    const answer = await asked('DELETE /main');
    await asked('GET /status');

    const sealed = async () => holding(await writtenByTemporal(shop.client), 'tajo1:scan:');

    expect(answer.status).toBe(200);
    expect(secretsIn(await everything(), SECRETS)).toEqual([]);
    // Temporal deletes after its queues have passed the end of a workflow: half a minute.
    expect(await eventually(sealed, (found) => found.length === 0, 60_000)).toEqual([]);
  }, 100_000);

  test('would be found by this scan, in whatever form it was written', async () => {
    const { client } = shop;
    const planted = `a note: ${TYPED_TOKEN}`;
    await client.workflow.start('planted', {
      workflowId: 'planted',
      taskQueue: 'nobody-listens',
      args: [planted],
    });
    const inDatabase = async () => secretsIn(await database(), SECRETS);

    expect(await eventually(inDatabase, (found) => found.length > 0)).not.toEqual([]);
    const found = await eventually(
      async () => secretsIn(await writtenByTemporal(client), SECRETS),
      (seen) => seen.length > 0,
    );
    expect(found).toContain('typed token in history of planted');
    const forms = {
      base64: Buffer.from(`xy${planted}`).toString('base64'),
      base64url: Buffer.from(planted).toString('base64url'),
      hex: Buffer.from(planted).toString('hex'),
      url: `https://example.com/?q=${encodeURIComponent(planted)}`,
      key: `scan:${ENCRYPTION_KEY.toString('base64')}`,
    };
    for (const [where, text] of Object.entries(forms)) {
      expect(secretsIn([written(where, text)], SECRETS)).toHaveLength(1);
    }
  });
});

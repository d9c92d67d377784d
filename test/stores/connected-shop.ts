// A shop that is connected as its merchant does it: toy vendors, real Temporal, a worker, the API and the SDK before it.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { createApp } from '../../src/api/app';
import { startLive, withDoor, type Live } from '../../src/api/live';
import { startApi } from '../../src/api/server';
import { createTemporalConnector } from '../../src/api/temporal-connector';
import type { Sealer } from '../../src/config/sealing';
import { createLog } from '../../src/observability/log';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/start';
import { TajoClient, type ConnectReport } from '../../src/sdk/sdk';
import { connectClient } from '../../src/temporal/connect';
import { startWorker, type RunningWorker } from '../../src/worker';
import { caughtUp } from '../support/caught-up';
import { forget } from '../support/forgetting';
import { SEALER, sideNamespace, TEMPORAL, WORKFLOW_BUNDLE } from '../support/stage';

export interface ConnectedShop {
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly tajo: TajoClient;
  readonly apiUrl: string;
  /** Inbox, door and dispatcher of the API. */
  readonly live: Live;
  /** What the workers have written. */
  readonly logged: readonly string[];
  /** Connects with these words over the usual ones. */
  readonly connect: (words?: {
    readonly accessToken?: string;
    readonly clientSecret?: string;
    readonly settings?: Readonly<Record<string, unknown>>;
    /** By channel. */
    readonly storefrontBrevoApiKeys?: Readonly<Record<string, string>>;
  }) => Promise<ConnectReport>;
  readonly startWorker: (needs?: WorkerNeeds) => Promise<RunningWorker>;
  /** Resolves when none is left. */
  readonly stopWorkers: () => Promise<void>;
  /** Ids of executions of the store that Temporal still keeps, running or not. */
  readonly executions: () => Promise<readonly string[]>;
  readonly schedules: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

interface WorkerNeeds {
  /** Other encryption keys than the API's. */
  readonly sealer?: Sealer;
  /** Usually `apiUrl`: the toy shop sends webhooks there. */
  readonly publicUrl?: string;
}

export const API_KEY = 'key-of-the-api-in-tests';

const WORDS = {
  lists: { all_customers: 40, buyers: 41 },
  customer_mapping: { first_name: 'FIRSTNAME', last_name: 'LASTNAME', company: 'COMPANY' },
  brevo: { settle: '0.2s', import_look: '0.1s', activation_look: '0.1s' },
} as const;

interface ShopOptions {
  readonly side?: number;
  /** Of another server than the run's own. */
  readonly address?: string;
  readonly sandbox?: SandboxOptions;
  /** Of API and workers; the test run's own when left out. */
  readonly sealer?: Sealer;
  readonly logLevel?: string;
}

export async function openConnectedShop(options: ShopOptions = {}): Promise<ConnectedShop> {
  const sandbox = await startSandbox({
    timeScale: 360,
    customers: 20,
    orders: 20,
    products: 10,
    ...options.sandbox,
    // Switching e-commerce on takes two looks, not many.
    brevo: { apiKey: `xkeysib-${randomUUID()}`, activationMs: 50_000, ...options.sandbox?.brevo },
  });
  const { address, logLevel = 'info' } = options;
  const ownSealer = options.sealer ?? SEALER;
  const temporal =
    address === undefined
      ? { ...TEMPORAL, namespace: sideNamespace(options.side ?? 1) }
      : { address, namespace: 'default' };
  const logged: string[] = [];
  const destination = { write: (line: string) => void logged.push(line) };
  const log = createLog({ level: logLevel, destination });
  const server = await connectClient(temporal);
  const { client } = server;
  await forget(client, sandbox.storeHash);
  const openedAt = new Date().toISOString();
  const dataDir = await mkdtemp(join(tmpdir(), 'tajo-shop-'));
  const live = await startLive({ client, sealer: ownSealer, dataDir, log });
  const connector = withDoor(createTemporalConnector({ client, sealer: ownSealer }), live);
  const app = createApp({ connector, live, apiKey: API_KEY, log });
  const api = await startApi({ app, port: 0, host: '127.0.0.1', log });
  const tajo = new TajoClient({
    apiKey: API_KEY,
    baseUrl: api.url,
    brevoApiKey: sandbox.brevoApiKey,
  });
  const workers: RunningWorker[] = [];
  const { storeHash } = sandbox;
  return {
    sandbox,
    client,
    tajo,
    apiUrl: api.url,
    live,
    logged,
    connect: async (words = {}) => {
      const { accessToken = sandbox.accessToken, clientSecret, settings = {} } = words;
      const { storefrontBrevoApiKeys } = words;
      const report = await tajo.connectors.connect('bigcommerce', {
        storeHash,
        accessToken,
        clientSecret,
        storefrontBrevoApiKeys,
        settings: { ...WORDS, ...settings },
      });
      await caughtUp(client, report);
      return report;
    },
    startWorker: async ({ sealer = ownSealer, publicUrl } = {}) => {
      const worker = await startWorker({
        temporal,
        vendors: { bigcommerce: sandbox.bigcommerceUrl, brevo: sandbox.brevoUrl },
        sealer,
        log,
        workflowBundle: WORKFLOW_BUNDLE,
        followEveryMs: 500,
        ...(publicUrl !== undefined && { publicUrl }),
      });
      workers.push(worker);
      return worker;
    },
    stopWorkers: async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    },
    executions: async () => {
      const found: string[] = [];
      // Other files have had a store of this hash in the namespace.
      const ids = `(WorkflowId = "store/${storeHash}" OR WorkflowId = "bulk/${storeHash}")`;
      const query = `${ids} AND StartTime >= "${openedAt}"`;
      for await (const { workflowId } of client.workflow.list({ query })) found.push(workflowId);
      return found;
    },
    schedules: async () => {
      const found: string[] = [];
      for await (const { scheduleId } of client.schedule.list()) found.push(scheduleId);
      return found.sort();
    },
    close: async () => {
      await api.stop();
      await live.stop();
      await rm(dataDir, { recursive: true });
      await forget(client, storeHash);
      await Promise.all(workers.map((worker) => worker.stop()));
      await server.close();
      await sandbox.close();
    },
  };
}

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
  readonly json: unknown;
}

/** Below the connector's address: `POST /connect`; below the API's when it begins with `//`: `GET //metrics`. */
export async function askApi(apiUrl: string, words: string, json?: unknown): Promise<ApiAnswer> {
  const [method = 'GET', path = ''] = words.split(' ');
  const address = path.startsWith('//') ? path.slice(1) : `/connectors/bigcommerce${path}`;
  const answer = await fetch(`${apiUrl}${address}`, {
    method,
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return { status: answer.status, text, json: isJson ? JSON.parse(text) : undefined };
}

/** For expectations, which Jest types as `any`. */
export const containing = (text: string): unknown => expect.stringContaining(text);

/** Looks until it holds, for at most so long; answers what it saw last. */
export async function eventually<T>(
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
  withinMs = 5_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (holds(seen) || Date.now() > end) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Several shops of different merchants behind one connector: one door to both vendors, one worker, one API.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as ask, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { startConnectorApi } from '../../src/api/connector-api';
import { createLog } from '../../src/observability/log';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/start';
import { TajoClient } from '../../src/sdk/sdk';
import { connectClient, type TemporalSettings } from '../../src/temporal/connect';
import { freePorts } from '../../src/temporal/free-ports';
import { startWorker } from '../../src/worker';
import { SEALER, WORKFLOW_BUNDLE } from '../support/stage';
import { API_KEY } from './connected-shop';

export interface Mall {
  readonly shops: readonly Sandbox[];
  readonly client: Client;
  readonly tajo: TajoClient;
  readonly apiUrl: string;
  readonly connect: (shop: Sandbox, name?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const WORDS = {
  lists: { all_customers: 40, buyers: 41 },
  customer_mapping: { first_name: 'FIRSTNAME', last_name: 'LASTNAME', company: 'COMPANY' },
  brevo: { settle: '0.2s', import_look: '0.1s', activation_look: '0.1s' },
} as const;

export interface MallOptions extends SandboxOptions {
  /** Other seeds than the usual one, by hash. */
  readonly seeds?: Readonly<Record<string, number>>;
  /** Webhooks of the shops reach the API. */
  readonly live?: true;
  /** Over the usual ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A shop for each hash, each with a Brevo account of its own. */
export async function openMall(
  hashes: readonly string[],
  temporal: TemporalSettings,
  { seeds = {}, live, settings = {}, ...options }: MallOptions = {},
): Promise<Mall> {
  const shops = await Promise.all(
    hashes.map((storeHash) =>
      openShop(storeHash, { ...options, seed: seeds[storeHash] ?? options.seed ?? 1 }),
    ),
  );
  const [port] = await freePorts();
  const door = await openDoor(shops);
  const log = createLog({ level: 'fatal' });
  const server = await connectClient(temporal);
  const { client } = server;
  const worker = await startWorker({
    temporal,
    vendors: { bigcommerce: door.url, brevo: `${door.url}/v3` },
    sealer: SEALER,
    log,
    workflowBundle: WORKFLOW_BUNDLE,
    ...(live === true ? { publicUrl: `http://127.0.0.1:${port}` } : {}),
    followEveryMs: 500,
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'tajo-mall-'));
  const api = await startConnectorApi({
    client,
    sealer: SEALER,
    uiUrl: undefined,
    dataDir,
    apiKey: API_KEY,
    port,
    host: '127.0.0.1',
    log,
  });
  const tajo = new TajoClient({ apiKey: API_KEY, baseUrl: api.url });
  return {
    shops,
    client,
    tajo,
    apiUrl: api.url,
    connect: async ({ storeHash, accessToken, brevoApiKey }, name = storeHash) => {
      const words = {
        storeHash,
        accessToken,
        brevoApiKey,
        name,
        settings: { ...WORDS, ...settings },
      };
      return (await tajo.connectors.connect('bigcommerce', words)).outcome;
    },
    close: async () => {
      await api.stop();
      await rm(dataDir, { recursive: true });
      await endAll(client, hashes);
      await worker.stop();
      await server.close();
      await door.close();
      await Promise.all(shops.map((shop) => shop.close()));
    },
  };
}

const openShop = (storeHash: string, options: SandboxOptions): Promise<Sandbox> =>
  startSandbox({
    timeScale: 360,
    customers: 20,
    orders: 20,
    products: 10,
    ...options,
    storeHash,
    accessToken: `token-of-${storeHash}`,
    brevo: { apiKey: `xkeysib-${randomUUID()}`, displayCurrency: 'USD', ...options.brevo },
  });

interface Door {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Both vendors have one address for all their customers: the store is in the path, the account in the key. */
async function openDoor(shops: readonly Sandbox[]): Promise<Door> {
  const server = createServer((incoming, response) => {
    const target = targetOf(shops, incoming);
    if (target === undefined) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"unknown"}');
      return;
    }
    const { method, url, headers } = incoming;
    const passed = ask(new URL(url ?? '/', target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.once('error', () => response.destroy());
    incoming.pipe(passed);
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function targetOf(
  shops: readonly Sandbox[],
  { url = '', headers }: IncomingMessage,
): string | undefined {
  const [, hash] = /^\/stores\/([^/]+)\//.exec(url) ?? [];
  if (hash !== undefined) return shops.find((shop) => shop.storeHash === hash)?.bigcommerceUrl;
  return shops.find((shop) => shop.brevoApiKey === headers['api-key'])?.brevoUrl;
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(portOf(server.address()));
    });
  });

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

async function endAll(client: Client, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) {
    for (const scheduleId of [`reconcile/${hash}`, `full/${hash}`]) {
      await client.schedule.getHandle(scheduleId).delete().catch(ignored);
    }
  }
  const query = 'ExecutionStatus = "Running"';
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    await client.workflow.getHandle(workflowId, runId).terminate('the test is over').catch(ignored);
  }
}

// It was never made, or has ended by itself.
const ignored = (): undefined => undefined;

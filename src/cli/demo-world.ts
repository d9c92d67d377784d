// Everything the demo starts, and its end: toys, Temporal, worker, connection.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newEncryptionKey } from '../config/encryption-keys';
import { assertLoopback, type Variables } from '../config/environment';
import { startSandbox, type Sandbox } from '../sandbox/start';
import { memoOfStore } from '../temporal/connected-stores';
import { connectClient, type ClientConnection } from '../temporal/connect';
import {
  DevServerFailed,
  findDevServer,
  startDevServer,
  type DevServer,
} from '../temporal/dev-server';
import type { Closers } from './closers';
import { demoConnector, workerEnvironment } from './demo-settings';
import { startDemoWorker, type DemoWorker } from './demo-worker';

/** Below the folder the command was started in. */
export const DEMO_FOLDER = join('.data', 'demo');
/** An hour of the toys lasts ten seconds. */
export const TIME_SCALE = 360;

export interface DemoWorld {
  readonly sandbox: Sandbox;
  readonly address: string;
  readonly uiUrl: string;
  readonly worker: DemoWorker;
  readonly temporal: ClientConnection;
}

export interface WorldStart {
  readonly records: number;
  /** Only for finding programs. */
  readonly user: Variables;
  readonly report: (line: string) => void;
  /** Knows everything that has been started, also when the start fails in the middle. */
  readonly closers: Closers;
}

interface ServerStart extends Pick<WorldStart, 'report'> {
  readonly folder: string;
  readonly executable: string;
}

export async function startDemoWorld(start: WorldStart): Promise<DemoWorld> {
  const { records, user, report, closers } = start;
  const folder = resolve(DEMO_FOLDER);
  const executable = await findDevServer({ env: user, report });
  // The toys begin empty, so a history of the last time must not tell the sync otherwise.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [server, sandbox] = await Promise.all([
    startServer({ folder, executable, report }).then((started) => {
      closers.add(() => started.stop());
      return started;
    }),
    startToys(records, closers),
  ]);
  const worker = await startWorker(folder, { sandbox, address: server.address, user });
  closers.add(() => worker.stop());
  const temporal = await connectClient({ address: server.address });
  closers.add(() => temporal.close());
  await Promise.race([storeIsConnected(temporal, sandbox.storeHash), worker.failed]);
  return { sandbox, address: server.address, uiUrl: server.uiUrl ?? '', worker, temporal };
}

/** Another program can take a free port before the server does, so a start that fails is tried once more. */
async function startServer({ folder, executable, report }: ServerStart): Promise<DevServer> {
  const start = (dbName: string) =>
    startDevServer({
      executable,
      ui: true,
      dbFile: join(folder, dbName),
      dataDir: folder,
      report: () => undefined,
    });
  try {
    return await start('temporal.db');
  } catch (error) {
    if (!(error instanceof DevServerFailed)) throw error;
    report('The Temporal dev server did not come up; trying once more.');
    return start('temporal-2.db');
  }
}

async function startToys(records: number, closers: Closers): Promise<Sandbox> {
  const sandbox = await startSandbox({
    customers: records,
    orders: records,
    products: records,
    timeScale: TIME_SCALE,
  });
  closers.add(() => sandbox.close());
  return sandbox;
}

async function startWorker(
  folder: string,
  { sandbox, address, user }: Pick<DemoWorld, 'sandbox' | 'address'> & { readonly user: Variables },
): Promise<DemoWorker> {
  const vendors = { bigcommerce: sandbox.bigcommerceUrl, brevo: sandbox.brevoUrl };
  assertLoopback(vendors);
  const configFile = join(folder, 'connector.yml');
  await writeFile(configFile, demoConnector(sandbox));
  const encryptionKey = newEncryptionKey('demo');
  const needs = { folder, configFile, temporalAddress: address, vendors, encryptionKey };
  return startDemoWorker(folder, workerEnvironment(user, needs));
}

/** The time a sync takes must not contain the start of a process, nor connecting the store. */
async function storeIsConnected(temporal: ClientConnection, storeHash: string): Promise<void> {
  while ((await memoOfStore(temporal.client, storeHash)) === null) await pause(100);
}

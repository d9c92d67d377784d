// Everything `dev` starts: Temporal, the API and the worker in this process, and the stores connected.
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Runtime } from '@temporalio/worker';
import { startConnectorApi } from '../api/connector-api';
import { assertFreePort, CannotListen } from '../api/server';
import type { ConnectReport } from '../contracts/store-connection';
import { createLog, temporalLogger } from '../observability/log';
import { memoOfStore } from '../temporal/connected-stores';
import { startWorker, type RunningWorker } from '../worker';
import type { Closers } from './closers';
import { takeFolder } from './dev-lock';
import type { DevPlan } from './dev-plan';
import { openNamedServer, startOwnServer, type DevTemporal } from './dev-temporal';

export interface DevWorld {
  readonly apiUrl: string;
  readonly temporal: DevTemporal;
  readonly worker: RunningWorker;
  readonly logFile: string;
  readonly reports: readonly ConnectReport[];
}

export interface DevStart {
  readonly report: (line: string) => void;
  /** Knows everything that has been started, also when the start fails in the middle. */
  readonly closers: Closers;
}

const HOST = '127.0.0.1';
const USUAL_PORT = 3000;

export async function startDevWorld(plan: DevPlan, start: DevStart): Promise<DevWorld> {
  const { report, closers } = start;
  // Before anything that takes seconds.
  const port = await portFor(plan);
  closers.add(await takeFolder(plan.folder));
  const { log, logFile } = openLog(plan, closers);
  for (const warning of plan.stores.warnings) report(warning);
  const temporal =
    'settings' in plan.temporal
      ? await openNamedServer(plan.temporal, start)
      : await startOwnServer(plan.temporal, start);
  const { sealer, vendors, apiKey } = plan;
  const { client, uiUrl } = temporal;
  const dataDir = await apiFolder(plan);
  const door = { port, host: HOST, log };
  const api = await startConnectorApi({ client, sealer, uiUrl, dataDir, apiKey, ...door });
  closers.add(() => api.stop());
  const publicUrl = plan.publicUrl(api.url);
  const worker = await startWorker({
    temporal: temporal.settings,
    vendors,
    sealer,
    log,
    ...(publicUrl !== undefined && { publicUrl }),
  });
  closers.add(() => worker.stop());
  const reports = await connectStores(plan, temporal, worker);
  return { apiUrl: api.url, temporal, worker, logFile, reports };
}

/** Of its inbox. */
async function apiFolder({ folder, sandbox }: DevPlan): Promise<string> {
  const dataDir = join(folder, 'api');
  // A toy shop that is gone sends nothing, and the key of its seals is gone with it.
  if (sandbox !== undefined) await rm(dataDir, { recursive: true, force: true });
  return dataDir;
}

/** Throws CannotListen when the port that was asked for is taken. */
async function portFor({ port }: DevPlan): Promise<number> {
  try {
    await assertFreePort({ port: port ?? USUAL_PORT, host: HOST });
    return port ?? USUAL_PORT;
  } catch (error) {
    if (port === undefined && error instanceof CannotListen) return 0;
    throw error;
  }
}

function openLog({ folder, logLevel }: DevPlan, closers: Closers) {
  const logFile = join(folder, 'dev.log');
  const file = createWriteStream(logFile, { flags: 'a' });
  closers.add(() => new Promise((resolve) => file.end(resolve)));
  const log = createLog({ level: logLevel, destination: file });
  // Ctrl-C is answered by `dev`, which stops everything in order.
  Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });
  return { log, logFile };
}

async function connectStores(
  { stores: { stores }, onlyNew }: DevPlan,
  { client }: DevTemporal,
  worker: RunningWorker,
): Promise<readonly ConnectReport[]> {
  const reports: ConnectReport[] = [];
  for (const store of stores) {
    const known = onlyNew && (await memoOfStore(client, store.storeHash)) !== null;
    if (!known) reports.push(await worker.connect(store));
  }
  return reports;
}

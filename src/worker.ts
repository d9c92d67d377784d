// The worker process: workflows and shared activities on one queue, and a small activity worker per store.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { sharedActivities, storeActivities } from './activities/activities';
import { FailureTranslation } from './activities/failure-translation';
import { Heartbeats } from './activities/heartbeats';
import { LiveMemories } from './activities/memory/live-memory';
import { RunMemories } from './activities/memory/run-memory';
import { openShops } from './activities/open-shops';
import type { World } from './activities/world';
import { loadDotEnv, readEnvironment, type Environment } from './config/environment';
import { loadSettings, type ConnectorSettings } from './config/load';
import { hookDoor } from './config/hook-door';
import { keptHookSecret, newHookSecret } from './config/hook-secret';
import { ConfigProblems } from './config/problems';
import { requireEncryptionKeys } from './config/requirements';
import { recoveryToken } from './config/recovery-link';
import { createSealer, type Sealer } from './config/sealing';
import type { StoreDirectory, StoreSettings, VendorAddresses } from './config/settings';
import { openStore, sealStore } from './config/store-sealing';
import { LIVE_PRIORITY, storeQueue, TASK_QUEUE } from './contracts/names';
import type { ConnectedStore, ConnectReport } from './contracts/store-connection';
import { createLog, type Log } from './observability/log';
import { installRuntime } from './observability/worker-metrics';
import {
  connectClient,
  connectWorker,
  type TemporalSettings,
  type WorkerConnection,
} from './temporal/connect';
import { createConnectedStores, memoOfStore } from './temporal/connected-stores';
import { takeMailTurn } from './temporal/mail-turns';
import { tellStoreLeft } from './temporal/open-flows';
import { orderSignals } from './temporal/order-signals';
import { FIRST_QUOTA, queueRate, setQueueRate } from './temporal/queue-rate';
import { untilTemporalAnswers } from './temporal/server-wait';
import { connectThroughTemporal } from './temporal/store-connector';
import { storeSchedules } from './temporal/store-schedules';
import { createStoreWorkers, followStores } from './temporal/store-workers';
import { interruptedSync } from './temporal/interrupted-sync';
import { settledOf } from './temporal/settled';

export interface WorkerSettings {
  readonly temporal: TemporalSettings;
  readonly vendors: VendorAddresses;
  /** Where stores are found; by default among those connected through Temporal. */
  readonly directory?: StoreDirectory;
  /** Where BigCommerce reaches the API, without a trailing slash; live updates are off without it. */
  readonly publicUrl?: string;
  /** Opens the seals of connected stores. */
  readonly sealer: Sealer;
  readonly log: Log;
  /** How often connected stores are looked for; 5,000 when left out. */
  readonly followEveryMs?: number;
  /** The pre-built workflow bundle; beside this file when left out. */
  readonly workflowBundle?: string;
}

export interface RunningWorker {
  /** Resolves when every worker has drained; rejects when one fails. */
  readonly stopped: Promise<void>;
  /** Connects a store as connector.yml says; a no-op when nothing changed. */
  connect(store: StoreSettings): Promise<ConnectReport>;
  stop(): Promise<void>;
}

const BUNDLE = join(__dirname, 'workflow-bundle.js');
const interceptors = [
  () => ({ inbound: new Heartbeats() }),
  () => ({ inbound: new FailureTranslation() }),
];

/** Starts the shared worker and one for every store that is connected and switched on, now and later. */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const { log, sealer } = settings;
  const server = await connectClient(settings.temporal);
  const own = await connectWorker(settings.temporal);
  const world = worldOf(settings, server.client);
  const create = workerMaker(own);
  const shared = await create({
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: settings.workflowBundle ?? BUNDLE },
    activities: { ...sharedActivities(world) },
    // Usually thousands, at 0.1 MB each: orders and carts wait for days, and are replayed in milliseconds.
    maxCachedWorkflows: 100,
  });
  const stores = createStoreWorkers({
    directory: world.directory,
    log,
    create: (storeHash) =>
      create({
        taskQueue: storeQueue(storeHash),
        activities: { ...storeActivities(world) },
        maxTaskQueueActivitiesPerSecond: queueRate(FIRST_QUOTA),
        maxConcurrentActivityTaskExecutions: 3,
        // A server takes 1,200 long polls of a namespace at once: an idle store holds one of them, a busy one three.
        activityTaskPollerBehavior: { type: 'autoscaling', minimum: 1, initial: 1, maximum: 3 },
      }),
  });
  const running = shared.run();
  await stores.follow();
  const following = followStores(stores, log, settings.followEveryMs);
  const stopped = running.then(async () => {
    following.stop();
    await stores.stop();
    await Promise.all([own.close(), server.close()]);
  });
  log.info('worker is running');
  return {
    stopped,
    connect: async (store) => {
      const known = await memoOfStore(server.client, store.storeHash);
      const kept = keptHookSecret(known?.store, sealer);
      const sealed = sealStore({ ...store, ...kept }, sealer);
      const report = await connectThroughTemporal(server.client, sealed);
      await stores.follow();
      return report;
    },
    stop: async () => {
      if (shared.getState() === 'RUNNING') shared.shutdown();
      await stopped;
    },
  };
}

function worldOf(settings: WorkerSettings, client: Client): World {
  const { log, sealer, vendors } = settings;
  const unseal = (store: ConnectedStore): StoreSettings => openStore(store, sealer);
  return {
    directory: settings.directory ?? createConnectedStores({ client, unseal }),
    unseal,
    schedules: storeSchedules(client),
    hookDoor: hookDoor(settings.publicUrl, vendors),
    newHookSecret: (storeHash) => newHookSecret(storeHash, sealer),
    recoveryLink: (storeHash, words) =>
      settings.publicUrl === undefined
        ? undefined
        : `${settings.publicUrl}/r/${recoveryToken(sealer, storeHash, words)}`,
    memories: new RunMemories(),
    live: new LiveMemories(),
    ...orderSignals(client),
    takeMailTurn: (turn) => takeMailTurn(client, turn),
    tellStoreLeft: (input) => tellStoreLeft(client, input),
    connectedAt: async (hash) => (await memoOfStore(client, hash))?.status.connectedAt ?? null,
    now: () => Date.now(),
    lastSettled: (storeHash) => settledOf(client, storeHash),
    interrupted: (storeHash) => interruptedSync(client, storeHash),
    open: openShops({
      vendors,
      currentSignal: () => Context.current().cancellationSignal,
      isLive: () => Context.current().info.priority?.priorityKey === LIVE_PRIORITY,
      onQuota: (storeHash, quota) => {
        setQueueRate(client, storeHash, quota).catch((error: unknown) => {
          log.warn(
            { storeHash, error: String(error) },
            'the rate of the store queue could not be set',
          );
        });
      },
    }),
  };
}

function workerMaker({ connection, namespace }: WorkerConnection) {
  return (options: WorkerOptions): Promise<Worker> =>
    Worker.create({
      connection,
      namespace,
      interceptors: { activity: interceptors },
      shutdownGraceTime: '10s',
      ...options,
    });
}

/** `npm run worker`: settings from the environment and, where there is one, connector.yml; every problem at once. */
async function main(): Promise<void> {
  loadDotEnv('.env');
  const reading = readEnvironment();
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  const { environment } = reading;
  const sealer = createSealer(requireEncryptionKeys(environment));
  const stores = await storesInFile(environment);
  const log = createLog({ level: environment.logLevel });
  for (const warning of stores.warnings) log.warn(warning);
  const temporal = { ...environment.temporal, variables: environment.variables };
  await untilTemporalAnswers(temporal, log);
  installRuntime({ log, ...environment.metrics });
  const worker = await startWorker({
    temporal,
    vendors: environment.vendors,
    ...(environment.api.publicUrl !== undefined && { publicUrl: environment.api.publicUrl }),
    sealer,
    log,
  });
  for (const store of stores.stores) {
    const report = await worker.connect(store);
    const level = report.outcome === 'refused' ? 'error' : 'info';
    log[level](report, `store ${store.name}: ${report.outcome}`);
  }
  await worker.stopped;
}

async function storesInFile({ configFile, variables }: Environment): Promise<ConnectorSettings> {
  // Stores may also be connected through the API alone.
  if (!existsSync(configFile)) return { stores: [], warnings: [] };
  const text = await readFile(configFile, 'utf8');
  const loaded = loadSettings({ file: configFile, text, env: variables });
  if (!loaded.ok) throw new ConfigProblems(loaded.problems);
  return loaded.settings;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

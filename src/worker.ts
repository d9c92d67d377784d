// The worker process: workflows and shared activities on one queue, and a small activity worker per store.
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { Context } from '@temporalio/activity';
import { Runtime, Worker, type NativeConnection } from '@temporalio/worker';
import { sharedActivities, storeActivities } from './activities/activities';
import { FailureTranslation } from './activities/failure-translation';
import { Heartbeats } from './activities/heartbeats';
import { RunMemories } from './activities/memory/run-memory';
import { openShops } from './activities/open-shops';
import type { World } from './activities/world';
import { loadDotEnv, readEnvironment } from './config/environment';
import { loadSettings } from './config/load';
import { ConfigProblems } from './config/problems';
import { createStoreDirectory } from './config/store-directory';
import type { StoreSettings, VendorAddresses } from './config/settings';
import { storeQueue, TASK_QUEUE } from './contracts/names';
import { createLog, temporalLogger, type Log } from './observability/log';
import { connectClient, connectWorker, type TemporalSettings } from './temporal/connect';
import { FIRST_QUOTA, queueRate, setQueueRate } from './temporal/queue-rate';
import { lastSettled } from './temporal/sync-history';

export interface WorkerSettings {
  readonly temporal: TemporalSettings;
  readonly vendors: VendorAddresses;
  readonly stores: readonly StoreSettings[];
  readonly log: Log;
  /** The pre-built workflow bundle; beside this file when left out. */
  readonly workflowBundle?: string;
}

export interface RunningWorker {
  /** Resolves when every worker has drained; rejects when one fails. */
  readonly stopped: Promise<void>;
  stop(): Promise<void>;
}

const BUNDLE = join(__dirname, 'workflow-bundle.js');
const interceptors = [
  () => ({ inbound: new Heartbeats() }),
  () => ({ inbound: new FailureTranslation() }),
];

/** Starts everything; a store that is switched off gets no worker. */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const { log } = settings;
  const server = await connectClient(settings.temporal);
  const own = await connectWorker(settings.temporal);
  const world: World = {
    directory: createStoreDirectory(settings.stores),
    memories: new RunMemories(),
    now: () => Date.now(),
    lastSettled: (storeHash) => lastSettled(server.client, storeHash),
    open: openShops({
      vendors: settings.vendors,
      currentSignal: () => Context.current().cancellationSignal,
      onQuota: (storeHash, quota) => {
        setQueueRate(server.client, storeHash, quota).catch((error: unknown) => {
          log.warn(
            { storeHash, error: String(error) },
            'the rate of the store queue could not be set',
          );
        });
      },
    }),
  };
  const workers = await createWorkers(settings, world, own);
  const stopped = Promise.all(workers.map((worker) => worker.run())).then(async () => {
    await Promise.all([own.close(), server.close()]);
  });
  log.info({ stores: settings.stores.map(({ name }) => name) }, 'worker is running');
  return {
    stopped,
    stop: async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await stopped;
    },
  };
}

async function createWorkers(
  { stores, workflowBundle = BUNDLE }: WorkerSettings,
  world: World,
  on: { readonly connection: NativeConnection; readonly namespace: string },
): Promise<readonly Worker[]> {
  const { connection, namespace } = on;
  const common = {
    connection,
    namespace,
    interceptors: { activity: interceptors },
    shutdownGraceTime: '10s',
  } as const;
  const shared = Worker.create({
    ...common,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: workflowBundle },
    activities: { ...sharedActivities(world) },
  });
  const own = stores
    .filter(({ enabled }) => enabled)
    .map(({ storeHash }) =>
      Worker.create({
        ...common,
        taskQueue: storeQueue(storeHash),
        activities: { ...storeActivities(world) },
        maxTaskQueueActivitiesPerSecond: queueRate(FIRST_QUOTA),
        maxConcurrentActivityTaskExecutions: 3,
      }),
    );
  return Promise.all([shared, ...own]);
}

/** `npm run worker`: settings from the environment and connector.yml, every problem at once. */
async function main(): Promise<void> {
  loadDotEnv('.env');
  const reading = readEnvironment();
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  const { environment } = reading;
  const text = await readFile(environment.configFile, 'utf8');
  const loaded = loadSettings({ file: environment.configFile, text, env: environment.variables });
  if (!loaded.ok) throw new ConfigProblems(loaded.problems);
  const log = createLog({ level: environment.logLevel });
  for (const warning of loaded.settings.warnings) log.warn(warning);
  Runtime.install({ logger: temporalLogger(log) });
  const worker = await startWorker({
    temporal: { ...environment.temporal, variables: environment.variables },
    vendors: environment.vendors,
    stores: loaded.settings.stores,
    log,
  });
  await worker.stopped;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

// A whole shop on a stage: both toy vendors, a real Temporal server, a real worker; closed after each file.
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { loadSettings } from '../../src/config/load';
import { createSealer } from '../../src/config/sealing';
import type { StoreSettings } from '../../src/config/settings';
import { createStoreDirectory } from '../../src/config/store-directory';
import { TASK_QUEUE } from '../../src/contracts/names';
import type { FullSyncInput } from '../../src/contracts/sync-plan';
import type { FullSyncResult } from '../../src/contracts/sync-progress';
import { createLog, type Log } from '../../src/observability/log';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/start';
import { connectClient, type TemporalSettings } from '../../src/temporal/connect';
import { forget } from './forgetting';
import { startWorker, type RunningWorker } from '../../src/worker';

let hear: ((line: string) => void) | undefined;

// One runtime per Jest worker; Temporal's own chatter would bury a test's report.
Runtime.install({
  logger: new DefaultLogger('DEBUG', (entry) => hear?.(inspect(entry, { depth: 10 }))),
});

/** From now on this file is told what Temporal's SDK says. */
export function hearTemporal(listener: (line: string) => void): void {
  hear = listener;
}

/** Keys of this test run alone. */
export const SEALER = createSealer([{ id: 'test', key: createSecretKey(randomBytes(32)) }]);

/** Built by `npm run build`, which `npm test` runs first. */
export const WORKFLOW_BUNDLE = join(__dirname, '../../dist/workflow-bundle.js');

export const TEMPORAL = {
  address: process.env.TEST_TEMPORAL_ADDRESS ?? '',
  // Files of one Jest worker run one after the other; two workers never share a namespace.
  namespace: `test-${process.env.JEST_WORKER_ID ?? '1'}`,
};

/** Stages of one file that are open at the same time need a namespace each: 1 to 7. In 8 nothing was ever synced. */
export const sideNamespace = (side: number): string => `${TEMPORAL.namespace}-${side}`;

export const SPEC_MAPPING = `
customer_mapping:
  email: email
  first_name: FIRSTNAME
  last_name: LASTNAME
  phone: SMS
  company: COMPANY
  addresses[0].city: CITY
  addresses[0].state: STATE
  addresses[0].country: COUNTRY
  addresses[0].zip: ZIP
  orders_count: ORDER_COUNT
  total_spent: TOTAL_SPENT
  date_created: SIGNUP_DATE
  customer_group: CUSTOMER_GROUP
`;

/** Lines put below `connectors.bigcommerce`, indented by four blanks, and whole sections at the root. */
export interface StageOptions {
  readonly sandbox?: SandboxOptions;
  readonly connector?: string;
  readonly mapping?: string;
  /** What `\${NAME}` and `brevo_api_key_env` find. */
  readonly env?: Readonly<Record<string, string>>;
  /** Instead of the sandbox's. */
  readonly accessToken?: string;
  readonly brevoApiKey?: string;
  /** False: the test starts workers itself. */
  readonly worker?: boolean;
  /** The whole connector.yml instead of the one made from the lines above. */
  readonly yaml?: (sandbox: Sandbox) => string;
  /** `sideNamespace(…)` while another stage of the file is open. */
  readonly namespace?: string;
  /** `host:port` of another server than the run's own; its namespace is `default`. */
  readonly address?: string;
  /** What the workers write; nothing when left out. */
  readonly log?: Log;
}

/** As a person may start it: with anything at all. */
export type FullSync = (input?: unknown) => Promise<FullSyncResult>;

export interface Stage {
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly stores: readonly StoreSettings[];
  /** Starts one more worker on the stage. */
  addWorker(): Promise<RunningWorker>;
  start(input?: unknown): Promise<WorkflowHandle<FullSync>>;
  /** Runs a full sync to its end; rejects when it fails. */
  sync(input?: FullSyncInput): Promise<FullSyncResult>;
  /** The sentence a sync failed with, and its type. */
  failureOf(input?: unknown): Promise<{ readonly type: string; readonly message: string }>;
  close(): Promise<void>;
}

let syncs = 0;
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const sandbox = await startSandbox({
    timeScale: 360,
    customers: 60,
    orders: 60,
    products: 30,
    ...options.sandbox,
    // An account of its own: Temporal remembers what earlier stages wrote to theirs.
    // Switching e-commerce on takes two looks, not many.
    brevo: { apiKey: `xkeysib-${randomUUID()}`, activationMs: 50_000, ...options.sandbox?.brevo },
  });
  const stores = storesOf(sandbox, options);
  const { log = createLog({ level: 'fatal' }) } = options;
  const temporal = temporalOf(options);
  const server = await connectClient(temporal);
  const workers: RunningWorker[] = [];
  const addWorker = async (): Promise<RunningWorker> => {
    const worker = await startWorker({
      temporal,
      vendors: { bigcommerce: sandbox.bigcommerceUrl, brevo: sandbox.brevoUrl },
      directory: createStoreDirectory(stores),
      sealer: SEALER,
      log,
      workflowBundle: WORKFLOW_BUNDLE,
    });
    workers.push(worker);
    return worker;
  };
  if (options.worker !== false) await addWorker();
  const start = async (input?: unknown): Promise<WorkflowHandle<FullSync>> => {
    syncs += 1;
    return server.client.workflow.start<FullSync>('fullSync', {
      taskQueue: TASK_QUEUE,
      workflowId: `sync/${process.pid}/${syncs}`,
      args: input === undefined ? [] : [input],
    });
  };
  const stage: Stage = {
    sandbox,
    stores,
    client: server.client,
    addWorker,
    start,
    sync: async (input) => {
      const handle = await start(input);
      return handle.result();
    },
    failureOf: async (input) => failureOf(await start(input)),
    close: async () => {
      await forget(server.client, sandbox.storeHash);
      await Promise.all(workers.map((worker) => worker.stop()));
      await server.close();
      await sandbox.close();
    },
  };
  return stage;
}

function temporalOf({ address, namespace = TEMPORAL.namespace }: StageOptions): TemporalSettings {
  return address === undefined ? { ...TEMPORAL, namespace } : { address, namespace: 'default' };
}

/** The settings of the stage's one store, read from YAML as a merchant would write it. */
export function connectorYaml(sandbox: Sandbox, options: StageOptions = {}): string {
  return `connectors:
  bigcommerce:
    store_hash: ${sandbox.storeHash}
    access_token: ${options.accessToken ?? sandbox.accessToken}
    brevo_api_key: ${options.brevoApiKey ?? sandbox.brevoApiKey}
${options.connector ?? '    lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 }'}
    brevo: { settle: 0.2s, import_look: 0.1s, activation_look: 0.1s }
${options.mapping ?? SPEC_MAPPING}`;
}

function storesOf(sandbox: Sandbox, options: StageOptions): readonly StoreSettings[] {
  const text = options.yaml?.(sandbox) ?? connectorYaml(sandbox, options);
  const loaded = loadSettings({ file: 'connector.yml', text, env: options.env ?? {} });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.settings.stores;
}

async function failureOf(
  handle: WorkflowHandle,
): Promise<{ readonly type: string; readonly message: string }> {
  try {
    await handle.result();
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : undefined;
    const type: unknown = cause instanceof Error && 'type' in cause ? cause.type : undefined;
    return { type: String(type), message: cause instanceof Error ? cause.message : String(error) };
  }
  throw new Error('The sync was expected to fail, but it completed.');
}

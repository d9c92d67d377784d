// A worker as a process of its own, so that it can be killed like one: dist/worker.js in an empty folder.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEncryptionKey } from '../../src/config/encryption-keys';
import { memoOfStore } from '../../src/temporal/connected-stores';
import { removeSchedules } from '../../src/temporal/store-schedules';
import { until } from './moments';
import { connectorYaml, TEMPORAL, type Stage } from './stage';

const WORKER = join(__dirname, '../../dist/worker.js');

/** Every worker of this run opens what another has sealed. */
const KEY = newEncryptionKey('test');

export interface WorkerProcess {
  /** At once, in the middle of whatever it does. */
  readonly kill: () => void;
  /** Resolves when the process is gone and its folder too. */
  close(): Promise<void>;
}

export async function startWorkerProcess(
  { sandbox, client }: Stage,
  namespace = TEMPORAL.namespace,
): Promise<WorkerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'tajo-worker-'));
  await writeFile(join(folder, 'connector.yml'), connectorYaml(sandbox));
  const child = spawn(process.execPath, [WORKER], {
    cwd: folder,
    env: {
      TEMPORAL_ADDRESS: TEMPORAL.address,
      TEMPORAL_NAMESPACE: namespace,
      BIGCOMMERCE_API_URL: sandbox.bigcommerceUrl,
      BREVO_API_URL: sandbox.brevoUrl,
      CONNECTOR_CONFIG: 'connector.yml',
      TAJO_ENCRYPTION_KEYS: KEY,
      LOG_LEVEL: 'fatal',
      // Several of them run at once.
      METRICS_PORT: '0',
    },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  // It connects the store of its connector.yml first.
  const isConnected = async () => (await memoOfStore(client, sandbox.storeHash)) !== null;
  await until('the store is connected', isConnected).catch((error: unknown) => {
    kill();
    throw error;
  });
  return {
    kill,
    close: async () => {
      kill();
      await ended;
      // Its schedules would start syncs in later files.
      await removeSchedules(client, sandbox.storeHash);
      await rm(folder, { recursive: true });
    },
  };
}

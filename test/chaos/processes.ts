// Temporal on a file, an API and a worker, each of which can be killed at any moment and comes back as it was.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEncryptionKey } from '../../src/config/encryption-keys';
import { startDevServer } from '../../src/temporal/dev-server';
import { freePorts } from '../../src/temporal/free-ports';
import { startEntryPoint } from '../bench/entry-point';
import { isUp } from '../bench/status';
import { pause } from '../bench/table';

export const ENCRYPTION_KEYS = newEncryptionKey('chaos');
export const API_KEY = 'the-key-of-the-chaos';

export const NAMES = ['temporal', 'api', 'worker'] as const;

export type Name = (typeof NAMES)[number];

const RESTART_MS = 500;

export interface Processes {
  readonly apiUrl: string;
  readonly address: string;
  /** `kill -9`, a while of absence, and a new start. Resolves when it has been started. */
  readonly killAndStart: (name: Name, awayMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ProcessesOptions {
  /** Temporal's dev server. */
  readonly executable: string;
  readonly vendors: { readonly bigcommerce: string; readonly brevo: string };
}

interface Running {
  readonly kill: () => Promise<void>;
  /** Of those that may end by themselves: a worker that finds no Temporal does. */
  readonly ended?: Promise<void>;
}

type Starter = () => Promise<Running>;

export async function startProcesses(options: ProcessesOptions): Promise<Processes> {
  const folder = await mkdtemp(join(tmpdir(), 'tajo-chaos-'));
  const [apiPort, temporalPort] = await freePorts();
  const [metricsPort] = await freePorts();
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const address = `127.0.0.1:${temporalPort}`;
  const env = {
    TEMPORAL_ADDRESS: address,
    TAJO_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
    LOG_LEVEL: 'fatal',
  };
  const starters: Readonly<Record<Name, Starter>> = {
    temporal: temporalStarter(options.executable, temporalPort, join(folder, 'temporal.db')),
    api: async () => {
      const own = { TAJO_API_KEY: API_KEY, PORT: String(apiPort), DATA_DIR: join(folder, 'data') };
      const api = await startEntryPoint('api/main.js', { ...env, ...own });
      return { kill: api.close, ended: api.ended };
    },
    worker: async () => {
      const { bigcommerce, brevo } = options.vendors;
      const own = { BIGCOMMERCE_API_URL: bigcommerce, BREVO_API_URL: brevo };
      const metrics = { METRICS_PORT: String(metricsPort) };
      const worker = await startEntryPoint('worker.js', { ...env, ...own, ...metrics });
      return { kill: worker.close, ended: worker.ended };
    },
  };
  const running = new Map<Name, Running>();
  /** As systemd or Docker would: who ends by itself is started again. */
  const start = async (name: Name): Promise<void> => {
    const one = await starters[name]();
    running.set(name, one);
    void one.ended?.then(async () => {
      await pause(RESTART_MS);
      if (running.get(name) === one) await start(name);
    });
  };
  const end = async (name: Name): Promise<void> => {
    const one = running.get(name);
    running.delete(name);
    await one?.kill();
  };
  for (const name of NAMES) await start(name);
  while (!(await isUp(apiUrl))) await pause(25);
  return {
    apiUrl,
    address,
    killAndStart: async (name, awayMs) => {
      await end(name);
      await pause(awayMs);
      await start(name);
    },
    close: async () => {
      await Promise.all(NAMES.map(end));
      await rm(folder, { recursive: true });
    },
  };
}

const temporalStarter =
  (executable: string, port: number, dbFile: string): Starter =>
  async () => {
    const report = (): undefined => undefined;
    const server = await startDevServer({ executable, port, dbFile, ui: false, report });
    return {
      kill: async () => {
        process.kill(server.pid, 'SIGKILL');
        await server.stop();
      },
    };
  };

// An API as a process of its own, so that it can be killed like one: dist/api/main.js on a disk that stays.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { newEncryptionKey, parseEncryptionKeys } from '../../src/config/encryption-keys';
import { createSealer, type Sealer } from '../../src/config/sealing';

const API = join(__dirname, '../../dist/api/main.js');

/** Every API of this run opens what another has sealed. */
const KEYS = newEncryptionKey('test');

export const PROCESS_KEY = 'key-of-the-api-process';

export interface ApiProcess {
  readonly url: string;
  /** At once, in the middle of whatever it does; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  /** As a deployment ends it; resolves with its exit code. */
  readonly end: () => Promise<number | null>;
  /** What it has written to standard error. */
  readonly complaints: () => string;
}

export interface ApiProcessOptions {
  readonly dataDir: string;
  /** Of Temporal; where nobody listens when left out. */
  readonly address?: string;
  readonly namespace?: string;
  /** No file of it may become larger. */
  readonly fileKilobytes?: number;
}

export function processSealer(): Sealer {
  const read = parseEncryptionKeys(KEYS);
  if (!read.ok) throw new Error(read.problem);
  return createSealer(read.keys);
}

export async function startApiProcess(options: ApiProcessOptions): Promise<ApiProcess> {
  const { dataDir, address = '127.0.0.1:9', namespace = 'default', fileKilobytes } = options;
  const port = await freePort();
  const limited =
    fileKilobytes === undefined
      ? 'exec "$0" "$1"'
      : // The signal would end the process; ignored, a write answers EFBIG as a full disk answers ENOSPC.
        `trap "" XFSZ; ulimit -f ${fileKilobytes}; exec "$0" "$1"`;
  const child = spawn('bash', ['-c', limited, process.execPath, API], {
    cwd: dataDir,
    env: {
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      TAJO_API_KEY: PROCESS_KEY,
      TAJO_ENCRYPTION_KEYS: KEYS,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, () => {
    if (child.exitCode !== null) throw new Error(`The API has ended: ${complaints}`);
  });
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    end: () => {
      child.kill('SIGTERM');
      return ended;
    },
    complaints: () => complaints,
  };
}

async function untilHealthy(url: string, assertAlive: () => void): Promise<void> {
  for (;;) {
    assertAlive();
    const healthy = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

// The worker as a process: its metrics on a port, and what it says when the port is taken.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEncryptionKey } from '../../src/config/encryption-keys';
import { sideNamespace, TEMPORAL } from '../support/stage';

const WORKER = join(__dirname, '../../dist/worker.js');

let folder: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tajo-metrics-'));
});
afterEach(async () => {
  const { exitCode = 0 } = child ?? {};
  const gone = new Promise((resolve) => child?.once('exit', resolve));
  if (exitCode === null && child?.kill('SIGKILL') === true) await gone;
  child = undefined;
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

function startProcess(metricsPort: number): ChildProcess {
  child = spawn(process.execPath, [WORKER], {
    cwd: folder,
    env: {
      TEMPORAL_ADDRESS: TEMPORAL.address,
      TEMPORAL_NAMESPACE: sideNamespace(8),
      TAJO_ENCRYPTION_KEYS: newEncryptionKey('test'),
      METRICS_PORT: String(metricsPort),
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return child;
}

async function takenPort(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

async function freePort(): Promise<number> {
  const { server, port } = await takenPort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves once the process has written this. */
const until = (running: ChildProcess, words: string): Promise<void> =>
  new Promise((resolve) => {
    running.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes(words)) resolve();
    });
  });

test("a worker serves Temporal's metrics and those of its process", async () => {
  const port = await freePort();
  await until(startProcess(port), 'worker is running');

  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await answer.text();

  expect(answer.status).toBe(200);
  expect(text).toMatch(/^temporal_num_pollers\{.*task_queue="bigcommerce-brevo".*\} \d/m);
  expect(text).toMatch(/^\w*process_resident_memory_bytes\S* \d+/m);
  expect(text).toMatch(/^\w*process_cpu_seconds\S* \d/m);
});

test('a second worker on the same port ends with a sentence, and does not with 0', async () => {
  const { server, port } = await takenPort();
  const second = startProcess(port);
  let complaint = '';
  second.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const code = await new Promise((resolve) => second.once('close', resolve));
  server.close();

  expect(code).toBe(1);
  expect(complaint).toContain(`127.0.0.1:${port}`);
  expect(complaint).toContain('set METRICS_PORT to a free port');
  expect(complaint).not.toContain('    at ');
  await until(startProcess(0), 'worker is running');
});

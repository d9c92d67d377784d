// A worker that is started before Temporal, as machines that boot do it: it waits, says so, and works once there is a server.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEncryptionKey } from '../../src/config/encryption-keys';
import { startSandbox, type Sandbox } from '../../src/sandbox/start';
import { connectClient } from '../../src/temporal/connect';
import { memoOfStore } from '../../src/temporal/connected-stores';
import { findDevServer, startDevServer } from '../../src/temporal/dev-server';
import { freePorts } from '../../src/temporal/free-ports';
import { until } from '../support/moments';
import { connectorYaml } from '../support/stage';

const WORKER = join(__dirname, '../../dist/worker.js');
const report = (): undefined => undefined;

let sandbox: Sandbox;
let folder: string;
const running: (() => void)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ timeScale: 360, customers: 5, orders: 5, products: 5 });
  folder = await mkdtemp(join(tmpdir(), 'tajo-early-'));
  await writeFile(join(folder, 'connector.yml'), connectorYaml(sandbox));
});

afterAll(async () => {
  for (const kill of running) kill();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

function startEarly(address: string) {
  const child = spawn(process.execPath, [WORKER], {
    cwd: folder,
    env: {
      TEMPORAL_ADDRESS: address,
      BIGCOMMERCE_API_URL: sandbox.bigcommerceUrl,
      BREVO_API_URL: sandbox.brevoUrl,
      CONNECTOR_CONFIG: 'connector.yml',
      TAJO_ENCRYPTION_KEYS: newEncryptionKey('test'),
      LOG_LEVEL: 'warn',
      METRICS_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(() => child.kill('SIGKILL'));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const waits = () =>
    until('the worker says that it waits', () => {
      if (child.exitCode !== null) throw new Error(`The worker has ended: ${said}`);
      return said.includes(`Temporal does not answer at ${address}`);
    });
  const end = (): Promise<number | null> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { waits, end };
}

test('a worker waits for its server, then connects the store of connector.yml; told to end, it ends in either state', async () => {
  const [port] = await freePorts();
  const address = `127.0.0.1:${port}`;
  const [one, other] = [startEarly(address), startEarly(address)];
  await Promise.all([one.waits(), other.waits()]);
  const endOfOther = await other.end();
  const executable = await findDevServer({ env: process.env, report });
  const server = await startDevServer({ executable, port, ui: false, report });
  const connection = await connectClient({ address });

  await until('the store is connected', async () => {
    const memo = await memoOfStore(connection.client, sandbox.storeHash);
    return memo !== null;
  });
  const endOfOne = await one.end();
  await connection.close();
  await server.stop();

  expect(endOfOther).toBe(0);
  expect(endOfOne).toBe(0);
}, 120_000);

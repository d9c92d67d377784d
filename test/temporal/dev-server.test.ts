import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectClient, connectionSettings, connectWorker } from '../../src/temporal/connect';
import {
  DevServerFailed,
  findDevServer,
  startDevServer,
  type DevServer,
} from '../../src/temporal/dev-server';
import { startFullSync, SyncAlreadyRunning } from '../../src/temporal/sync-starter';
import { workflowUrl } from '../../src/temporal/ui-links';

const report = () => undefined;
let folder = '';
let executable = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dev-server-'));
  executable = await findDevServer({ env: process.env, report });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function withServer(server: DevServer, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await server.stop();
  }
}

test('what is started is still there after a stop, for thirty days', async () => {
  const start = { executable, ui: false, dbFile: join(folder, 'data', 'temporal.db'), report };
  const first = await startDevServer(start);
  await withServer(first, async () => {
    const connected = await connectClient({ address: first.address });
    const { client } = connected;
    await startFullSync(client, { store: 'main' }, { workflowId: 'sync/kept' });
    await connected.close();
  });
  expect(isAlive(first.pid)).toBe(false);

  const second = await startDevServer(start);
  await withServer(second, async () => {
    const connected = await connectClient({ address: second.address });
    const { client, namespace } = connected;
    const { type } = await client.workflow.getHandle('sync/kept').describe();
    const { config } = await client.workflowService.describeNamespace({ namespace });
    await connected.close();

    expect(type).toBe('fullSync');
    expect(config?.workflowExecutionRetentionTtl?.seconds?.toString()).toBe('2592000');
  });
});

test('the page for people answers, and a second stop is harmless', async () => {
  const server = await startDevServer({
    executable,
    ui: true,
    dataDir: join(folder, 'ui'),
    report,
  });
  await withServer(server, async () => {
    const page = await fetch(server.uiUrl ?? '');

    expect(page.status).toBe(200);
    expect(existsSync(join(folder, 'ui', 'dev-server.log'))).toBe(true);
  });
  await server.stop();
  expect(isAlive(server.pid)).toBe(false);
});

test('a server that ends at once is reported with its last words', async () => {
  const broken = join(folder, 'broken');
  writeFileSync(broken, '#!/bin/sh\necho "disk is full" >&2\nexit 4\n');
  chmodSync(broken, 0o755);

  const starting = startDevServer({ executable: broken, ui: false, report });

  await expect(starting).rejects.toThrow(DevServerFailed);
  await expect(starting).rejects.toThrow('it ended with 4. disk is full');
});

test('a server that is not there at all is reported too', async () => {
  const starting = startDevServer({ executable: join(folder, 'none'), ui: false, report });

  await expect(starting).rejects.toThrow(/did not start: .*ENOENT/);
});

describe('on a server that runs', () => {
  const address = process.env.TEST_TEMPORAL_ADDRESS ?? '';

  test('a second sync with the same id is refused by name while the first runs', async () => {
    const connected = await connectClient({ address });
    const { client } = connected;
    const workflowId = 'sync/refused-twice';
    const started = await startFullSync(client, { store: 'abc' }, { workflowId });

    const again = startFullSync(client, { store: 'abc' }, { workflowId });

    await expect(again).rejects.toThrow(SyncAlreadyRunning);
    await expect(again).rejects.toThrow('sync/refused-twice is already running');
    const handle = client.workflow.getHandle(workflowId, started.runId);
    const described = await handle.describe();
    expect(described.taskQueue).toBe('bigcommerce-brevo');
    expect(await described.staticSummary()).toBe('Full sync of abc: everything switched on');
    await handle.terminate();
    await connected.close();
  });

  test('workers connect with the same settings', async () => {
    const connected = await connectWorker({ address });

    expect(connected.namespace).toBe('default');
    await connected.close();
  });
});

test('our own server is reached without the settings of another one', () => {
  expect(connectionSettings({ address: '127.0.0.1:1' })).toEqual({
    options: { address: '127.0.0.1:1' },
    namespace: 'default',
  });
});

test('a server of the user is reached with the keys of the environment', () => {
  const variables = {
    TEMPORAL_ADDRESS: 'shop.tmprl.cloud:7233',
    TEMPORAL_NAMESPACE: 'shop.a1b2c',
    TEMPORAL_API_KEY: 'key',
    TEMPORAL_CONFIG_FILE: join(tmpdir(), 'no-such-profile.toml'),
    UNSET: undefined,
  };

  expect(connectionSettings({ variables })).toMatchObject({
    options: { address: 'shop.tmprl.cloud:7233', apiKey: 'key', tls: true },
    namespace: 'shop.a1b2c',
  });
});

test('a link into the Temporal UI keeps the slashes of an id', () => {
  const ui = 'http://127.0.0.1:8233';

  expect(workflowUrl(ui, 'default', { workflowId: 'sync/abc' })).toBe(
    `${ui}/namespaces/default/workflows/sync%2Fabc`,
  );
  expect(workflowUrl(ui, 'default', { workflowId: 'sync/abc', runId: 'r-1' })).toBe(
    `${ui}/namespaces/default/workflows/sync%2Fabc/r-1/history`,
  );
});

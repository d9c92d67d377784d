// Looking into stores through the SDK: what Temporal knows of them, and stores that lack a scope or share a quota.
import { createSecretKey, randomBytes } from 'node:crypto';
import { msToTs } from '@temporalio/common/lib/time';
import { createSealer } from '../../src/config/sealing';
import { syncFinished, type FinishedSync } from '../../src/contracts/store-connection';
import { createLog } from '../../src/observability/log';
import { readScopes } from '../../src/sandbox/bigcommerce/scopes';
import { connectClient } from '../../src/temporal/connect';
import { openStores } from '../../src/temporal/connected-stores';
import { examine } from '../../src/temporal/examination';
import { startWorker } from '../../src/worker';
import { sideNamespace, TEMPORAL, WORKFLOW_BUNDLE } from '../support/stage';
import { containing, eventually, openConnectedShop, type ConnectedShop } from './connected-shop';
import { bad, examined, findingsOf, matching, row } from './examined';

const HOUR_MS = 3_600_000;

describe('a store in Temporal', () => {
  let shop: ConnectedShop;

  beforeAll(async () => {
    shop = await openConnectedShop({ side: 2 });
    await shop.startWorker();
    await shop.connect();
  });
  afterAll(async () => {
    await shop.close();
  });

  test('has not been synced yet', async () => {
    expect(await row(shop, 'last sync')).toMatchObject([{ state: 'warning' }]);
  });

  test('is examined while it is being connected anew', async () => {
    const [report, connected] = await Promise.all([
      examined(shop),
      shop.connect({ settings: { consent: 'all' } }),
    ]);

    expect(connected.outcome).toBe('updated');
    expect(findingsOf(report).filter(({ state }) => state === 'wrong')).toEqual([]);
  });

  test('was synced long ago although its schedule runs, with records rejected, under another mapping', async () => {
    const finished: FinishedSync = {
      workflowId: 'sync/abc123',
      finishedAt: new Date(Date.now() - 3 * HOUR_MS).toISOString(),
      type: 'full',
      resources: ['customers'],
      summary: 'long ago',
      watermarks: {},
      mappingHash: 'of another mapping',
      counts: {},
      rejected: { customers: ['7', '8'] },
    };
    await shop.client.workflow.getHandle('store/abc123').signal(syncFinished, finished);
    const findings = await eventually(
      async () => findingsOf(await examined(shop)),
      (seen) => bad(seen).includes('rejected records'),
    );

    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          row: 'last sync',
          state: 'wrong',
          cure: containing('sync/reconcile/abc123'),
        }),
        expect.objectContaining({
          row: 'rejected records',
          state: 'warning',
          sentence: containing('2 customers'),
        }),
        expect.objectContaining({ row: 'mapping', state: 'warning' }),
      ]),
    );
  });

  test('has a schedule that somebody paused, and one that somebody deleted', async () => {
    const { client } = shop;
    await client.schedule.getHandle('reconcile/abc123').pause('holidays');
    await client.schedule.getHandle('full/abc123').delete();

    const findings = findingsOf(await examined(shop));

    expect(findings.filter((finding) => finding.row === 'schedules')).toMatchObject([
      { state: 'warning', sentence: 'reconcile/abc123 is paused.', cure: containing('--unpause') },
      { state: 'wrong', sentence: containing('full/abc123 is missing') },
      { state: 'ok', sentence: 'hooks/abc123 runs.' },
    ]);
    // Nobody expects an hourly sync of a paused schedule.
    expect(findings).toContainEqual(
      expect.objectContaining({ row: 'last sync', state: 'warning' }),
    );
  });

  test('is kept in a namespace that forgets too soon, until it is told otherwise', async () => {
    const { client } = shop;
    const namespace = sideNamespace(2);
    const retention = async () =>
      (await examined(shop)).connector.find((finding) => finding.row === 'retention');
    const before = await retention();
    await client.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: msToTs(30 * 24 * HOUR_MS) },
    });

    expect(before).toMatchObject({
      state: 'warning',
      cure: `temporal operator namespace update --namespace ${namespace} --retention 720h`,
    });
    expect(await retention()).toMatchObject({ state: 'ok' });
  });

  test('says by its id which encryption key the worker has lost', async () => {
    await shop.stopWorkers();
    const { sandbox } = shop;
    const worker = await startWorker({
      temporal: { ...TEMPORAL, namespace: sideNamespace(2) },
      vendors: { bigcommerce: sandbox.bigcommerceUrl, brevo: sandbox.brevoUrl },
      sealer: createSealer([{ id: 'newer', key: createSecretKey(randomBytes(32)) }]),
      log: createLog({ level: 'fatal' }),
      workflowBundle: WORKFLOW_BUNDLE,
    });

    const findings = findingsOf(await examined(shop));
    await worker.stop();

    expect(findings).toContainEqual({
      row: 'encryption key',
      state: 'wrong',
      sentence: containing('"test"'),
      cure: containing('TAJO_ENCRYPTION_KEYS'),
    });
    expect(findings.map(({ row: name }) => name)).not.toContain('token');
  });
});

describe('a store without some scopes', () => {
  let shop: ConnectedShop;

  afterEach(async () => {
    await shop.close();
  });

  test('is connected without inventory, and hears why and what helps', async () => {
    shop = await openConnectedShop({ side: 3 });
    await shop.startWorker();
    shop.sandbox.bigcommerce.setScopes(
      readScopes.filter((scope) => scope !== 'store_inventory_read_only'),
    );

    const report = await shop.connect({ settings: { sync: { inventory: true } } });

    expect(report).toMatchObject({ outcome: 'connected', missing: [] });
    expect(report.off).toContainEqual(matching(/^inventory: .*store_inventory_read_only.*new one/));
    expect(await row(shop, 'optional scopes')).toMatchObject([
      { state: 'warning', sentence: containing('store_inventory_read_only') },
    ]);
  });

  test('is refused without the scope of carts, and connected when carts are off', async () => {
    shop = await openConnectedShop({ side: 4 });
    await shop.startWorker();
    shop.sandbox.bigcommerce.setScopes(
      readScopes.filter((scope) => scope !== 'store_cart_read_only'),
    );

    await expect(shop.connect()).rejects.toMatchObject({
      problems: [{ sentence: matching(/store_cart_read_only.*sync\.carts: false/) }],
    });
    const report = await shop.connect({ settings: { sync: { carts: false } } });

    expect(report.outcome).toBe('connected');
    expect(await row(shop, 'other senders')).toEqual([]);
  });

  test('shares its quota with another app that uses most of it', async () => {
    shop = await openConnectedShop({ side: 5, sandbox: { timeScale: 1 } });
    await shop.startWorker();
    await shop.connect();

    shop.sandbox.bigcommerce.consumeQuota(100);

    expect(await row(shop, 'rate limit')).toMatchObject([
      { state: 'warning', sentence: containing('others 100'), cure: containing('other apps') },
    ]);
  });
});

test('without a worker everything is answered that Temporal alone knows', async () => {
  const shop = await openConnectedShop({ side: 6 });
  try {
    const worker = await shop.startWorker();
    await shop.connect();
    await worker.stop();
    // The server remembers who asked for work for a while; a queue of another name has never been asked.
    const server = await connectClient({ ...TEMPORAL, namespace: sideNamespace(8) });

    const report = await examine(server.client, await openStores(shop.client));
    await server.close();

    expect(report.connector).toContainEqual(
      expect.objectContaining({
        row: 'worker',
        state: 'wrong',
        cure: containing('npm run worker'),
      }),
    );
    expect(findingsOf(report).map(({ row: name }) => name)).toContain('last sync');
  } finally {
    await shop.close();
  }
});

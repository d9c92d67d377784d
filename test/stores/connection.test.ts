// Connecting a store through the SDK and the API, on a real Temporal server.
import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { sealStore } from '../../src/config/store-sealing';
import { storeSettings } from '../../src/config/store-settings';
import { TASK_QUEUE } from '../../src/contracts/names';
import {
  connectStore,
  STORE_CONNECTION,
  type ConnectedStore,
} from '../../src/contracts/store-connection';
import { TajoError } from '../../src/sdk/sdk';
import { textOf } from '../support/leak-scan';
import { SEALER } from '../support/stage';
import { containing, eventually, openConnectedShop, type ConnectedShop } from './connected-shop';

let shop: ConnectedShop;

afterEach(async () => {
  await shop.close();
});

async function openShop(side: number, { worker = true } = {}): Promise<ConnectedShop> {
  shop = await openConnectedShop({ side });
  if (worker) await shop.startWorker();
  return shop;
}

async function refusalOf(promise: Promise<unknown>): Promise<TajoError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof TajoError) return error;
  throw new Error(`A TajoError was expected, not ${String(error)}`);
}

const writesTo = ({ sandbox }: ConnectedShop): number =>
  sandbox.brevo.ledger.count(({ method }) => method !== 'GET');

const sealedStore = ({ sandbox }: ConnectedShop): ConnectedStore => {
  const identity = {
    store_hash: sandbox.storeHash,
    access_token: sandbox.accessToken,
    brevo_api_key: sandbox.brevoApiKey,
  };
  return sealStore(storeSettings('main', identity, {}), SEALER);
};

/** Every history and every description that Temporal still has. */
async function keptTexts(client: Client): Promise<string> {
  const texts: string[] = [];
  for await (const { workflowId, runId } of client.workflow.list()) {
    const handle = client.workflow.getHandle(workflowId, runId);
    texts.push(textOf(await handle.fetchHistory()), textOf((await handle.describe()).raw));
  }
  return texts.join('\n');
}

const ALL = ['full/abc123', 'hooks/abc123', 'reconcile/abc123'];

describe('a store', () => {
  test('is connected, and its schedules are there; connecting it again changes nothing', async () => {
    const { connect, schedules } = await openShop(1);

    const first = await connect();
    const again = await connect();

    expect(first).toMatchObject({ store: 'abc123', name: 'main', outcome: 'connected' });
    expect(first.checked).toHaveLength(2);
    expect(first.created).toEqual(
      expect.arrayContaining([containing('schedule reconcile/abc123')]),
    );
    expect(again).toMatchObject({ outcome: 'unchanged', created: [] });
    expect(await eventually(schedules, (found) => found.length === 3)).toEqual(ALL);
  });

  test('has its regular syncs an interval after connecting, and not at the full hour, also once it is changed', async () => {
    const { connect, client } = await openShop(4);
    const MINUTE_MS = 60_000;
    const turnOf = async (scheduleId: string) => {
      const { info, spec } = await client.schedule.getHandle(scheduleId).describe();
      const [{ offset } = { offset: 0 }] = spec.intervals ?? [];
      return { offset, inMs: Number(info.nextActionTimes[0]) - Date.now() };
    };

    await connect();
    const hourly = await turnOf('reconcile/abc123');
    const hooks = await turnOf('hooks/abc123');
    await connect({ settings: { consent: 'all' } });

    expect(hourly.inMs).toBeGreaterThan(45 * MINUTE_MS);
    expect(hooks.inMs).toBeGreaterThan(5 * MINUTE_MS);
    expect((await turnOf('reconcile/abc123')).offset).toBe(hourly.offset);
  });

  test('is refused with a wrong token, and nothing is left behind', async () => {
    const { connect, client, schedules } = await openShop(2);

    const refusal = await refusalOf(connect({ accessToken: 'a-wrong-token' }));

    expect(refusal.type).toBe('urn:tajo:problem:connect-refused');
    expect(refusal.message).toContain('token');
    const { status } = await eventually(
      () => client.workflow.getHandle('store/abc123').describe(),
      (seen) => seen.status.name !== 'RUNNING',
    );
    expect(status.name).toBe('COMPLETED');
    expect(await schedules()).toEqual([]);
    expect(writesTo(shop)).toBe(0);
    expect(await shop.tajo.connectors.status('bigcommerce')).toMatchObject({ connected: false });
  });

  test('is refused with the sentence when a list does not exist', async () => {
    const { connect } = await openShop(3);

    const refusal = await refusalOf(connect({ settings: { lists: { buyers: 4711 } } }));

    expect(refusal.problems).toEqual([{ path: '', sentence: containing('4711') }]);
    expect(writesTo(shop)).toBe(0);
  });

  test('that demands signatures is connected only with the client secret that proves them', async () => {
    const { connect, sandbox } = await openShop(3);
    const settings = { signature: 'required' } as const;

    const refusal = await refusalOf(connect({ settings }));
    const report = await connect({ settings, clientSecret: sandbox.clientSecret });

    expect(refusal.problems).toEqual([{ path: '', sentence: containing('BC_CLIENT_SECRET') }]);
    expect(report).toMatchObject({ outcome: 'connected' });
  });

  test('shows its sync in the status, which is answered with no worker alive', async () => {
    await openShop(4, { worker: false });
    const worker = await shop.startWorker();
    const { connect, tajo } = shop;
    await connect();

    const result = await tajo.connectors.sync('bigcommerce', { wait: true });
    const status = await tajo.connectors.status('bigcommerce');
    await worker.stop();
    const later = await tajo.connectors.status('bigcommerce', { store: 'abc123' });

    const written = (phase: string): number =>
      result.phases
        .filter((line) => line.phase === phase)
        .reduce((sum, { tally }) => sum + tally.written + tally.unchanged, 0);
    expect(status).toMatchObject({
      connected: true,
      lastSync: containing('T'),
      customersCount: written('customers'),
      ordersCount: written('orders'),
      productsCount: written('products'),
    });
    expect(status.customersCount).toBeGreaterThan(0);
    expect(later).toEqual(status);
  });

  test('is picked up by a worker that runs already, and dropped when it is disconnected', async () => {
    const { connect, tajo, logged } = await openShop(5);
    const said = async (sentence: string): Promise<boolean> =>
      Promise.resolve(logged.some((line) => line.includes(sentence)));
    await connect();

    const started = await eventually(() => said('store worker is running'), Boolean, 10_000);
    const report = await tajo.connectors.disconnect('bigcommerce', { store: 'main' });
    const stopped = await eventually(() => said('store worker has stopped'), Boolean, 10_000);

    expect(started).toBe(true);
    expect(report.outcome).toBe('disconnected');
    expect(stopped).toBe(true);
  });

  test('that two people connect at once is connected once', async () => {
    const { connect, executions } = await openShop(6);

    const outcomes = (await Promise.all([connect(), connect()])).map(({ outcome }) => outcome);

    expect(outcomes.sort()).toEqual(['connected', 'unchanged']);
    expect(await executions()).toEqual(['store/abc123']);
  });

  test('that is disconnected during a sync leaves no schedule, no sync and no secret', async () => {
    await openShop(7);
    const { connect, tajo, client, sandbox, schedules, executions } = shop;
    await connect();
    sandbox.faults.add({
      api: 'bigcommerce',
      path: /v3\/customers\?/,
      times: 1000,
      fault: { kind: 'slow', ms: 1_000 },
    });
    const { workflowId } = await tajo.connectors.sync('bigcommerce');
    await eventually(executions, (found) => found.includes('bulk/abc123'), 10_000);

    const report = await tajo.connectors.disconnect('bigcommerce', { store: 'abc123' });

    expect(report.removed).toEqual([
      containing('reconcile/abc123'),
      containing('full/abc123'),
      containing('hooks/abc123'),
      'the running sync, cancelled',
      'settings and sealed secrets',
    ]);
    const { status } = await client.workflow.getHandle(workflowId).describe();
    expect(status.name).toBe('CANCELLED');
    // Temporal deletes after its queues have noted that they are past the end of a workflow.
    expect(await eventually(executions, (found) => found.length === 0, 60_000)).toEqual([]);
    expect(await eventually(schedules, (found) => found.length === 0)).toEqual([]);
    expect(await tajo.connectors.status('bigcommerce')).toMatchObject({ connected: false });
    expect(await keptTexts(client)).not.toContain('tajo1:');
  }, 100_000);
});

describe('secrets', () => {
  test('are in no history, and an update that brings them unsealed is refused before it enters one', async () => {
    await openShop(1);
    const { connect, client, sandbox } = shop;
    await connect();
    const sealed = sealedStore(shop);
    const { accessToken } = sandbox;
    const typed = { ...sealed, secrets: { ...sealed.secrets, accessToken }, digest: 'typed' };
    const startWorkflowOperation = new WithStartWorkflowOperation(STORE_CONNECTION, {
      workflowId: 'store/abc123',
      taskQueue: TASK_QUEUE,
      workflowIdConflictPolicy: 'USE_EXISTING',
    });

    const update = client.workflow.executeUpdateWithStart(connectStore, {
      args: [typed],
      startWorkflowOperation,
    });

    await expect(update).rejects.toMatchObject({
      cause: { message: containing('accessToken is not sealed') },
    });
    const kept = await keptTexts(client);
    expect(kept).toContain('tajo1:');
    expect(kept).not.toContain(sandbox.accessToken);
    expect(kept).not.toContain(sandbox.brevoApiKey);
  });
});

describe('a person', () => {
  test('who has paused a schedule finds it paused after a connect with other settings', async () => {
    await openShop(2);
    const { connect, client } = shop;
    await connect();
    const schedule = client.schedule.getHandle('full/abc123');
    await schedule.pause('inventory week');

    const report = await connect({ settings: { consent: 'all' } });

    expect(report.outcome).toBe('updated');
    const { state } = await schedule.describe();
    expect(state).toMatchObject({ paused: true, note: 'inventory week' });
  });
});

// A running sync of a connected shop, asked and told through the SDK, on a real Temporal server.
import { syncId } from '../../src/contracts/names';
import { TajoError, type SyncState } from '../../src/sdk/sdk';
import { containing, eventually, openConnectedShop, type ConnectedShop } from './connected-shop';

const NAME = 'bigcommerce';
const PATIENCE_MS = 40_000;

async function refusalOf(promise: Promise<unknown>): Promise<TajoError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof TajoError) return error;
  throw new Error(`A TajoError was expected, not ${String(error)}`);
}

describe('a running sync', () => {
  let shop: ConnectedShop;

  afterEach(async () => {
    await shop.close();
  });

  const look = (waitSeconds?: number): Promise<SyncState> =>
    shop.tajo.connectors.readSync(NAME, { workflowId: syncId('abc123'), waitSeconds });

  const progressState = async (): Promise<string> => {
    const sync = await look();
    return sync.state === 'running' ? (sync.progress?.state ?? 'unknown') : sync.state;
  };

  test('tells that it waits for a word, hears it, and ends', async () => {
    shop = await openConnectedShop({ side: 5 });
    await shop.startWorker();
    await shop.connect({ settings: { guard: { max_list_joins: 1 } } });
    const { connectors } = shop.tajo;
    const { workflowId } = await connectors.sync(NAME);

    const waiting = await eventually(
      progressState,
      (state) => state === 'waiting for approval',
      PATIENCE_MS,
    );
    const asked = await look(1);
    const paused = await connectors.pauseSync(NAME, { workflowId });
    const resumed = await connectors.resumeSync(NAME, { workflowId });
    const approved = await connectors.approveSync(NAME, { workflowId });
    const ended = await eventually(
      () => look(5),
      ({ state }) => state !== 'running',
      PATIENCE_MS,
    );
    const tooLate = await refusalOf(connectors.approveSync(NAME, { workflowId }));

    expect(waiting).toBe('waiting for approval');
    expect(asked).toMatchObject({
      state: 'running',
      progress: { message: containing('guard.max_list_joins (1)') },
    });
    expect([paused, resumed, approved]).toEqual([
      { sentence: containing('pauses') },
      { sentence: containing('goes on') },
      { sentence: containing('Approved') },
    ]);
    expect(ended).toMatchObject({ state: 'completed', result: { store: 'abc123' } });
    expect(tooLate).toMatchObject({ status: 404 });
  });

  test('keeps its place without a worker, shows no progress, and says how it was ended', async () => {
    shop = await openConnectedShop({ side: 6 });
    const worker = await shop.startWorker();
    await shop.connect();
    await worker.stop();
    const { connectors } = shop.tajo;
    const { workflowId } = await connectors.sync(NAME);
    const handle = shop.client.workflow.getHandle(workflowId);

    const alone = await look(1);
    const second = await refusalOf(connectors.sync(NAME));
    await handle.terminate('by ann');
    const terminated = await look(1);
    const { workflowId: again } = await connectors.sync(NAME);
    await shop.startWorker();
    await shop.client.workflow.getHandle(again).cancel();
    const cancelled = await eventually(
      () => look(5),
      ({ state }) => state !== 'running',
      PATIENCE_MS,
    );

    expect(alone).toEqual({ state: 'running' });
    expect(second).toMatchObject({ status: 409, workflowId });
    expect(terminated).toEqual({
      state: 'failed',
      type: 'Terminated',
      detail: 'The sync was terminated: by ann',
    });
    expect(cancelled).toEqual({
      state: 'failed',
      type: 'Cancelled',
      detail: 'The sync was cancelled.',
    });
  });
});

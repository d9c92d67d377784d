// The inbox and a real Temporal, with a wire between them that can be cut; nobody works, so every signal stays to be read.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPayloadConverter, fromPayloadsAtIndex } from '@temporalio/common';
import type { Delivery } from '../../src/api/inbox/inbox';
import { startLive, type Live } from '../../src/api/live';
import type { RecordsChanged } from '../../src/contracts/record-changes';
import { createLog } from '../../src/observability/log';
import { connectClient, openClient, type ClientConnection } from '../../src/temporal/connect';
import { eventually } from '../stores/connected-shop';
import { connectByHand } from '../support/connected-by-hand';
import { SEALER, sideNamespace, TEMPORAL } from '../support/stage';
import { openWire, type Wire } from '../support/wire';

const namespace = sideNamespace(7);
const log = createLog({ level: 'fatal' });
const PACE = { restMs: 50, firstWaitMs: 50, longestWaitMs: 200 };

let dataDir: string;
let wire: Wire;
/** Past the wire. */
let direct: ClientConnection;
let behind: ClientConnection | undefined;
let live: Live | undefined;
let store = '';
let stores = 0;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tajo-dispatch-'));
  wire = await openWire(TEMPORAL.address);
  direct = await connectClient({ ...TEMPORAL, namespace });
  stores += 1;
  store = `shop${process.pid}x${stores}`;
  await connect(store);
});

const connect = (storeHash: string): Promise<void> =>
  connectByHand({ client: direct.client, sealer: SEALER, storeHash, hookSecret: 'of the hooks' });

afterEach(async () => {
  wire.mend();
  await end();
  for await (const { workflowId } of direct.client.workflow.list({
    query: 'ExecutionStatus = "Running"',
  })) {
    await direct.client.workflow.getHandle(workflowId).terminate('the test is over');
  }
  await direct.close();
  await wire.close();
  await rm(dataDir, { recursive: true });
});

async function begin(): Promise<Live> {
  behind = openClient({ address: wire.address, namespace });
  live = await startLive({ client: behind.client, sealer: SEALER, dataDir, log, pace: PACE });
  return live;
}

async function end(): Promise<void> {
  await live?.stop();
  await behind?.close();
  live = undefined;
  behind = undefined;
}

const changed = (id: number, scope = 'store/customer/updated'): Delivery => ({
  store,
  scope,
  id,
  deliveryId: `${store}-${scope}-${id}`,
});

const customers = () => `changes/${store}/customers`;

/** What the workflow was told, signal by signal; null when it was never started. */
async function told(workflowId = customers()): Promise<readonly RecordsChanged[] | null> {
  try {
    const { events } = await direct.client.workflow.getHandle(workflowId).fetchHistory();
    return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
      signal == null
        ? []
        : [fromPayloadsAtIndex<RecordsChanged>(defaultPayloadConverter, 0, signal.input?.payloads)],
    );
  } catch {
    return null;
  }
}

const idsOf = (signals: readonly RecordsChanged[] | null): readonly number[] =>
  (signals ?? []).flatMap(({ changed: ids = [] }) => ids);

const drained = (): Promise<number> =>
  eventually(
    () => Promise.resolve(live?.inbox.report().waiting ?? -1),
    (waiting) => waiting === 0,
    30_000,
  );

test('a delivery starts the workflow of its store and kind, and is gone from the inbox', async () => {
  const { inbox, counts } = await begin();

  await inbox.append(changed(7));
  await inbox.append(changed(9, 'store/product/deleted'));

  expect(await drained()).toBe(0);
  expect(await told()).toStrictEqual([{ changed: [7] }]);
  expect(await told(`changes/${store}/products`)).toStrictEqual([{ deleted: [9] }]);
  const { events } = await direct.client.workflow.getHandle(customers()).fetchHistory();
  const started = events?.[0]?.workflowExecutionStartedEventAttributes;
  expect(started?.workflowType?.name).toBe('recordChanges');
  expect(started?.priority?.priorityKey).toBe(1);
  expect(fromPayloadsAtIndex(defaultPayloadConverter, 0, started?.input?.payloads)).toStrictEqual({
    storeHash: store,
    kind: 'customers',
  });
  expect(counts.fates).toStrictEqual(new Map([['sent', 2]]));
});

test('a burst becomes a few signals with every id once', async () => {
  const { inbox } = await begin();

  await Promise.all(Array.from({ length: 300 }, (_, at) => inbox.append(changed(at + 1))));

  expect(await drained()).toBe(0);
  const signals = await told();
  expect(idsOf(signals)).toHaveLength(300);
  expect(new Set(idsOf(signals)).size).toBe(300);
  expect(signals?.length).toBeLessThan(30);
});

test('while Temporal is away deliveries wait, and then arrive in their order', async () => {
  const first = await begin();
  wire.cut();
  for (const id of [5, 4, 3]) await first.inbox.append(changed(id));
  await end();
  const second = await begin();
  for (const id of [2, 1]) await second.inbox.append(changed(id));
  expect(await told()).toBeNull();
  expect(second.inbox.report().waiting).toBe(5);

  wire.mend();

  expect(await drained()).toBe(0);
  expect(idsOf(await told())).toStrictEqual([5, 4, 3, 2, 1]);
}, 90_000);

test('a signal whose answer was lost is sent again under its id: Temporal has it once', async () => {
  const { inbox } = await begin();
  await inbox.append(changed(1));
  await drained();
  wire.deafen();

  await inbox.append(changed(2));
  await eventually(told, (signals) => signals?.length === 2, 20_000);
  await inbox.append(changed(3));
  expect(inbox.report().waiting).toBe(2);
  wire.mend();

  expect(await drained()).toBe(0);
  expect(await told()).toStrictEqual([{ changed: [1] }, { changed: [2] }, { changed: [3] }]);
}, 90_000);

test('an API that ends before the answer leaves the batch to the next one, and Temporal has it once', async () => {
  const { inbox } = await begin();
  await inbox.append(changed(1));
  await drained();
  wire.deafen();
  await inbox.append(changed(2));
  await eventually(told, (signals) => signals?.length === 2, 20_000);
  await end();
  wire.mend();

  await begin();

  expect(await drained()).toBe(0);
  expect(await told()).toStrictEqual([{ changed: [1] }, { changed: [2] }]);
}, 90_000);

test('what Temporal refuses is parked and does not hold up others; released it is tried again', async () => {
  const { inbox, counts } = await begin();
  // The id of its connection has less than 1,000 characters, that of its workflow has more.
  const impossible = { ...changed(1), store: 'x'.repeat(988) };
  await connect(impossible.store);

  await inbox.append(impossible);
  await inbox.append(changed(2));

  expect(await drained()).toBe(0);
  expect(idsOf(await told())).toStrictEqual([2]);
  const [parked] = inbox.report().parked;
  expect(parked).toMatchObject({
    deliveries: 1,
    reason: 'Temporal calls it invalid (gRPC code 3)',
  });
  expect(await inbox.release()).toBe(1);
  await drained();
  expect(inbox.report()).toMatchObject({ parked: [{ id: parked?.id }] });
  expect(counts.fates.get('parked')).toBe(2);
});

test('deliveries of a store that has left are dropped when Temporal says that it has', async () => {
  const { inbox, stores: known, counts } = await begin();
  const gone = { ...changed(1), store: 'gone' };
  await eventually(
    async () => {
      await known.refresh();
      return known.find('gone').kind;
    },
    (kind) => kind === 'not connected',
  );

  await inbox.append(gone);

  expect(await drained()).toBe(0);
  expect(await told('changes/gone/customers')).toBeNull();
  expect(counts.fates).toStrictEqual(new Map([['dropped', 1]]));
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { groupOf, targetOf } from '../../src/api/dispatcher/target';
import { verdictOf } from '../../src/api/dispatcher/verdict';
import { InboxFull, openInbox, type Delivery, type Inbox } from '../../src/api/inbox/inbox';

const HOUR = 3_600_000;
const CUSTOMERS = 'changes/abc123/customers';

let folder: string;
let nowMs = Date.parse('2025-01-01T00:00:00Z');
const now = () => nowMs;
const open: Inbox[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tajo-inbox-'));
});

afterEach(async () => {
  for (const inbox of open.splice(0)) await inbox.close();
  await rm(folder, { recursive: true });
});

function start(limit?: number): Inbox {
  const inbox = openInbox({ folder, groupOf, now, ...(limit !== undefined && { limit }) });
  open.push(inbox);
  return inbox;
}

/** The same inbox as the next process sees it. */
async function restart(inbox: Inbox, limit?: number): Promise<Inbox> {
  open.splice(open.indexOf(inbox), 1);
  await inbox.close();
  return start(limit);
}

const customer = (id: number, deliveryId?: string): Delivery => ({
  store: 'abc123',
  scope: 'store/customer/updated',
  id,
  ...(deliveryId !== undefined && { deliveryId }),
});

async function sealed(inbox: Inbox, group = CUSTOMERS) {
  const batch = await inbox.nextBatch(group);
  if (batch === undefined) throw new Error('Nothing waits.');
  return batch;
}

test('deliveries come out in the order in which they came in, also after a restart', async () => {
  const first = start();
  for (const id of [5, 3, 9]) await first.append(customer(id, `a${id}`));
  const second = await restart(first);
  await second.append(customer(1, 'a1'));

  const batch = await sealed(second);

  expect(batch.entries.map(({ id }) => id)).toStrictEqual([5, 3, 9, 1]);
});

test('a sealed batch keeps its id and its deliveries until it is settled, whatever comes meanwhile', async () => {
  const first = start();
  await first.append(customer(1, 'a'));
  const batch = await sealed(first);
  await first.append(customer(2, 'b'));
  const again = await sealed(first);
  const second = await restart(first);
  const later = await sealed(second);
  await second.settle(later);

  expect([again, later]).toStrictEqual([batch, batch]);
  expect((await sealed(second)).entries.map(({ id }) => id)).toStrictEqual([2]);
});

test('what is settled is gone from the disk, and its id is still known', async () => {
  const first = start();
  await first.append(customer(1, 'a'));
  await first.settle(await sealed(first));
  const second = await restart(first);

  expect(second.report()).toMatchObject({ waiting: 0, oldestAt: null, parkedDeliveries: 0 });
  expect(second.groups()).toStrictEqual([]);
  expect(await second.append(customer(1, 'a'))).toBe('repeated');
});

test('an id is known for 72 hours, and forgotten after six days', async () => {
  const began = nowMs;
  const inbox = start();
  await inbox.append(customer(1, 'a'));

  nowMs = began + 72 * HOUR;
  await inbox.forget();
  expect(await inbox.append(customer(1, 'a'))).toBe('repeated');
  nowMs = began + 145 * HOUR;
  await inbox.forget();
  expect(await inbox.append(customer(1, 'a'))).toBe('kept');
  nowMs = began;
});

test('the same id from two stores is two deliveries', async () => {
  const inbox = start();
  await inbox.append(customer(1, 'a'));

  expect(await inbox.append({ ...customer(1, 'a'), store: 'def456' })).toBe('kept');
});

test('without an id only a repeat that was not sealed is dropped', async () => {
  const first = start();
  await first.append(customer(1));
  const inbox = await restart(first);
  const repeated = await inbox.append(customer(1));
  const batch = await sealed(inbox);
  const genuine = await inbox.append(customer(1));

  expect([repeated, genuine]).toStrictEqual(['repeated', 'kept']);
  expect(batch.entries).toHaveLength(1);
});

test('waiting, sealed and parked deliveries count for the limit, also after a restart', async () => {
  const first = start(3);
  await first.append(customer(1, 'a'));
  await first.park(await sealed(first), 'for the test');
  await first.append(customer(2, 'b'));
  await sealed(first);
  await first.append(customer(3, 'c'));

  await expect(first.append(customer(4, 'd'))).rejects.toBeInstanceOf(InboxFull);
  const second = await restart(first, 3);
  await expect(second.append(customer(4, 'd'))).rejects.toBeInstanceOf(InboxFull);
  await second.settle(await sealed(second));
  expect(await second.append(customer(4, 'd'))).toBe('kept');
});

test('parked batches are told, stand in nobody’s way, and come back under their id when they are released', async () => {
  const first = start();
  await first.append(customer(1, 'a'));
  const batch = await sealed(first);
  await first.park(batch, 'Temporal calls it invalid');
  nowMs += 5_000;
  await first.append(customer(2, 'b'));
  const second = await restart(first);

  expect(second.report()).toMatchObject({
    waiting: 1,
    oldestAt: new Date(nowMs).toISOString(),
    parkedDeliveries: 1,
    parked: [
      { id: batch.id, workflowId: CUSTOMERS, deliveries: 1, reason: 'Temporal calls it invalid' },
    ],
  });
  await second.settle(await sealed(second));
  expect(await second.release(['nobody'])).toBe(0);
  expect(await second.release([batch.id])).toBe(1);
  expect(await sealed(second)).toMatchObject({ id: batch.id, keys: batch.keys });
});

test('a thousand deliveries make one batch, the next one another', async () => {
  const inbox = start();
  await Promise.all(
    Array.from({ length: 1_001 }, (_, at) => inbox.append(customer(at + 1, `m${at}`))),
  );

  const first = await sealed(inbox);
  await inbox.settle(first);
  const second = await sealed(inbox);

  expect([first.entries.length, second.entries.length]).toStrictEqual([1_000, 1]);
});

test('nothing but scope, ids and times is on the disk', async () => {
  const inbox = start();
  await inbox.append({ ...customer(1, 'msg_1'), occurredAt: '2025-01-01T00:00:00.000Z' });
  await restart(inbox);

  const bytes = await readFile(join(folder, 'data.mdb'), 'latin1');

  expect(bytes).toContain('abc123');
  expect(bytes).not.toMatch(/@|token|hash|producer/i);
});

test('a folder that cannot be used is one sentence with the cure', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');

  expect(() => openInbox({ folder: join(file, 'inbox'), groupOf })).toThrow('is DATA_DIR writable');
});

/** Does to an inbox what may be done to it, and remembers what is still owed. */
function careless(first: Inbox) {
  let inbox = first;
  let last: string | undefined;
  const owed = new Set<string>();
  const settle = async (): Promise<boolean> => {
    const batch = await inbox.nextBatch(CUSTOMERS);
    if (batch === undefined) return false;
    await inbox.settle(batch);
    // Never handed out again once it was settled.
    for (const { deliveryId = '' } of batch.entries) expect(owed.delete(deliveryId)).toBe(true);
    return true;
  };
  const deeds = {
    append: async () => {
      nowMs += 1;
      last = `id-${nowMs}`;
      owed.add(last);
      expect(await inbox.append(customer(1 + (nowMs % 5), last))).toBe('kept');
    },
    repeat: async () => {
      if (last !== undefined) expect(await inbox.append(customer(1, last))).toBe('repeated');
    },
    settle,
    park: async () => {
      const batch = await inbox.nextBatch(CUSTOMERS);
      if (batch !== undefined) await inbox.park(batch, 'for the test');
    },
    release: () => inbox.release(),
    restart: async () => {
      inbox = await restart(inbox);
    },
  } as const;
  const empty = async () => {
    await inbox.release();
    while (await settle());
    return owed;
  };
  return { deeds, empty, inbox: () => inbox };
}

test('whatever happens to it, each delivery is handed out until it is settled, and never again', async () => {
  let inbox = start();
  const deed = fc.constantFrom(
    ...(['append', 'append', 'repeat', 'settle', 'park', 'release', 'restart'] as const),
  );

  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (steps) => {
      const world = careless(inbox);
      for (const step of steps) await world.deeds[step]();

      expect([...(await world.empty())]).toStrictEqual([]);
      inbox = world.inbox();
    }),
    { numRuns: 40, seed: 7 },
  );
});

test('a batch says every id once, and what was deleted is not read as changed', () => {
  const said = (scope: string, id: number): Delivery => ({ store: 'abc123', scope, id });

  const people = targetOf([
    said('store/customer/updated', 1),
    said('store/customer/address/created', 1),
    said('store/customer/deleted', 2),
    said('store/customer/updated', 2),
    said('store/subscriber/deleted', 5),
  ]);
  const order = targetOf([
    said('store/order/statusUpdated', 77),
    said('store/shipment/created', 77),
    said('store/order/updated', 77),
  ]);
  const goods = targetOf([
    said('store/sku/inventory/order/updated', 9),
    said('store/category/deleted', 4),
    said('store/product/deleted', 8),
  ]);

  expect(people).toStrictEqual({
    workflowId: CUSTOMERS,
    workflowType: 'recordChanges',
    taskQueue: 'bigcommerce-brevo',
    input: { storeHash: 'abc123', kind: 'customers' },
    signalName: 'recordsChanged',
    signalInput: { changed: [1], deleted: [2], subscribers: [5] },
  });
  expect(order).toStrictEqual({
    workflowId: 'order/abc123/77',
    workflowType: 'orderFlow',
    summary: 'Order 77 of store abc123',
    taskQueue: 'bigcommerce-brevo',
    input: { storeHash: 'abc123', orderId: 77 },
    signalName: 'orderTouched',
    signalInput: {},
  });
  expect(goods).toMatchObject({
    workflowId: 'changes/abc123/products',
    signalInput: { changed: [9], deleted: [8], categories: [4] },
  });
});

test.each([
  [14, 'unavailable', 'away'],
  [4, 'deadline exceeded', 'away'],
  [16, 'unauthenticated', 'away'],
  [8, 'busy workflow', 'later'],
  [3, 'exceeded workflow execution limit for signal events', 'later'],
  [3, 'WorkflowId length exceeds limit.', 'refused'],
])('gRPC code %i (%s) means %s', (code, details, kind) => {
  const error = Object.assign(new Error(details), { code, details, metadata: {} });

  const verdict = verdictOf(error);

  expect(verdict.kind).toBe(kind);
  expect(verdict.reason).not.toContain(details);
});

// Two hundred orders at once, beside a full sync: each is in Brevo with its events, and the shop's quota holds.
import { bulkId } from '../../src/contracts/names';
import { orderFlowId } from '../../src/contracts/order-flow';
import { eventually } from '../stores/connected-shop';
import { reached } from '../support/moments';
import { doubled, openOrderShop, type OrderShop } from './order-shop';

const ORDERS = 200;
const PLACED = ['order_placed', 'order_completed'];

let shop: OrderShop;

beforeAll(async () => {
  shop = await openOrderShop(6, {
    sandbox: { customers: 40, orders: 20, products: 10, timeScale: 60 },
  });
}, 60_000);

afterAll(async () => {
  await shop.close();
});

interface Held {
  readonly sync: ReturnType<OrderShop['synced']>;
  readonly letGo: () => void;
}

/** A full sync whose first page of orders stays away until it is let go, however often it is asked for again. */
async function heldSync(): Promise<Held> {
  const path = /\/v2\/orders\?(?!.*(customer_id|email)=).*sort=id/;
  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const underWay = reached(shop.sandbox, { api: 'bigcommerce', path: /\/v3\/customers\?/ });
  shop.sandbox.faults.add({
    api: 'bigcommerce',
    path,
    times: 1_000,
    fault: { kind: 'held', until },
  });
  const sync = shop.synced();
  await underWay;
  return { sync, letGo };
}

const isSyncing = async (): Promise<boolean> => {
  const { status } = await shop.client.workflow.getHandle(bulkId('abc123')).describe();
  return status.name === 'RUNNING';
};

/** With which priority the activities of these workflows have waited for the store's rate. */
async function prioritiesOf(ids: readonly string[]): Promise<ReadonlySet<number | undefined>> {
  const found = new Set<number | undefined>();
  for (const id of ids) {
    const { events } = await shop.client.workflow.getHandle(id).fetchHistory();
    for (const { activityTaskScheduledEventAttributes: task } of events ?? [])
      if (task != null) found.add(task.priority?.priorityKey ?? undefined);
  }
  return found;
}

test('two hundred orders placed within seconds are in Brevo, announced once, while a full sync waits for its orders', async () => {
  await shop.synced();
  const { shop: toy, bigcommerce, storeHash } = shop.sandbox;
  const buyers = [...toy.customers.keys()];
  bigcommerce.ledger.clear();
  const { sync, letGo } = await heldSync();
  const ids = Array.from({ length: ORDERS }, (_, at) => {
    const customer_id = at % 4 === 0 ? 0 : (buyers[at % buyers.length] ?? 0);
    return toy.addOrder({ customer_id }).id;
  });
  const missing = () => ids.filter((id) => shop.heard(id).length < PLACED.length);

  await eventually(
    () => Promise.resolve(missing()),
    (left) => left.length === 0,
    240_000,
  );
  const late = missing();
  const wasSyncing = await isSyncing();
  const untilThen = bigcommerce.ledger.entries.length;
  letGo();
  await sync;

  // None waited behind the sync.
  expect({ late, wasSyncing }).toEqual({ late: [], wasSyncing: true });
  const bulk = await prioritiesOf([bulkId(storeHash)]);
  const live = await prioritiesOf(ids.slice(0, 20).map((id) => orderFlowId(storeHash, id)));
  expect(live).toEqual(new Set([1]));
  expect(bulk).not.toContain(1);
  for (const id of ids) {
    expect(shop.heard(id)).toEqual(PLACED);
    expect(shop.inBrevo(id)).toMatchObject({ status: 'awaiting_fulfillment' });
  }
  expect(doubled(shop)).toEqual([]);
  expect(bigcommerce.tooMany()).toBe(0);
  // One read and one count of earlier orders each; more only where the webhooks of one order came apart.
  const reads = bigcommerce.ledger.count(({ path }) => /\/v2\/orders\/\d+\?/.test(path));
  const counts = bigcommerce.ledger.count(({ path }) => path.includes('/v2/orders/count?'));
  expect(counts).toBeLessThanOrEqual(ORDERS * 1.1);
  expect(reads).toBeLessThanOrEqual(ORDERS * 3);
  expect(untilThen).toBeLessThanOrEqual(ORDERS * 8);
}, 360_000);

// How long a change takes from the webhook's 200 until Brevo has accepted it: alone, and while a full sync runs.
import { openLiveShop, type LiveShop } from './live-shop';
import { median, pause, percentile, table, type Row } from './table';
import { burstOfProducts } from './product-burst';

const PER_SECOND = 6;
const CHANGES = 180;
const PATIENCE_MS = 60_000;
/** Half of the changes are to customers, half to products, each to a record of its own. */
const SHOP = { customers: 400, orders: 400, products: 400 } as const;

const WINDOWS = [
  { storeHash: 'usual', changes: {}, title: '2 s (usual)' },
  { storeHash: 'none', changes: { window: '0s' }, title: '0' },
] as const;

/** Vendors, API and worker share this process with the measurement. */
export async function benchLatency(address: string): Promise<string> {
  const rows: Row[] = [];
  for (const { storeHash, changes, title } of WINDOWS) {
    const shop = await openLiveShop({ address, changes, sandbox: { ...SHOP, storeHash } });
    try {
      rows.push([title, 'nothing', ...figures(await steadyChanges(shop, 0))]);
      const { syncs, found } = await whileSyncing(shop, () => steadyChanges(shop, CHANGES));
      rows.push([title, `${syncs} full syncs`, ...figures(found)]);
    } finally {
      await shop.close();
    }
  }
  const head = ['window', 'beside it', 'changes', 'p50', 'p99', 'not in Brevo'];
  return `${table(head, rows)}\n\n${await burstOfProducts(address)}`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** Milliseconds of each change; of one that never came, nothing. */
type Found = readonly (number | undefined)[];

function figures(found: Found): Row {
  const came = found.filter((ms) => ms !== undefined);
  const [p50, p99] = [median(came), percentile(came, 99)];
  return [found.length, seconds(p50), seconds(p99), found.length - came.length];
}

interface Change {
  readonly record: string;
  readonly mark: string;
}

/** Leaves out so many records that were changed before. */
async function steadyChanges(shop: LiveShop, skip: number): Promise<Found> {
  const began = performance.now();
  const changes: Change[] = [];
  for (let number = 0; number < CHANGES; number += 1) {
    await pause(Math.max(0, began + (number * 1000) / PER_SECOND - performance.now()));
    changes.push(change(shop, skip + number));
  }
  await shop.sandbox.bigcommerce.webhooks.settled();
  await shop.marks.untilWritten(
    changes.map(({ mark }) => mark),
    PATIENCE_MS,
  );
  return changes.map(({ record, mark }) => {
    const accepted = shop.door.acceptedAt(record);
    const written = shop.marks.writtenAt(mark);
    return accepted === undefined || written === undefined ? undefined : written - accepted;
  });
}

function change({ sandbox, customers, products, marks }: LiveShop, number: number): Change {
  const mark = marks.next();
  const [ofCustomer, at] = [number % 2 === 0, Math.floor(number / 2)];
  const id = (ofCustomer ? customers : products)[at];
  if (id === undefined) throw new Error('The shop has too few records.');
  if (ofCustomer) sandbox.shop.editCustomer(id, { company: mark });
  else sandbox.shop.editProduct(id, { name: mark });
  return { record: `${ofCustomer ? 'customer' : 'product'}/${id}`, mark };
}

/** One full sync after another, until the deed is done. */
async function whileSyncing(
  { tajo, sandbox: { storeHash: store } }: LiveShop,
  deed: () => Promise<Found>,
): Promise<{ readonly syncs: number; readonly found: Found }> {
  let isDone = false;
  let syncs = 0;
  const syncing = async (): Promise<void> => {
    while (!isDone) {
      await tajo.connectors.sync('bigcommerce', { store, fresh: true, wait: true });
      syncs += 1;
    }
  };
  const done = deed().finally(() => {
    isDone = true;
  });
  const [found] = await Promise.all([done, syncing()]);
  return { syncs, found };
}

// What ten thousand carts that wait cost: the memory of a worker process, and the file of a Temporal server.
import { stat } from 'node:fs/promises';
import type { Client } from '@temporalio/client';
import { CART_RECOVERY, cartWorkflowId } from '../../src/contracts/cart-recovery';
import { createRandom } from '../../src/sandbox/shop/random';
import { workerHasPolled } from '../../src/temporal/worker-presence';
import { openConnectedShop, type ConnectedShop } from '../stores/connected-shop';
import { startGaugedWorker, type GaugedWorker, type Memory } from './gauged-worker';
import { benchSealer, KEY } from './status';
import { median, pause, table, type Row } from './table';

/** How many are open at each look. */
const LOOKS = [0, 250, 1_000, 2_500, 5_000, 10_000] as const;
/** So many are filled side by side, and waited for: few, and they have shown a worker every kind of work. */
const GROUP = 250;
const GROUP_WITHIN_MS = 120_000;
const SETTLE_MS = 5_000;
const SAMPLE = 50;

/** The quotas of both vendors would make it last for hours. */
const PLENTY = { limit: 1_000_000, windowMs: 1_000 } as const;
const SANDBOX = {
  customers: 20,
  orders: 20,
  products: 200,
  quota: 1_000_000,
  timeScale: 1,
  brevo: {
    activationMs: 100,
    rates: { contacts: PLENTY, events: PLENTY, hourly: PLENTY },
  },
} as const;

/** Mails are planned; the carts wait for their hour of quiet. */
const SKILL = {
  sequence: [
    { delay: '1h', template_id: 101 },
    { delay: '24h', template_id: 102 },
    { delay: '48h', template_id: 103 },
  ],
} as const;

interface Look {
  readonly carts: number;
  /** Which worker, and how many carts it has had to do with. */
  readonly worker: string;
  readonly memory: Memory;
  readonly fileBytes: number;
}

/** `dbFile` is the server's. */
export async function benchOpenCarts(address: string, dbFile: string): Promise<string> {
  const shop = await openConnectedShop({
    address,
    sealer: benchSealer(),
    logLevel: 'fatal',
    sandbox: SANDBOX,
  });
  const start = (): Promise<GaugedWorker> =>
    startGaugedWorker({
      TEMPORAL_ADDRESS: address,
      BIGCOMMERCE_API_URL: shop.sandbox.bigcommerceUrl,
      BREVO_API_URL: shop.sandbox.brevoUrl,
      TAJO_ENCRYPTION_KEYS: KEY,
      PUBLIC_URL: shop.apiUrl,
      METRICS_PORT: '0',
      // As the image and `npm start` have it.
      MALLOC_ARENA_MAX: '2',
      LOG_LEVEL: 'fatal',
    });
  let worker = await start();
  try {
    while (!(await workerHasPolled(shop.client))) await pause(100);
    await shop.connect({
      settings: { lists: { abandoned_cart: 42 }, skills: { 'abandoned-cart': SKILL } },
    });
    const filling = startFilling(shop);
    const looks: Look[] = [];
    const look = async (name: string): Promise<void> => {
      await pause(SETTLE_MS);
      const memory = await worker.memory();
      const carts = filling.filled();
      looks.push({ carts, worker: name, memory, fileBytes: await sizeOf(dbFile) });
    };
    for (const carts of LOOKS) {
      await filling.fillUpTo(carts);
      await look(`first, ${carts} followed`);
    }
    // A process that has worked for long holds more than one that has not, whatever is open: the same twice, side by side.
    await worker.close();
    worker = await start();
    await look('second, 0 followed');
    await filling.fillUpTo(filling.filled() + GROUP);
    await look(`second, ${GROUP} followed`);
    return `${figures(looks)}\n\n${await histories(shop)}`;
  } finally {
    await worker.close();
    await shop.close();
  }
}

interface Filling {
  readonly filled: () => number;
  /** Resolves when Brevo knows of each. */
  readonly fillUpTo: (carts: number) => Promise<void>;
}

function startFilling(shop: ConnectedShop): Filling {
  let filled = 0;
  return {
    filled: () => filled,
    fillUpTo: async (carts) => {
      while (filled < carts) {
        for (let more = 0; more < GROUP; more += 1, filled += 1) {
          shop.sandbox.shop.fillCart({ email: `shopper${filled}@mail.example` });
        }
        await untilFollowed(shop, filled);
      }
    },
  };
}

async function untilFollowed({ sandbox, client }: ConnectedShop, carts: number): Promise<void> {
  const { events } = sandbox.brevo.state;
  const end = Date.now() + GROUP_WITHIN_MS;
  while (events.length < 2 * carts || (await openCarts(client)) < carts) {
    if (Date.now() > end) throw new Error(`Only ${events.length} events of ${carts} carts came.`);
    await pause(100);
  }
}

const openCarts = async (client: Client): Promise<number> =>
  (await client.workflow.count(`ExecutionStatus = "Running" AND WorkflowType = "${CART_RECOVERY}"`))
    .count;

/** With what is not yet moved from the log into the file itself. */
async function sizeOf(dbFile: string): Promise<number> {
  const log = await stat(`${dbFile}-wal`).catch(() => ({ size: 0 }));
  return (await stat(dbFile)).size + log.size;
}

const mb = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

function figures(looks: readonly Look[]): string {
  const [first] = looks;
  const rows = looks.map(({ carts, worker, memory, fileBytes }): Row => {
    const { rss, rssBefore, heapUsed, threads } = memory;
    const grown = fileBytes - (first?.fileBytes ?? 0);
    return [
      carts,
      worker,
      mb(rssBefore),
      mb(rss),
      mb(heapUsed),
      mb(threads.reduce((sum, bytes) => sum + bytes, 0)),
      mb(fileBytes),
      carts === 0 ? '' : `${(grown / 1024 / carts).toFixed(1)} KB`,
    ];
  });
  const head = [
    ...['open carts', 'worker', 'RSS', 'cleared up', 'main heap', 'workflow heap'],
    ...['file', 'of it a cart'],
  ];
  return table(head, rows);
}

/** Of some of them: nothing is under way, and what their histories are. */
async function histories({ client, sandbox }: ConnectedShop): Promise<string> {
  const ids = [...sandbox.shop.carts.keys()];
  const random = createRandom(1);
  const events: number[] = [];
  const bytes: number[] = [];
  let busy = 0;
  for (let at = 0; at < SAMPLE; at += 1) {
    const id = cartWorkflowId(sandbox.storeHash, random.pick(ids));
    const { historyLength, historySize, raw } = await client.workflow.getHandle(id).describe();
    events.push(historyLength);
    bytes.push(historySize ?? 0);
    if ((raw.pendingActivities ?? []).length > 0 || raw.pendingWorkflowTask) busy += 1;
  }
  const row = [SAMPLE, busy, median(events), `${(median(bytes) / 1024).toFixed(1)} KB`];
  return table(['carts looked at', 'busy', 'events (median)', 'history (median)'], [row]);
}

// How long one store's sync takes alone, and beside a store whose BigCommerce answers nothing but 429.
import type { Sandbox } from '../../src/sandbox/start';
import { openMall, type Mall } from '../stores/mall';
import { median, pause, table } from './table';

const RUNS = 8;
const MALL = { customers: 200, orders: 200, products: 100 } as const;
/** Windows of a second, so that the sick store asks again all the time. */
const HEADERS = {
  'x-rate-limit-time-window-ms': '1000',
  'x-rate-limit-time-reset-ms': '1000',
  'x-rate-limit-requests-quota': '150',
  'x-rate-limit-requests-left': '0',
};

export async function benchNeighbours(address: string, namespace: string): Promise<string> {
  const mall = await openMall(['aaa111', 'bbb222'], { address, namespace }, MALL);
  try {
    const [sick, well] = mall.shops;
    if (sick === undefined || well === undefined) throw new Error('There are two shops.');
    for (const shop of mall.shops) await mall.connect(shop);
    await timedSync(mall, well);
    const fault = { kind: 'status', status: 429, headers: HEADERS } as const;
    sick.faults.add({ api: 'bigcommerce', path: /./, times: Infinity, fault });
    const alone: number[] = [];
    const beside: number[] = [];
    // By turns, so that a machine that is slow for a while slows both.
    for (let run = 0; run < RUNS; run += 1) {
      alone.push(await timedSync(mall, well));
      beside.push(await whileRefused(mall, sick, () => timedSync(mall, well)));
    }
    const ratios = beside.map((ms, run) => ms / (alone[run] ?? Number.NaN));
    return table(
      [`sync of store B, ${RUNS} runs by turns`, 'median', 'all'],
      [
        ['alone', seconds(median(alone)), alone.map(seconds).join(' ')],
        ['beside A', seconds(median(beside)), beside.map(seconds).join(' ')],
        ['ratio', median(ratios).toFixed(2), ratios.map((ratio) => ratio.toFixed(2)).join('   ')],
        ['429 that A got', refusals(sick), ''],
      ],
    );
  } finally {
    await mall.close();
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const refusals = ({ bigcommerce }: Sandbox): number =>
  bigcommerce.ledger.count(({ status }) => status === 429);

/** The sick store is in the middle of a sync that cannot go on. */
async function whileRefused(
  { tajo, client }: Mall,
  sick: Sandbox,
  deed: () => Promise<number>,
): Promise<number> {
  const before = refusals(sick);
  const { workflowId } = await tajo.connectors.sync('bigcommerce', { store: sick.storeHash });
  while (refusals(sick) === before) await pause(50);
  const ms = await deed();
  const handle = client.workflow.getHandle(workflowId);
  await handle.cancel();
  await handle.result().catch(() => undefined);
  return ms;
}

async function timedSync({ tajo }: Mall, { storeHash: store }: Sandbox): Promise<number> {
  const began = performance.now();
  await tajo.connectors.sync('bigcommerce', { store, fresh: true, wait: true });
  return performance.now() - began;
}

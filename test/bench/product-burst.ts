// What it costs when two thousand products change at once: reads at BigCommerce, events in the workflow's history.
import { changesId } from '../../src/contracts/record-changes';
import { openLiveShop, type LiveShop } from './live-shop';
import { pause, table } from './table';

const PRODUCTS = 2_000;
const PATIENCE_MS = 120_000;

export async function burstOfProducts(address: string): Promise<string> {
  const shop = await openLiveShop({
    address,
    // So that the workflow ends soon after the last write.
    changes: { quiet: '15s' },
    sandbox: { customers: 20, orders: 20, products: PRODUCTS, storeHash: 'burst' },
  });
  try {
    return await burst(shop);
  } finally {
    await shop.close();
  }
}

async function burst(shop: LiveShop): Promise<string> {
  const { sandbox, products, marks, live } = shop;
  const { bigcommerce, brevo } = sandbox;
  bigcommerce.ledger.clear();
  const writesBefore = brevo.writes().length;
  const began = performance.now();
  const changed = new Map([...sandbox.shop.products.keys()].map((id) => [id, marks.next()]));
  for (const [id, name] of changed) sandbox.shop.editProduct(id, { name });
  await bigcommerce.webhooks.settled();
  const acceptedS = (performance.now() - began) / 1000;
  while (live.inbox.report().waiting > 0) await pause(50);
  const shown = products.map((id) => changed.get(id) ?? '');
  const all = await marks.untilWritten(shown, PATIENCE_MS);
  const writtenS = (performance.now() - began) / 1000;
  const histories = await historiesOf(shop);
  const reads = bigcommerce.ledger.entries.filter(({ method }) => method === 'GET');
  return table(
    [`${changed.size} products changed at once`, ''],
    [
      ['webhooks accepted after', `${acceptedS.toFixed(1)} s`],
      [
        `the ${shown.length} shown ones in Brevo after`,
        all ? `${writtenS.toFixed(1)} s` : 'not all are there',
      ],
      ['reads at BigCommerce', `${reads.length} (${kinds(reads.map(({ path }) => path))})`],
      ['writes to Brevo', brevo.writes().length - writesBefore],
      ['events in the history', histories.join(' + ')],
    ],
  );
}

/** Once the store's live changes have ended; of each run since the store was connected. */
async function historiesOf({ client, sandbox }: LiveShop): Promise<readonly number[]> {
  const workflowId = changesId(sandbox.storeHash, 'products');
  await client.workflow.getHandle(workflowId).result();
  const lengths: number[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${workflowId}"` })) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    lengths.push(events?.length ?? 0);
  }
  return lengths;
}

/** How often each list was read: `9 catalog/products`. */
function kinds(paths: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const [, list = path] = /\/v\d\/([^?]+)/.exec(path) ?? [];
    counts.set(list, (counts.get(list) ?? 0) + 1);
  }
  return [...counts].map(([list, count]) => `${count} ${list}`).join(', ');
}

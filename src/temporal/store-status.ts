// What the specification's `status` answers: one store's memo, or the sum of several.
import type { Client } from '@temporalio/client';
import { bulkId, RESOURCES, type Resource } from '../contracts/names';
import type { HooksSum } from '../contracts/hooks';
import type { ConnectionMemo, StatusReport, StoreStatus } from '../contracts/store-connection';

type LinkOf = (workflowId: string) => { readonly url?: string };

/** Reads memos and one list of running syncs; needs no worker. */
export async function statusOf(
  client: Client,
  memos: readonly ConnectionMemo[],
  linkOf: LinkOf,
): Promise<StatusReport> {
  const stores = memos.map(({ status }) => status);
  const sum = (resource: Resource): number =>
    stores.reduce((total, { counts }) => total + counts[resource], 0);
  const rejected = Object.fromEntries(
    RESOURCES.map((resource) => [
      resource,
      stores.reduce((total, store) => total + store.rejected[resource], 0),
    ]),
  );
  return {
    connected: stores.length > 0,
    lastSync: latest(stores.map(({ lastSync }) => lastSync)),
    customersCount: sum('customers'),
    ordersCount: sum('orders'),
    productsCount: sum('products'),
    syncs: await runningSyncs(client, memos, linkOf),
    rejected: { customers: 0, orders: 0, products: 0, ...rejected },
    ...hooksOf(stores),
    stores,
  };
}

function hooksOf(stores: readonly StoreStatus[]): { readonly hooks?: HooksSum } {
  const known = stores.flatMap(({ name, hooks }) => (hooks === undefined ? [] : [{ name, hooks }]));
  const [oldest] = known.map(({ hooks }) => hooks.lastChecked).sort();
  if (oldest === undefined) return {};
  const sum = (count: 'wanted' | 'active' | 'repaired'): number =>
    known.reduce((total, { hooks }) => total + hooks[count], 0);
  return {
    hooks: {
      wanted: sum('wanted'),
      active: sum('active'),
      repaired: sum('repaired'),
      lastChecked: oldest,
      problems: known.flatMap(({ name, hooks }) =>
        hooks.problems.map((problem) => `${name}: ${problem}`),
      ),
    },
  };
}

const latest = (times: readonly (string | null)[]): string | null =>
  times
    .filter((time) => time !== null)
    .sort()
    .at(-1) ?? null;

async function runningSyncs(client: Client, memos: readonly ConnectionMemo[], linkOf: LinkOf) {
  const found: StatusReport['syncs'][number][] = [];
  const query = 'WorkflowType = "storeSync" AND ExecutionStatus = "Running"';
  for await (const { workflowId, startTime } of client.workflow.list({ query })) {
    const memo = memos.find(({ store }) => bulkId(store.options.storeHash) === workflowId);
    if (memo === undefined) continue;
    const { name } = memo.store.options;
    found.push({
      store: name,
      workflowId,
      startedAt: startTime.toISOString(),
      ...linkOf(workflowId),
    });
  }
  return found;
}

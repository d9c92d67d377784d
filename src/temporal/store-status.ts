// What the specification's `status` answers: one store's memo, or the sum of several.
import { bulkId, RESOURCES, type Resource } from '../contracts/names';
import type { HooksSum } from '../contracts/hooks';
import type { StatusReport, StoreStatus } from '../contracts/store-connection';
import type { OpenStores } from './connected-stores';

type LinkOf = (workflowId: string) => { readonly url?: string };

/** Of the stores in `memos`; bulk work of others is left out. */
export function statusOf({ memos, bulk }: OpenStores, linkOf: LinkOf): StatusReport {
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
    syncs: runningSyncs({ memos, bulk }, linkOf),
    rejected: { customers: 0, orders: 0, products: 0, ...rejected },
    ...hooksOf(stores),
    ...unknownOf(stores),
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

function unknownOf(stores: readonly StoreStatus[]): Pick<StatusReport, 'unknownEvents'> {
  const known = stores.flatMap(({ unknownEvents }) => unknownEvents ?? []);
  if (known.length === 0) return {};
  const count = known.reduce((total, one) => total + one.count, 0);
  return { unknownEvents: { count, last: known.flatMap(({ last }) => last) } };
}

const latest = (times: readonly (string | null)[]): string | null =>
  times
    .filter((time) => time !== null)
    .sort()
    .at(-1) ?? null;

const runningSyncs = ({ memos, bulk }: OpenStores, linkOf: LinkOf): StatusReport['syncs'] =>
  bulk.flatMap(({ workflowId, startedAt }) => {
    const memo = memos.find(({ store }) => bulkId(store.options.storeHash) === workflowId);
    if (memo === undefined) return [];
    return [{ store: memo.store.options.name, workflowId, startedAt, ...linkOf(workflowId) }];
  });

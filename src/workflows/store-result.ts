// Pure: what a store's bulk work hands back at its end.
import type { StoreSyncState } from '../contracts/full-sync';
import type { Resource } from '../contracts/names';
import type { SyncPlan, Watermarks } from '../contracts/sync-plan';
import type { StoreSyncResult } from '../contracts/sync-progress';

export function resultOf(plan: SyncPlan, state: StoreSyncState): StoreSyncResult {
  const { phases, consent, deletions, closingRounds, lastBatchAt } = state;
  return {
    store: plan.storeHash,
    phases,
    ...(consent === undefined ? {} : { consent }),
    deletions,
    watermarks: watermarksOf(state.dates),
    mappingHash: plan.mappingHash,
    closingRounds,
    rejected: rejectedOf(plan.resources, state),
    ...(lastBatchAt === undefined ? {} : { lastBatchAt }),
  };
}

/** Subscribers go with the customers; without them the orders stand for both, so the earlier date holds. */
function watermarksOf({
  products,
  customers,
  subscribers,
  orders,
}: StoreSyncState['dates']): Watermarks {
  const both = [orders, ...(customers === undefined ? [subscribers] : [])];
  const [earlier] = both.filter((date) => date !== undefined).sort(byTime);
  return {
    ...(products === undefined ? {} : { products }),
    ...(customers === undefined ? {} : { customers }),
    ...(orders === undefined || earlier === undefined ? {} : { orders: earlier }),
  };
}

const byTime = (left: string, right: string): number => Date.parse(left) - Date.parse(right);

const rejectedOf = (
  resources: readonly Resource[],
  { rejected }: StoreSyncState,
): StoreSyncResult['rejected'] =>
  Object.fromEntries(
    resources.flatMap((resource) => {
      const ids = rejected?.[resource] ?? [];
      return ids.length === 0 ? [] : [[resource, ids]];
    }),
  );

// Pure: how a store's status follows from connecting and from finished syncs.
import type { Resource } from '../contracts/names';
import type {
  ConnectedStore,
  ConnectionMemo,
  ConnectionState,
  FinishedSync,
  StoreStatus,
} from '../contracts/store-connection';

const MOST_REJECTED = 1000;

export const NOTHING_CONNECTED: ConnectionState = { rejected: {} };

/** What was synced stays known when settings change; the mapping hash tells whether it still holds. */
export function freshStatus(
  { status }: ConnectionState,
  { options }: ConnectedStore,
  { off, now, storefronts }: Pick<StoreStatus, 'off' | 'storefronts'> & { readonly now: string },
): StoreStatus {
  const known: Partial<StoreStatus> & { storefronts?: StoreStatus['storefronts'] } = { ...status };
  // Those of the settings before.
  delete known.storefronts;
  return {
    lastSync: null,
    counts: { customers: 0, orders: 0, products: 0 },
    watermarks: {},
    rejected: { customers: 0, orders: 0, products: 0 },
    ...known,
    store: options.storeHash,
    name: options.name,
    connectedAt: status?.connectedAt ?? now,
    off,
    ...(storefronts === undefined ? {} : { storefronts }),
  };
}

/** A sync that ends after the store was disconnected changes nothing. */
export function afterSync(state: ConnectionState, finished: FinishedSync): ConnectionState {
  const { status } = state;
  if (status === undefined) return state;
  const rejected: Partial<Record<Resource, readonly string[]>> = { ...state.rejected };
  for (const resource of finished.resources) {
    rejected[resource] = (finished.rejected[resource] ?? []).slice(0, MOST_REJECTED);
  }
  const count = (resource: Resource): number => rejected[resource]?.length ?? 0;
  return {
    ...state,
    rejected,
    status: {
      ...status,
      lastSync: finished.finishedAt,
      lastSummary: finished.summary,
      counts: { ...status.counts, ...finished.counts },
      watermarks: { ...status.watermarks, ...finished.watermarks },
      mappingHash: finished.mappingHash,
      rejected: {
        customers: count('customers'),
        orders: count('orders'),
        products: count('products'),
      },
    },
  };
}

/** Without the rejected ids: thousands of them would make every list of stores slow. */
export function memoOf({ store, status }: ConnectionState): ConnectionMemo | undefined {
  return store === undefined || status === undefined ? undefined : { store, status };
}

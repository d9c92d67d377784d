// Pure: how a store's status follows from connecting and from finished syncs.
import { LIVE_UPDATES_OFF, type HooksReport, type HooksStatus } from '../../contracts/hooks';
import type { Resource } from '../../contracts/names';
import type {
  ConnectedStore,
  ConnectionMemo,
  ConnectionState,
  FinishedSync,
  PreparedStore,
  StoreStatus,
} from '../../contracts/store-connection';

const MOST_REJECTED = 1000;
/** So many unknown events are named. */
const MOST_UNKNOWN = 20;

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

/** Live changes have met records that are no good: the next incremental sync looks at them again. */
export function afterRejection(
  state: ConnectionState,
  { resource, ids }: { readonly resource: Resource; readonly ids: readonly string[] },
): ConnectionState {
  const { status } = state;
  if (status === undefined) return state;
  const known = state.rejected[resource] ?? [];
  const all = [...new Set([...known, ...ids])].slice(0, MOST_REJECTED);
  if (all.length === known.length) return state;
  return {
    ...state,
    rejected: { ...state.rejected, [resource]: all },
    status: { ...status, rejected: { ...status.rejected, [resource]: all.length } },
  };
}

/** An event that cannot be sent again, because Brevo may have it. */
export function afterUnknown(state: ConnectionState, ids: readonly string[]): ConnectionState {
  const { status } = state;
  if (status === undefined || ids.length === 0) return state;
  const { count = 0, last = [] } = status.unknownEvents ?? {};
  const unknownEvents = { count: count + ids.length, last: [...last, ...ids].slice(-MOST_UNKNOWN) };
  return { ...state, status: { ...status, unknownEvents } };
}

/** Without the rejected ids: thousands of them would make every list of stores slow. */
export function memoOf({ store, status }: ConnectionState): ConnectionMemo | undefined {
  return store === undefined || status === undefined ? undefined : { store, status };
}

/** The secret of a store's hooks outlives its settings: a reconnect brings it sealed anew, or not at all. */
export function withHookSecret(store: ConnectedStore, secret: string | undefined): ConnectedStore {
  if (store.secrets.hookSecret !== undefined || secret === undefined) return store;
  return { ...store, secrets: { ...store.secrets, hookSecret: secret } };
}

/** A store from before there were hooks gets them now. */
export const isSame = (known: ConnectedStore | undefined, asked: ConnectedStore): boolean =>
  known?.digest === asked.digest && known.secrets.hookSecret !== undefined;

/** What `prepareStore` has made, remembered. */
export function afterPrepare(
  state: ConnectionState,
  store: ConnectedStore,
  { hooks, hookSecret }: PreparedStore,
): ConnectionState {
  return afterHooks({ ...state, store: withHookSecret(store, hookSecret) }, hooks);
}

/** A look that ends after the store was disconnected changes nothing. */
export function afterHooks(state: ConnectionState, report: HooksReport): ConnectionState {
  const { status } = state;
  if (status === undefined) return state;
  const others = status.off.filter((sentence) => !sentence.startsWith(LIVE_UPDATES_OFF));
  const off = report.off === undefined ? others : [...others, report.off];
  return { ...state, status: { ...status, off, hooks: hooksStatus(report, status) } };
}

function hooksStatus(report: HooksReport, { hooks, connectedAt }: StoreStatus): HooksStatus {
  const { wanted, active, problems, checkedAt } = report;
  const since = hooks?.lastChecked ?? connectedAt;
  const lastGap = report.caughtUp ? { since, until: checkedAt } : hooks?.lastGap;
  return {
    wanted,
    active,
    // What the first look makes is no repair.
    repaired: hooks === undefined ? 0 : hooks.repaired + report.repaired,
    lastChecked: checkedAt,
    problems,
    ...(lastGap !== undefined && { lastGap }),
  };
}

// The stores that are connected, read from the memos of their workflows; works with no worker alive.
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { StoreDirectory, StoreSettings } from '../config/settings';
import {
  connectionId,
  STORE_CONNECTION,
  type ConnectedStore,
  type ConnectionMemo,
} from '../contracts/store-connection';
import { readMemo } from './connection-memo';

/** `unseal` throws when an encryption key is gone. */
export interface StoresSource {
  readonly client: Client;
  readonly unseal: (store: ConnectedStore) => StoreSettings;
}

/** Connected stores and the bulk work that runs, as one list call answers both. */
export interface OpenStores {
  readonly memos: readonly ConnectionMemo[];
  readonly bulk: readonly { readonly workflowId: string; readonly startedAt: string }[];
}

const RUNNING = 'ExecutionStatus = "Running"';
const BULK = 'storeSync';
const CONNECTED = `${RUNNING} AND WorkflowType = "${STORE_CONNECTION}"`;
const WITH_BULK = `${RUNNING} AND WorkflowType IN ("${STORE_CONNECTION}", "${BULK}")`;
/** Settings are read again after this long; a store worker looks every five seconds. */
const FRESH_MS = 2_000;

/** Memos of all connected stores: one list call, up to a second behind (visibility is eventually consistent). */
export const connectedMemos = async (client: Client): Promise<readonly ConnectionMemo[]> =>
  (await listed(client, CONNECTED)).memos;

/** One call for each thousand of them; up to a second behind. */
export const openStores = (client: Client): Promise<OpenStores> => listed(client, WITH_BULK);

async function listed(client: Client, query: string): Promise<OpenStores> {
  const memos: ConnectionMemo[] = [];
  const bulk: OpenStores['bulk'][number][] = [];
  for await (const { type, workflowId, startTime, memo } of client.workflow.list({ query })) {
    if (type === BULK) bulk.push({ workflowId, startedAt: startTime.toISOString() });
    const read = type === STORE_CONNECTION ? readMemo(memo) : null;
    if (read !== null) memos.push(read);
  }
  return { memos, bulk };
}

/** The memo of one store, as of now; null when it is not connected. */
export async function memoOfStore(
  client: Client,
  storeHash: string,
): Promise<ConnectionMemo | null> {
  try {
    const { memo, status } = await client.workflow.getHandle(connectionId(storeHash)).describe();
    return status.name === 'RUNNING' ? readMemo(memo) : null;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Equal settings are the same object, so that a store keeps its gates while nothing changes. */
export function createConnectedStores({ client, unseal }: StoresSource): StoreDirectory {
  const opened = new Map<string, { readonly mark: string; readonly settings: StoreSettings }>();
  const fresh = new Map<string, { readonly until: number; readonly memo: ConnectionMemo | null }>();

  const open = (store: ConnectedStore): StoreSettings => {
    const { storeHash } = store.options;
    const known = opened.get(storeHash);
    // The digest says nothing of the hooks' secret.
    const mark = `${store.digest} ${store.secrets.hookSecret ?? ''}`;
    if (known?.mark === mark) return known.settings;
    const settings = unseal(store);
    opened.set(storeHash, { mark, settings });
    return settings;
  };
  const memoNow = async (storeHash: string): Promise<ConnectionMemo | null> => {
    const known = fresh.get(storeHash);
    if (known !== undefined && known.until > Date.now()) return known.memo;
    const memo = await memoOfStore(client, storeHash);
    fresh.set(storeHash, { until: Date.now() + FRESH_MS, memo });
    return memo;
  };
  const list = async () =>
    (await connectedMemos(client)).map(({ store: { options } }) => ({
      name: options.name,
      storeHash: options.storeHash,
      enabled: options.enabled,
    }));
  return {
    list,
    read: async (store) => {
      const byHash = await memoNow(store);
      if (byHash !== null) return open(byHash.store);
      const named = (await list()).find(({ name }) => name === store);
      const memo = named === undefined ? null : await memoNow(named.storeHash);
      return memo === null ? null : open(memo.store);
    },
  };
}

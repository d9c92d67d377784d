// The stores whose webhooks are let in, and the secrets that prove them: from Temporal, or as they were known last.
import type { Sealer } from '../../config/sealing';
import type { Log } from '../../observability/log';
import type { DoorStore, StoreCache } from './store-cache';

/** What a webhook of a store is proven with. */
export interface StoreProof {
  readonly hookToken?: string;
  readonly clientSecret?: string;
  readonly signatureRequired: boolean;
}

export type StoreFinding =
  | { readonly kind: 'connected'; readonly proof: StoreProof }
  | { readonly kind: 'not connected' }
  /** Temporal has not answered since the start, and it was not connected before. */
  | { readonly kind: 'not known yet' }
  /** The key that sealed its secrets is gone. */
  | { readonly kind: 'sealed' };

export interface WebhookStores {
  readonly find: (storeHash: string) => StoreFinding;
  readonly list: () => readonly { readonly storeHash: string; readonly name: string }[];
  /** Asks Temporal anew; when it does not answer, everything stays as it was. */
  readonly refresh: () => Promise<void>;
  /** Resolves when nothing is asked any more. */
  readonly stop: () => Promise<void>;
}

export interface WebhookStoreSources {
  /** The stores that are listed as connected: up to a second behind, and one that continues as new may be missing. */
  readonly listed: () => Promise<readonly DoorStore[]>;
  /** One store as of now; null when it is not connected. */
  readonly look: (storeHash: string) => Promise<DoorStore | null>;
  readonly cache: StoreCache;
  readonly sealer: Sealer;
  readonly log: Log;
  readonly everyMs?: number;
}

interface Known {
  readonly store: DoorStore;
  readonly finding: StoreFinding;
}

const REFRESH_EVERY_MS = 3_000;

/** Resolves when the cache has been read; Temporal is asked in the background. */
export async function openWebhookStores(sources: WebhookStoreSources): Promise<WebhookStores> {
  const { cache, log, everyMs = REFRESH_EVERY_MS } = sources;
  const cached = await cache.read();
  let known = opened(cached ?? [], sources);
  let saved = cached;
  let heard = false;
  const readAll = async (): Promise<void> => {
    const stores = await storesNow(sources, known);
    if (!sameStores(stores, [...known.values()])) known = opened(stores, sources);
    heard = true;
    const asSaved = saved?.map((store) => ({ store }));
    if (asSaved !== undefined && sameStores(stores, asSaved)) return;
    await cache.write(stores);
    saved = stores;
  };
  const look = async (): Promise<void> => {
    try {
      await readAll();
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      log.warn({ reason, known: known.size }, 'the connected stores could not be read');
    }
  };
  let last = look();
  // One after the other, so that an older answer never comes after a newer one.
  const refresh = (): Promise<void> => (last = last.then(look));
  let waiting = false;
  const timer = setInterval(() => {
    if (waiting) return;
    waiting = true;
    void refresh().then(() => (waiting = false));
  }, everyMs);
  return {
    find: (storeHash) => {
      const finding = known.get(storeHash)?.finding;
      return finding ?? (heard ? { kind: 'not connected' } : { kind: 'not known yet' });
    },
    list: () => [...known.values()].map(({ store: { storeHash, name } }) => ({ storeHash, name })),
    refresh,
    stop: () => {
      clearInterval(timer);
      return last;
    },
  };
}

/** A store that has gone from the list is asked after by its own id before it counts as gone. */
async function storesNow(
  { listed, look }: WebhookStoreSources,
  known: ReadonlyMap<string, Known>,
): Promise<readonly DoorStore[]> {
  const stores = await listed();
  const here = new Set(stores.map(({ storeHash }) => storeHash));
  const missing = [...known.keys()].filter((storeHash) => !here.has(storeHash));
  const found = await Promise.all(missing.map(look));
  return [...stores, ...found.filter((store) => store !== null)];
}

function sameStores(
  stores: readonly DoorStore[],
  others: readonly { readonly store: DoorStore }[],
): boolean {
  const before = new Map(others.map(({ store }) => [store.storeHash, JSON.stringify(store)]));
  return (
    stores.length === before.size &&
    stores.every((store) => before.get(store.storeHash) === JSON.stringify(store))
  );
}

const opened = (
  stores: readonly DoorStore[],
  sources: WebhookStoreSources,
): ReadonlyMap<string, Known> =>
  new Map(stores.map((store) => [store.storeHash, { store, finding: findingOf(store, sources) }]));

function findingOf(store: DoorStore, { sealer, log }: WebhookStoreSources): StoreFinding {
  const { storeHash, hookSecret, clientSecret, signatureRequired } = store;
  const open = (sealed: string, field: string) => sealer.open(sealed, { store: storeHash, field });
  try {
    return {
      kind: 'connected',
      proof: {
        signatureRequired,
        ...(hookSecret !== undefined && { hookToken: open(hookSecret, 'hookSecret') }),
        ...(clientSecret !== undefined && { clientSecret: open(clientSecret, 'clientSecret') }),
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    log.error({ store: storeHash, reason }, 'webhooks of this store cannot be proven');
    return { kind: 'sealed' };
  }
}

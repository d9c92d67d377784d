// The live parts of an API on a disk of their own, with stores and secrets that the test knows; no Temporal behind.
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupOf } from '../../src/api/dispatcher/target';
import { openInbox } from '../../src/api/inbox/inbox';
import type { LiveParts } from '../../src/api/webhooks/door';
import { createStoreCache, type DoorStore } from '../../src/api/webhooks/store-cache';
import { createWebhookCounts } from '../../src/api/webhooks/webhook-counts';
import { openWebhookStores } from '../../src/api/webhooks/webhook-stores';
import { readRecoveryToken, type RecoveryWords } from '../../src/config/recovery-link';
import { createSealer, type Sealer } from '../../src/config/sealing';
import { createLog } from '../../src/observability/log';

export interface LiveStore {
  readonly storeHash: string;
  readonly name?: string;
  /** None when null. */
  readonly hookToken?: string | null;
  readonly clientSecret?: string;
  readonly signatureRequired?: boolean;
}

export interface TestLiveOptions {
  readonly stores?: readonly LiveStore[];
  readonly limit?: number;
  readonly now?: () => number;
  /** So much of the disk is left to others. */
  readonly reserveBytes?: number;
}

export interface TestLive extends LiveParts {
  /** What carts would have heard of. */
  readonly clicks: readonly { readonly store: string; readonly words: RecoveryWords }[];
  readonly sealer: Sealer;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

export const HOOK_TOKEN = 'the-random-value-that-bigcommerce-sends-back';

const log = createLog({ level: 'fatal' });
const sealer = createSealer([{ id: 'door', key: createSecretKey(randomBytes(32)) }]);
const open: TestLive[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((live) => live.close()));
});

/** As the door would know it from Temporal. */
function sealedStore(store: LiveStore): DoorStore {
  const { storeHash, name = 'main', hookToken = HOOK_TOKEN, clientSecret } = store;
  const seal = (plain: string, field: string) => sealer.seal(plain, { store: storeHash, field });
  return {
    storeHash,
    name,
    signatureRequired: store.signatureRequired ?? false,
    ...(hookToken !== null && { hookSecret: seal(hookToken, 'hookSecret') }),
    ...(clientSecret !== undefined && { clientSecret: seal(clientSecret, 'clientSecret') }),
  };
}

export async function openLiveParts(options: TestLiveOptions = {}): Promise<TestLive> {
  const { stores: given = [{ storeHash: 'abc123' }], limit, now, reserveBytes } = options;
  const folder = await mkdtemp(join(tmpdir(), 'tajo-live-'));
  const clock = now === undefined ? {} : { now };
  const inbox = openInbox({
    folder: join(folder, 'inbox'),
    groupOf,
    ...clock,
    ...(limit !== undefined && { limit }),
    ...(reserveBytes !== undefined && { reserveBytes }),
  });
  const sealed = given.map(sealedStore);
  const stores = await openWebhookStores({
    listed: () => Promise.resolve(sealed),
    look: () => Promise.resolve(null),
    cache: createStoreCache(join(folder, 'stores.json')),
    sealer,
    log,
  });
  await stores.refresh();
  const clicks: { readonly store: string; readonly words: RecoveryWords }[] = [];
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await stores.stop();
    await inbox.close();
    await rm(folder, { recursive: true, force: true });
  };
  const live: TestLive = {
    inbox,
    stores,
    counts: createWebhookCounts(),
    recovery: {
      read: (token) => readRecoveryToken(sealer, token),
      clicked: (store, words) => void clicks.push({ store, words }),
    },
    clicks,
    sealer,
    ...clock,
    folder,
    close: () => (closed ??= close()),
  };
  open.push(live);
  return live;
}

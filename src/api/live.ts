// Live changes of a running API: the inbox on its disk, the stores it knows, and the dispatcher to Temporal.
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import type { Sealer } from '../config/sealing';
import type { Log } from '../observability/log';
import { connectedMemos, memoOfStore } from '../temporal/connected-stores';
import { createOpenCalls, type OpenCalls } from '../temporal/open-calls';
import { signalWithStart } from '../temporal/signal-with-start';
import type { Connector } from './connector';
import { startDispatcher, type Pace } from './dispatcher/dispatcher';
import { groupOf } from './dispatcher/target';
import { openInbox } from './inbox/inbox';
import { inboxFindings } from './inbox/inbox-finding';
import { createRecovery } from './recovery/recovery';
import type { LiveParts } from './webhooks/door';
import { createStoreCache, doorStoreOf, type DoorStore } from './webhooks/store-cache';
import { createWebhookCounts } from './webhooks/webhook-counts';
import { openWebhookStores, type WebhookStores } from './webhooks/webhook-stores';

export interface LiveOptions {
  readonly client: Client;
  readonly sealer: Sealer;
  /** Of this API alone, and kept: webhooks that were answered lie in it. */
  readonly dataDir: string;
  readonly log: Log;
  readonly limit?: number;
  readonly pace?: Partial<Pace>;
}

export interface Live extends LiveParts {
  /** What is under way is finished; the rest waits on the disk. */
  readonly stop: () => Promise<void>;
}

const SIGNAL_WITHIN_MS = 10_000;
const LOOK_WITHIN_MS = 5_000;
const GRACE_MS = 2_000;
const FORGET_EVERY_MS = 600_000;

/** Needs no Temporal to start. Rejects with InboxBroken when the folder cannot be used. */
export async function startLive(options: LiveOptions): Promise<Live> {
  const { client, dataDir, log, limit, pace } = options;
  const inbox = openInbox({
    folder: join(dataDir, 'inbox'),
    groupOf,
    ...(limit !== undefined && { limit }),
  });
  const calls = createOpenCalls(client);
  const stores = await openStores(options, calls);
  const counts = createWebhookCounts();
  const dispatcher = startDispatcher({
    inbox,
    send: (target, requestId) =>
      calls.run(() =>
        signalWithStart(client, { ...target, requestId, deadlineMs: SIGNAL_WITHIN_MS }),
      ),
    hasLeft: async (storeHash) =>
      // The list of stores may be behind; the store itself is not.
      stores.find(storeHash).kind === 'not connected' &&
      (await calls.run(() => lookAt(client, storeHash))) === null,
    count: counts.noteFate,
    log,
    ...(pace !== undefined && { pace }),
  });
  const forgetting = setInterval(() => {
    inbox.forget().catch((error: unknown) => {
      log.error({ err: error }, 'old delivery ids could not be forgotten');
    });
  }, FORGET_EVERY_MS);
  return {
    inbox,
    stores,
    counts,
    recovery: createRecovery({ client, sealer: options.sealer, log }),
    stop: async () => {
      clearInterval(forgetting);
      // A call that nobody answers is cut off: its batch is sent again, under its id, by whoever comes next.
      const cut = setTimeout(calls.cut, GRACE_MS);
      await Promise.all([dispatcher.stop(), stores.stop()]);
      clearTimeout(cut);
      await inbox.close();
    },
  };
}

function openStores(
  { client, sealer, dataDir, log }: LiveOptions,
  calls: OpenCalls,
): Promise<WebhookStores> {
  return openWebhookStores({
    listed: () =>
      calls.run(() =>
        soon(client, async () =>
          (await connectedMemos(client)).map(({ store }) => doorStoreOf(store)),
        ),
      ),
    look: (storeHash) => calls.run(() => lookAt(client, storeHash)),
    cache: createStoreCache(join(dataDir, 'stores.json')),
    sealer,
    log,
  });
}

const lookAt = (client: Client, storeHash: string): Promise<DoorStore | null> =>
  soon(client, async () => {
    const memo = await memoOfStore(client, storeHash);
    return memo === null ? null : doorStoreOf(memo.store);
  });

const soon = <T>(client: Client, look: () => Promise<T>): Promise<T> =>
  client.withDeadline(Date.now() + LOOK_WITHIN_MS, look);

/** The same connector; the door knows of a store as soon as its connect has been answered, status and examination of the door. */
export function withDoor(connector: Connector, { stores, inbox, counts }: LiveParts): Connector {
  const thenRefresh = async <T>(deed: Promise<T>): Promise<T> => {
    const done = await deed;
    await stores.refresh();
    return done;
  };
  return {
    ...connector,
    connect: (request) => thenRefresh(connector.connect(request)),
    disconnect: (store) => thenRefresh(connector.disconnect(store)),
    examine: async (store) => {
      const report = await connector.examine(store);
      const door = inboxFindings(inbox.report(), Date.now());
      return { ...report, connector: [...report.connector, ...door] };
    },
    status: async (store) => ({
      ...(await connector.status(store)),
      inbox: inbox.report(),
      signature: { ...counts.proofs },
    }),
  };
}

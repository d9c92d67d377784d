// The API's own door with its own checks, which keeps what it lets in as jobs of BullMQ instead of in the inbox.
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { createApp } from '../../src/api/app';
import { groupOf } from '../../src/api/dispatcher/target';
import { openInbox } from '../../src/api/inbox/inbox';
import { startApi } from '../../src/api/server';
import { createStoreCache } from '../../src/api/webhooks/store-cache';
import { createWebhookCounts } from '../../src/api/webhooks/webhook-counts';
import { openWebhookStores } from '../../src/api/webhooks/webhook-stores';
import { parseEncryptionKeys } from '../../src/config/encryption-keys';
import { createSealer } from '../../src/config/sealing';
import { createLog } from '../../src/observability/log';
import { createMemoryConnector } from '../api/memory-connector';

export interface PeerDoor {
  readonly port: number;
  readonly redisPort: number;
  /** With `stores.json`, as the API has it. */
  readonly dataDir: string;
  readonly encryptionKeys: string;
  readonly apiKey: string;
}

const QUEUE = 'hints';

/** A delivery's id is its job's: BullMQ drops one that it has already, as the inbox does. */
export async function openPeerDoor(options: PeerDoor): Promise<void> {
  const { port, redisPort, dataDir, encryptionKeys, apiKey } = options;
  const log = createLog({ level: 'fatal' });
  const reading = parseEncryptionKeys(encryptionKeys);
  if (!reading.ok) throw new Error('The keys of the bench cannot be read.');
  const cache = createStoreCache(join(dataDir, 'stores.json'));
  const known = (await cache.read()) ?? [];
  const stores = await openWebhookStores({
    listed: () => Promise.resolve(known),
    look: () => Promise.resolve(null),
    cache,
    sealer: createSealer(reading.keys),
    log,
  });
  const queue = new Queue(QUEUE, { connection: { host: '127.0.0.1', port: redisPort } });
  await queue.waitUntilReady();
  const inbox = {
    ...openInbox({ folder: join(dataDir, 'inbox'), groupOf }),
    append: async ({ deliveryId, ...hint }: { readonly deliveryId?: string }) => {
      await queue.add('hint', hint, deliveryId === undefined ? {} : { jobId: deliveryId });
      return 'kept' as const;
    },
  };
  const recovery = { read: () => ({ ok: false }) as const, clicked: () => undefined };
  const live = { inbox, stores, recovery, counts: createWebhookCounts() };
  const app = createApp({ connector: createMemoryConnector(), live, apiKey, log });
  await startApi({ app, port, host: '127.0.0.1', log });
}

/** How many jobs wait there. */
export async function jobsAt(redisPort: number): Promise<number> {
  const queue = new Queue(QUEUE, { connection: { host: '127.0.0.1', port: redisPort } });
  try {
    return await queue.getWaitingCount();
  } finally {
    await queue.close();
  }
}

// Remembers which deliveries have come, for 72 hours: BigCommerce repeats one for up to 48.
import { createHash } from 'node:crypto';
import type { Storage } from './storage';

export interface DeliveryMemory {
  readonly isKnown: (digest: string) => boolean;
  /** Within a commit. */
  readonly note: (digest: string) => void;
  /** Forgets what is too old, and the oldest when there are too many. Rejects with InboxBroken. */
  readonly forget: () => Promise<void>;
}

const DAY_MS = 86_400_000;
/** A day's ids are kept until three whole days have passed since it ended: 72 to 96 hours. */
const DAYS_BACK = [0, 1, 2, 3] as const;
const AT_ONCE = 5_000;
/** About 60 bytes each. */
const MOST_REMEMBERED = 5_000_000;

export interface MemorySources {
  readonly storage: Storage;
  readonly now: () => number;
  readonly most?: number;
}

export function createDeliveryMemory(sources: MemorySources): DeliveryMemory {
  const { storage, now, most = MOST_REMEMBERED } = sources;
  const { seen } = storage;
  const today = () => Math.floor(now() / DAY_MS);

  const outlived = (): readonly string[] => {
    const surplus = Math.min(entryCountOf(seen.getStats()) - most, AT_ONCE);
    const limit =
      surplus > 0 ? { limit: surplus } : { limit: AT_ONCE, end: keyOf(today() - 3, '') };
    return [...seen.getKeys(limit)];
  };

  return {
    isKnown: (digest) => DAYS_BACK.some((back) => seen.doesExist(keyOf(today() - back, digest))),
    note: (digest) => void seen.put(keyOf(today(), digest), 1),
    forget: async () => {
      for (let old = outlived(); old.length > 0; old = outlived()) {
        const gone = old;
        await storage.commit(() => {
          for (const key of gone) void seen.remove(key);
        });
      }
    },
  };
}

/** The same for every attempt; says nothing of what was delivered. */
export const deliveryDigest = (store: string, deliveryId: string): string =>
  createHash('sha256').update(`${store}\n${deliveryId}`).digest('base64url').slice(0, 22);

// Five digits until the year 2243, so that the order of texts is that of days.
const keyOf = (day: number, digest: string): string => `${day}${digest}`;

const entryCountOf = (stats: object): number =>
  'entryCount' in stats && typeof stats.entryCount === 'number' ? stats.entryCount : 0;

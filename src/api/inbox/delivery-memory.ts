// Remembers which deliveries have come, for 72 hours at least: BigCommerce repeats one for up to 48.
import { hash } from 'node:crypto';
import type { Storage } from './storage';

export interface DeliveryMemory {
  readonly isKnown: (digest: string) => boolean;
  /** Within a commit. */
  readonly note: (digest: string) => void;
  /** Forgets what is too old, and the oldest when there are too many. Rejects with InboxBroken. */
  readonly forget: () => Promise<void>;
}

/** Ids are kept until the period after theirs has ended: for 72 to 144 hours. */
const PERIOD_MS = 72 * 3_600_000;
/** Every delivery is looked for in each of them, which is why they are long and few. */
const PERIODS_BACK = [0, 1] as const;
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
  const period = () => Math.floor(now() / PERIOD_MS);

  const outlived = (): readonly string[] => {
    const surplus = Math.min(entryCountOf(seen.getStats()) - most, AT_ONCE);
    const limit =
      surplus > 0 ? { limit: surplus } : { limit: AT_ONCE, end: keyOf(period() - 1, '') };
    return [...seen.getKeys(limit)];
  };

  return {
    isKnown: (digest) => {
      const current = period();
      return PERIODS_BACK.some((back) => seen.doesExist(keyOf(current - back, digest)));
    },
    note: (digest) => void seen.put(keyOf(period(), digest), 1),
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
  hash('sha256', `${store}\n${deliveryId}`, 'base64url').slice(0, 22);

// Four digits until the year 2052, so that the order of texts is that of periods.
const keyOf = (period: number, digest: string): string => `${period}${digest}`;

const entryCountOf = (stats: object): number =>
  'entryCount' in stats && typeof stats.entryCount === 'number' ? stats.entryCount : 0;

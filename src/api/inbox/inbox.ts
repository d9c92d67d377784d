// The inbox: what was answered with 200 is on this disk until Temporal has it. Empties itself.
import type { InboxReport } from '../../contracts/inbox';
import { appender, type Append } from './appending';
import { openBatchBook, parkedBatches, type BatchBook } from './batch-book';
import { createDeliveryMemory } from './delivery-memory';
import { createDiskRoom } from './disk-room';
import type { Delivery } from './entry';
import { createKeys } from './entry-keys';
import { lineUp, nextBatch, readEntry, unreadable, type Batch, type Inside } from './inside';
import { openStorage, type Storage } from './storage';
import { createWaitingLines } from './waiting-lines';

export { InboxFull } from './appending';
export type { Delivery } from './entry';
export type { Batch } from './inside';
export { InboxBroken } from './storage';

export interface InboxOptions {
  /** Made when it is not there. One process at a time, or their deliveries are sent twice. */
  readonly folder: string;
  /** The workflow that a delivery is for. */
  readonly groupOf: (delivery: Delivery) => string;
  /** More deliveries, waiting and parked, are refused. */
  readonly limit?: number;
  /** With less free on its disk nothing is taken. */
  readonly reserveBytes?: number;
  readonly now?: () => number;
}

export interface Inbox {
  /**
   * Resolves when the delivery is on the disk, `repeated` when it was there already. Rejects with InboxFull, or with
   * InboxBroken when the disk does not take it; then it was not kept.
   */
  readonly append: Append;
  /** Groups that have something to send, the longest waiting first. */
  readonly groups: () => readonly string[];
  readonly hasWork: (group: string) => boolean;
  /** The batch that is under way, or a new one of the oldest deliveries. One caller a group at a time. */
  readonly nextBatch: (group: string) => Promise<Batch | undefined>;
  /** Temporal has it. */
  readonly settle: (batch: Batch) => Promise<void>;
  /** Temporal refuses it for good; `reason` is a sentence without data. */
  readonly park: (batch: Batch, reason: string) => Promise<void>;
  /** Sends parked batches again, these or all; answers how many. */
  readonly release: (ids?: readonly string[]) => Promise<number>;
  readonly report: () => InboxReport;
  /** One listener, told of every group that has something new. */
  readonly onWork: (listener: (group: string) => void) => void;
  /** Forgets delivery ids that are too old. */
  readonly forget: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** About 100 MB on the disk. */
const USUAL_LIMIT = 500_000;
const USUAL_RESERVE_BYTES = 64 * 1024 * 1024;
const SHOWN_PARKED = 100;

/** Throws InboxBroken when the folder cannot be used or holds what another version wrote. */
export function openInbox(options: InboxOptions): Inbox {
  const { folder, groupOf, limit = USUAL_LIMIT, now = Date.now } = options;
  const { reserveBytes = USUAL_RESERVE_BYTES } = options;
  const storage = openStorage(folder);
  const inside: Inside = {
    storage,
    memory: createDeliveryMemory({ storage, now }),
    book: bookOf(storage, { folder, now }),
    lines: createWaitingLines(),
    unsealed: new Map(),
    nextKey: createKeys(now),
    now,
    groupOf,
    limit,
    room: createDiskRoom(folder, reserveBytes),
    tell: { listener: () => undefined },
    size: { entries: 0 },
  };
  lineUp(inside);
  const { book, lines, size, tell } = inside;
  return {
    append: appender(inside),
    groups: () => [...new Set([...book.groupsUnderWay(), ...lines.groups()])],
    hasWork: (group) => lines.waits(group) || book.underWay(group) !== undefined,
    nextBatch: (group) => nextBatch(inside, group),
    settle: async (batch) => {
      await book.settle(batch);
      size.entries -= batch.keys.length;
    },
    park: (batch, reason) => book.park(batch, reason),
    release: async (ids) => {
      const released = await book.release(ids);
      for (const { group } of released) tell.listener(group);
      return released.length;
    },
    report: () => reportOf(inside),
    onWork: (listener) => {
      tell.listener = listener;
    },
    forget: () => inside.memory.forget(),
    close: () => storage.close(),
  };
}

function bookOf(
  storage: Storage,
  { folder, now }: { readonly folder: string; readonly now: () => number },
): BatchBook {
  try {
    return openBatchBook(storage, now);
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function reportOf({ storage, book, size, limit }: Inside): InboxReport {
  const parked = parkedBatches(book.all());
  const aside = new Set(
    book.all().flatMap(({ parked: set, keys }) => (set === undefined ? [] : keys)),
  );
  let oldestAt: string | null = null;
  for (const { key, value } of storage.entries.getRange()) {
    if (aside.has(key)) continue;
    oldestAt = readEntry(key, value).receivedAt;
    break;
  }
  return {
    waiting: Math.max(0, size.entries - aside.size),
    oldestAt,
    parkedDeliveries: aside.size,
    parked: parked.slice(0, SHOWN_PARKED),
    limit,
  };
}

// What an open inbox is made of, and how its deliveries are lined up and sealed.
import type { BatchBook, SealedBatch } from './batch-book';
import type { DeliveryMemory } from './delivery-memory';
import type { DiskRoom } from './disk-room';
import { fromWritten, type Delivery, type Entry } from './entry';
import { InboxBroken, type Storage } from './storage';
import type { WaitingLines } from './waiting-lines';

export interface Inside {
  readonly storage: Storage;
  readonly memory: DeliveryMemory;
  readonly book: BatchBook;
  readonly lines: WaitingLines;
  /** Deliveries without an id that wait unsealed: key by what they ask for. */
  readonly unsealed: Map<string, string>;
  readonly nextKey: () => string;
  readonly now: () => number;
  readonly groupOf: (delivery: Delivery) => string;
  readonly limit: number;
  readonly room: DiskRoom;
  readonly tell: { listener: (group: string) => void };
  readonly size: { entries: number };
}

/** One group's deliveries, to be sent under one id. */
export interface Batch extends SealedBatch {
  readonly entries: readonly Entry[];
}

/** A signal of so many ids is a few kilobytes. */
const MOST_IN_A_BATCH = 1_000;
/** What was there before this process. */
export function lineUp({ storage, book, lines, unsealed, groupOf, size }: Inside): void {
  const sealed = new Set(book.all().flatMap(({ keys }) => keys));
  for (const { key, value } of storage.entries.getRange()) {
    size.entries += 1;
    if (sealed.has(key)) continue;
    const entry = readEntry(key, value);
    lines.join(groupOf(entry), [key]);
    if (entry.deliveryId === undefined) unsealed.set(wishOf(entry), key);
  }
}

export function readEntry(key: string, value: unknown): Entry {
  try {
    return fromWritten(key, value);
  } catch (error) {
    throw unreadable(key, error);
  }
}

/** Equal for deliveries that one reading of a record answers alike. */
export const wishOf = ({ store, scope, id }: Delivery): string => `${store} ${scope} ${id}`;

export async function nextBatch(inside: Inside, group: string): Promise<Batch | undefined> {
  const { book, lines, storage, unsealed } = inside;
  const known = book.underWay(group);
  const keys = known === undefined ? lines.take(group, MOST_IN_A_BATCH) : known.keys;
  if (keys.length === 0) return undefined;
  const entries = keys.flatMap((key) => {
    const value = storage.entries.get(key);
    return value === undefined ? [] : [readEntry(key, value)];
  });
  if (known !== undefined) return { ...known, entries };
  // From here on a repeat is a new wish: the record may be read before it.
  for (const entry of entries) {
    if (unsealed.get(wishOf(entry)) === entry.key) unsealed.delete(wishOf(entry));
  }
  try {
    return { ...(await book.seal(group, keys)), entries };
  } catch (error) {
    lines.putBack(group, keys);
    throw error;
  }
}

export const unreadable = (what: string, cause: unknown): InboxBroken =>
  new InboxBroken(
    `The inbox holds what this version cannot read (${what}): empty it with the version that wrote it.`,
    { cause },
  );

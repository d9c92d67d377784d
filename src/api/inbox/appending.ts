// Puts a delivery on the disk, once.
import { deliveryDigest } from './delivery-memory';
import { toWritten, type Delivery, type Entry } from './entry';
import { InboxBroken } from './storage';
import { wishOf, type Inside } from './inside';

/** So many deliveries wait that no more are taken. */
export class InboxFull extends Error {
  override readonly name = 'InboxFull';
}

export type Append = (delivery: Delivery) => Promise<'kept' | 'repeated'>;

export function appender(inside: Inside): Append {
  const { memory, unsealed, size, limit, room } = inside;
  /** Attempts that are being written. Who comes meanwhile shares their fate. */
  const underWay = new Map<string, Promise<void>>();
  return async (delivery) => {
    const { store, deliveryId } = delivery;
    const digest = deliveryId === undefined ? undefined : deliveryDigest(store, deliveryId);
    const mark = digest ?? wishOf(delivery);
    const first = underWay.get(mark);
    if (first !== undefined) {
      await first;
      return 'repeated';
    }
    if (digest === undefined ? unsealed.has(mark) : memory.isKnown(digest)) return 'repeated';
    if (size.entries >= limit) throw new InboxFull('The inbox is full.');
    if (room.isShort()) throw new InboxBroken('The disk of the inbox is nearly full.');
    const key = inside.nextKey();
    const entry: Entry = { ...delivery, key, receivedAt: new Date(inside.now()).toISOString() };
    const flushed = inside.storage.commit(() => {
      void inside.storage.entries.put(key, toWritten(entry));
      if (digest !== undefined) memory.note(digest);
    });
    size.entries += 1;
    underWay.set(mark, flushed);
    try {
      await flushed;
    } catch (error) {
      size.entries -= 1;
      throw error;
    } finally {
      underWay.delete(mark);
    }
    if (digest === undefined) unsealed.set(mark, key);
    const group = inside.groupOf(delivery);
    inside.lines.join(group, [key]);
    inside.tell.listener(group);
    return 'kept';
  };
}

// Sealed batches: what was once sent under an id is sent under it again, unchanged, until Temporal has answered.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ParkedBatch } from '../../contracts/inbox';
import type { Storage } from './storage';

export interface SealedBatch {
  /** The request id that Temporal drops repeats by. */
  readonly id: string;
  readonly group: string;
  /** Of its deliveries, in the order of arrival. */
  readonly keys: readonly string[];
  readonly parked?: { readonly at: string; readonly reason: string };
}

export interface BatchBook {
  /** The oldest that is under way; at most one a group, unless parked ones were released. */
  readonly underWay: (group: string) => SealedBatch | undefined;
  readonly groupsUnderWay: () => readonly string[];
  /** Each rejects with InboxBroken, and then nothing has changed. */
  readonly seal: (group: string, keys: readonly string[]) => Promise<SealedBatch>;
  /** Takes the batch and its deliveries out of the inbox. */
  readonly settle: (batch: SealedBatch) => Promise<void>;
  readonly park: (batch: SealedBatch, reason: string) => Promise<void>;
  /** Of these ids, or of all: answers what is under way again. */
  readonly release: (ids?: readonly string[]) => Promise<readonly SealedBatch[]>;
  readonly all: () => readonly SealedBatch[];
}

const written = z.object({
  group: z.string(),
  keys: z.array(z.string()),
  parked: z.object({ at: z.string(), reason: z.string() }).exactOptional(),
});

/** Throws on what another version wrote. */
export function openBatchBook(storage: Storage, now: () => number): BatchBook {
  const { batches, entries, commit } = storage;
  const book = new Map<string, SealedBatch>();
  for (const { key, value } of batches.getRange()) {
    book.set(key, { id: key, ...written.parse(value) });
  }
  const free = () => [...book.values()].filter(({ parked }) => parked === undefined);
  const write = async (batch: SealedBatch): Promise<void> => {
    const { id, ...rest } = batch;
    await commit(() => void batches.put(id, rest));
    book.set(id, batch);
  };

  return {
    underWay: (group) =>
      free()
        .filter((batch) => batch.group === group)
        .sort((one, other) => ((one.keys[0] ?? '') < (other.keys[0] ?? '') ? -1 : 1))[0],
    groupsUnderWay: () => [...new Set(free().map(({ group }) => group))],
    seal: async (group, keys) => {
      const batch = { id: randomUUID(), group, keys };
      await write(batch);
      return batch;
    },
    settle: async ({ id, keys }) => {
      await commit(() => {
        for (const key of keys) void entries.remove(key);
        void batches.remove(id);
      });
      book.delete(id);
    },
    park: (batch, reason) =>
      write({ ...batch, parked: { at: new Date(now()).toISOString(), reason } }),
    release: async (ids) => {
      const released = [...book.values()]
        .filter(({ id, parked }) => parked !== undefined && (ids?.includes(id) ?? true))
        .map(({ id, group, keys }): SealedBatch => ({ id, group, keys }));
      for (const batch of released) await write(batch);
      return released;
    },
    all: () => [...book.values()],
  };
}

export const parkedBatches = (batches: readonly SealedBatch[]): readonly ParkedBatch[] =>
  batches.flatMap(({ id, group, keys, parked }) =>
    parked === undefined
      ? []
      : [
          {
            id,
            workflowId: group,
            deliveries: keys.length,
            reason: parked.reason,
            parkedAt: parked.at,
          },
        ],
  );

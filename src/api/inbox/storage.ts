// The inbox's file: one lmdb environment whose writes are on the disk when they resolve.
import { mkdirSync } from 'node:fs';
import { open, type Database } from 'lmdb';

export interface Storage {
  /** Deliveries by key. */
  readonly entries: Database<unknown, string>;
  /** Sealed batches by id. */
  readonly batches: Database<unknown, string>;
  /** Delivery ids that were seen, by period and digest. */
  readonly seen: Database<1, string>;
  /** All deeds or none; resolves when they are flushed. Rejects with InboxBroken. */
  readonly commit: (deeds: () => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The disk does not take or give what it should. */
export class InboxBroken extends Error {
  override readonly name = 'InboxBroken';
}

/** Throws InboxBroken when there is no such folder and none can be made, or what is in it is not ours. */
export function openStorage(folder: string): Storage {
  try {
    mkdirSync(folder, { recursive: true });
    const root = open({
      path: folder,
      // A commit then flushes before it resolves and rejects when it could not; overlapping ones report neither so.
      overlappingSync: false,
      // With it lmdb 3.5.6 makes promises that nobody sees, which end the process when a commit fails.
      eventTurnBatching: false,
      encoding: 'json',
    });
    return {
      entries: root.openDB({ name: 'entries', encoding: 'json' }),
      batches: root.openDB({ name: 'batches', encoding: 'json' }),
      seen: root.openDB({ name: 'seen', encoding: 'json' }),
      commit: commitments((deeds) => root.batch(deeds)),
      close: () => root.close(),
    };
  } catch (error) {
    const cure = `The inbox in ${folder} cannot be opened: is DATA_DIR writable and on a disk with space?`;
    throw new InboxBroken(cure, { cause: error });
  }
}

/** After a failure the disk is left alone for a while. */
const REST_MS = 1_000;

interface Wish {
  readonly deeds: () => void;
  readonly resolve: () => void;
  readonly reject: (reason: InboxBroken) => void;
}

/** One commit at a time: whoever comes while the disk is busy shares the next, which costs it no more. */
function commitments(batch: (deeds: () => void) => Promise<boolean>): Storage['commit'] {
  let restUntil = 0;
  let last: InboxBroken | undefined;
  let waiting: Wish[] = [];
  let isWriting = false;
  const write = async (wishes: readonly Wish[]): Promise<void> => {
    try {
      await batch(() => {
        for (const { deeds } of wishes) deeds();
      });
    } catch (error) {
      restUntil = performance.now() + REST_MS;
      last = broken(error);
      for (const { reject } of wishes) reject(last);
      return;
    }
    for (const { resolve } of wishes) resolve();
  };
  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const wishes = waiting;
      waiting = [];
      await write(wishes);
    }
    isWriting = false;
  };
  return (deeds) => {
    if (last !== undefined && performance.now() < restUntil) return Promise.reject(last);
    return new Promise((resolve, reject) => {
      waiting.push({ deeds, resolve, reject });
      if (!isWriting) void writeAll();
    });
  };
}

/** lmdb's error holds a second promise with the reason, which ends the process when it rejects unheard. */
function broken(error: unknown): InboxBroken {
  if (error instanceof Error && 'commitError' in error && error.commitError instanceof Promise) {
    error.commitError.catch(() => undefined);
  }
  return new InboxBroken('The disk did not take what was to be written.', { cause: error });
}

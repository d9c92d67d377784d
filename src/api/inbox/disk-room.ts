// Whether the inbox's disk has room: asked before a write, because a write that fails may end the process.
import { statfsSync, type StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';

export interface DiskRoom {
  /** As of a second ago at most, while it is asked often. */
  readonly isShort: () => boolean;
}

const LOOK_EVERY_MS = 1_000;

/**
 * lmdb 3.5.6 describes a failed write in a buffer of 100 bytes that may be too small for it (mdb.c, mdb_page_flush),
 * so a full disk is kept away from instead of run into.
 */
export function createDiskRoom(folder: string, reserveBytes: number): DiskRoom {
  const isLess = ({ bavail, bsize }: StatsFs): boolean => bavail * bsize < reserveBytes;
  let short = isLess(statfsSync(folder));
  let lookedAt = performance.now();
  return {
    isShort: () => {
      const now = performance.now();
      if (now - lookedAt >= LOOK_EVERY_MS) {
        lookedAt = now;
        // A disk that does not even say how full it is takes nothing either.
        void statfs(folder).then(
          (stats) => (short = isLess(stats)),
          () => (short = true),
        );
      }
      return short;
    },
  };
}

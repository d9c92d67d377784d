// Counts what happens to the records of one chunk.
import { MOST_IDS, type ReasonGroup, type Tally } from '../contracts/tally';

/** As many ids of a chunk are handed back to be looked at again. */
const MOST_REJECTED = 1000;

type Kind = 'skipped' | 'rejected' | 'dropped';

export class Counting {
  read = 0;
  written = 0;
  unchanged = 0;
  /** Of records that were not written. */
  readonly rejectedIds: string[] = [];
  private readonly groups: Record<Kind, Map<string, { count: number; ids: string[] }>> = {
    skipped: new Map(),
    rejected: new Map(),
    dropped: new Map(),
  };

  /** `id` names the record without naming the person. */
  note(kind: Kind, reason: string, id: number | string): void {
    if (kind === 'rejected' && this.rejectedIds.length < MOST_REJECTED)
      this.rejectedIds.push(String(id));
    const group = this.groups[kind].get(reason) ?? { count: 0, ids: [] };
    group.count += 1;
    if (group.ids.length < MOST_IDS) group.ids.push(String(id));
    this.groups[kind].set(reason, group);
  }

  tally(): Tally {
    const { read, written, unchanged } = this;
    return {
      read,
      written,
      unchanged,
      skipped: this.listed('skipped'),
      rejected: this.listed('rejected'),
      dropped: this.listed('dropped'),
    };
  }

  private listed(kind: Kind): readonly ReasonGroup[] {
    return [...this.groups[kind]].map(([reason, { count, ids }]) => ({ reason, count, ids }));
  }
}

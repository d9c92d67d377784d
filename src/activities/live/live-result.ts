// What a live activity answers: the counts, and the ids an incremental sync looks at again.
import type { ChangesWritten } from '../../contracts/record-changes';
import type { Counting } from '../counting';

export const writtenBy = (counting: Counting): ChangesWritten => ({
  ...counting.tally(),
  removed: 0,
  joined: 0,
  ...(counting.rejectedIds.length === 0 ? {} : { rejectedIds: counting.rejectedIds }),
});

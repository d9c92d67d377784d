// Subscribers that are gone have withdrawn: the consent phase takes them off the lists we put them on.
import type { ChunkContext } from './chunk-context';
import { afterOf, readAll } from './loaders';
import { haveSubscribers } from './subscribers-chunk';
import type { Swept } from './swept';

/** Changes this worker's evidence only; what follows from it is written by the consent phase. */
export async function sweepSubscribers(context: ChunkContext): Promise<Swept> {
  const { bigcommerce, memory } = context;
  await haveSubscribers(context);
  const { total } = await bigcommerce.listSubscribers({ limit: 1 });
  const counted = memory.subscribers.size + memory.places.subscribers.others.size;
  if (total === counted) return { deleted: 0, sentBatch: false };
  const all = await readAll((after) => bigcommerce.listSubscribers(afterOf(after)));
  const present = new Set(all.map(({ id }) => id));
  const gone = [...memory.subscribers.entries()].filter(({ id }) => !present.has(id));
  for (const { id, person } of gone) {
    memory.subscribers.remove(id);
    memory.withdrawn.push(person);
  }
  return { deleted: gone.length, sentBatch: false };
}

// A chunk of the subscribers phase: who agreed or withdrew is remembered, newsletter readers become contacts.
import type { Subscriber } from '../bigcommerce/customer-records';
import type { ChunkResult } from '../contracts/activities';
import { subscriberContactFrom } from '../mapping/contact';
import { toEmail } from '../mapping/email';
import { hash64 } from '../mapping/fingerprint';
import { chunkResult, readPages } from './chunk-parts';
import type { ChunkContext } from './chunk-context';
import { Counting } from './counting';
import { afterOf, mappingContextOf, readAll } from './loaders';
import { SUBSCRIBED, WITHDRAWN } from './memory/person-sums';
import { writeNewcomers, type Newcomer } from './person-writer';
import { rememberRecent } from './recent';

const PAGES_A_CHUNK = 4;
const NEWSLETTER = 'marketing_newsletter';

export async function subscribersChunk(
  context: ChunkContext,
  cursor: string | undefined,
): Promise<ChunkResult> {
  const { bigcommerce, memory } = context;
  const { records, next, date } = await readPages(PAGES_A_CHUNK, cursor, (after) =>
    bigcommerce.listSubscribers(afterOf(after)),
  );
  const counting = new Counting();
  const importProcess = await writeSubscribers(context, records, counting);
  memory.subscribers.chunks.set(cursor, next, null);
  rememberRecent(context, 'subscribers', records);
  return chunkResult(counting, { next, date, importProcess });
}

export async function writeSubscribers(
  context: ChunkContext,
  subscribers: readonly Subscriber[],
  counting: Counting,
): Promise<number | undefined> {
  counting.read += subscribers.length;
  const mapping = await mappingContextOf(context);
  const newcomers: Newcomer[] = [];
  for (const subscriber of subscribers) {
    const recordId = `subscriber:${subscriber.id}`;
    const mapped = subscriberContactFrom(subscriber, mapping);
    if (!mapped.ok) counting.note('rejected', mapped.reason, recordId);
    else if (!subscriber.consents.includes(NEWSLETTER))
      counting.note('skipped', 'has not agreed to the newsletter', recordId);
    else newcomers.push({ recordId, mapped: mapped.contact });
    noteConsent(context, subscriber);
  }
  return writeNewcomers(context, newcomers, counting);
}

/** Evidence lives in this worker's memory alone; a broken address is nobody's evidence. */
function noteConsent({ memory }: ChunkContext, { id, email, consents }: Subscriber): void {
  const address = toEmail(email);
  if (!address.ok) {
    memory.subscribers.put(id);
    return;
  }
  memory.subscribers.put(id, hash64(address.email), subscriptionMark({ consents }));
}

export const subscriptionMark = ({ consents }: Pick<Subscriber, 'consents'>): number =>
  consents.includes(NEWSLETTER) ? SUBSCRIBED : WITHDRAWN;

/** Another worker may have read the subscribers: then they are read again, once. */
export async function haveSubscribers(context: ChunkContext): Promise<void> {
  const { memory, bigcommerce } = context;
  if (memory.subscribers.chunks.complete) return;
  const subscribers = await readAll((after) => bigcommerce.listSubscribers(afterOf(after)));
  for (const subscriber of subscribers) noteConsent(context, subscriber);
  memory.subscribers.chunks.set(undefined, undefined, null);
}

// Brings one group's next batch to Temporal.
import type { Log } from '../../observability/log';
import type { Batch, Inbox } from '../inbox/inbox';
import type { DeliveryFate } from '../webhooks/webhook-counts';
import { targetOf, type Target } from './target';
import { verdictOf, type Verdict } from './verdict';

export interface DeliverySources {
  readonly inbox: Inbox;
  /** Resolves when Temporal has stored it; `requestId` makes a repeat a no-op. */
  readonly send: (target: Target, requestId: string) => Promise<void>;
  /** True only when it is certain: deliveries of a store that has left are dropped. May reject as Temporal does. */
  readonly hasLeft: (storeHash: string) => Promise<boolean>;
  /** Counts deliveries by what became of them. */
  readonly count: (fate: DeliveryFate, deliveries: number) => void;
  readonly log: Log;
}

/** `away` and `later`: the batch is kept and sent again under its id. */
export type Outcome = { readonly kind: 'done' } | Exclude<Verdict, { readonly kind: 'refused' }>;

/** Never rejects: a disk that fails is a reason to wait. */
export async function deliver(sources: DeliverySources, group: string): Promise<Outcome> {
  try {
    const batch = await sources.inbox.nextBatch(group);
    return batch === undefined ? { kind: 'done' } : await sendBatch(sources, batch);
  } catch (error) {
    sources.log.error({ group, err: error }, 'the inbox cannot be read or written');
    return { kind: 'later', reason: 'the disk' };
  }
}

async function sendBatch(sources: DeliverySources, batch: Batch): Promise<Outcome> {
  const { inbox, count, log } = sources;
  const { id, group, keys } = batch;
  const settle = async (fate: DeliveryFate): Promise<Outcome> => {
    await inbox.settle(batch);
    count(fate, keys.length);
    return { kind: 'done' };
  };
  const answer = await answerOf(sources, batch);
  if (answer.kind === 'sent') return settle('sent');
  if (answer.kind === 'dropped') {
    log.info({ group, deliveries: keys.length }, 'deliveries dropped: the store has left');
    return settle('dropped');
  }
  if (answer.kind !== 'refused') return answer;
  log.error({ group, batch: id, reason: answer.reason }, 'deliveries parked');
  await inbox.park(batch, answer.reason);
  count('parked', keys.length);
  return { kind: 'done' };
}

type Answer = { readonly kind: 'sent' } | { readonly kind: 'dropped' } | Verdict;

async function answerOf(
  { send, hasLeft }: DeliverySources,
  { id, entries: [first, ...others] }: Batch,
): Promise<Answer> {
  if (first === undefined) return { kind: 'dropped' };
  try {
    if (await hasLeft(first.store)) return { kind: 'dropped' };
    await send(targetOf([first, ...others]), id);
    return { kind: 'sent' };
  } catch (error) {
    return verdictOf(error);
  }
}

// Pure: the events of live changes, from being noted until Brevo has them or nobody can know.
import type {
  ChangesResult,
  ChangesState,
  ChangesTiming,
  CustomerEvent,
  CustomerNews,
  PendingEvent,
} from '../../contracts/record-changes';
import { counted } from './state';
import { turnOf, type EventAnswer, type EventTurn } from '../event-turn';

/** So many unknown events are named: the last ones. */
const MOST_UNKNOWN = 100;

export interface Told {
  readonly storeHash: string;
  readonly news: readonly CustomerNews[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** One event for each piece of news; a customer is created once, whatever happens to the worker. */
export function withNews(state: ChangesState, { storeHash, news, now }: Told): ChangesState {
  const events = news.map((one): PendingEvent => {
    const name = `${storeHash}-customer-${one.customerId}-${one.what}`;
    const eventId = one.what === 'created' ? name : `${name}-${now}`;
    return { ...one, eventId, state: 'to send', dueAt: now };
  });
  return events.length === 0 ? state : { ...state, events: [...state.events, ...events] };
}

/** Of whoever was deleted nobody needs to hear any more; what may have been sent is still looked for. */
export function withoutNewsOf(state: ChangesState, deleted: readonly number[]): ChangesState {
  const gone = new Set(deleted);
  const events = state.events.filter(
    ({ customerId, state: course }) => course === 'lost' || !gone.has(customerId),
  );
  return events.length === state.events.length ? state : { ...state, events };
}

export const dueEvents = ({ events }: ChangesState, now: number): readonly PendingEvent[] =>
  events.filter(({ dueAt }) => dueAt <= now);

/** Epoch milliseconds of the next event to see to; undefined when all are settled. */
export const nextEventAt = ({ events }: ChangesState): number | undefined =>
  events.length === 0 ? undefined : Math.min(...events.map(({ dueAt }) => dueAt));

export interface Answered {
  readonly event: CustomerEvent;
  readonly answer: EventAnswer;
  readonly timing: ChangesTiming;
  readonly now: number;
}

/** An event whose answer was lost is sent again only when Brevo is known not to have it. */
export function answered(state: ChangesState, answered: Answered): ChangesState {
  const { event } = answered;
  const pending = state.events.find(({ eventId }) => eventId === event.eventId);
  if (pending === undefined) return state;
  const rest = state.events.filter((one) => one !== pending);
  const turn = turnOf(pending, answered.answer, answered);
  if (turn.kind === 'waits') return { ...state, events: [...rest, { ...pending, ...turn.change }] };
  return settledAs({ ...state, events: rest }, turn.as, event);
}

function settledAs(
  state: ChangesState,
  as: Extract<EventTurn, { kind: 'settled' }>['as'],
  event: CustomerEvent,
): ChangesState {
  const { eventsSent, unknownEvents } = state.counts;
  const withCounts = (counts: Partial<ChangesResult>): ChangesState => ({
    ...state,
    counts: { ...state.counts, ...counts },
  });
  switch (as) {
    case 'sent':
      return withCounts({ eventsSent: eventsSent + 1 });
    case 'unknown':
      return withCounts({
        unknownEvents: [...unknownEvents, event.eventId].slice(-MOST_UNKNOWN),
      });
    case 'refused':
      return counted(state, { dropped: [refusedEvent(event)] });
    case 'not wanted':
      return state;
  }
}

const refusedEvent = ({ customerId }: CustomerEvent) => ({
  reason: 'event refused by Brevo',
  count: 1,
  ids: [String(customerId)],
});

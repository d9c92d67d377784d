// Pure: what the flow of an order does next, and what an answer makes of it.
import type { KnownOrder, OrderState, PendingOrderEvent } from './state';
import type { OrderEvent, OrderFacts, OrderWork, OrderWritten } from '../../contracts/order-deeds';
import type { OrderTouch } from '../../contracts/order-flow';
import { FINAL_STATUSES, INCOMPLETE } from '../../contracts/order-status';
import { turnOf, type EventAnswer } from '../event-turn';
import { heard } from './story';
import type { OrderRules } from './rules';
import { orderStepFor, rejectedFor } from './step';

/** Times are epoch milliseconds of the workflow's clock. */
export type OrderMove =
  | { readonly kind: 'look'; readonly state: OrderState }
  | { readonly kind: 'write'; readonly work: OrderWork }
  | { readonly kind: 'send'; readonly event: OrderEvent }
  | { readonly kind: 'find'; readonly event: OrderEvent }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'end' };

/** Hears of a touch; what a sync has just read is a first look, and no news to a flow that knows as much. */
export function touched(
  state: OrderState,
  touch: OrderTouch,
  { rules, now }: { readonly rules: OrderRules; readonly now: number },
): OrderState {
  const { baseline = false, rewrite = false, seen } = touch;
  if (baseline && seen !== undefined) {
    if (state.known !== null && knowsAsMuch(state.known, seen)) return state;
    if (isUntouched(state))
      return orderStepFor(rules)(
        { ...state, looking: 'baseline' },
        { kind: 'read', facts: seen },
        now,
      ).state;
  }
  return { ...wanting(state, baseline), rewrite: rewrite || state.rewrite };
}

/** A real touch says more than a baseline. */
export const wanting = (state: OrderState, baseline: boolean): OrderState => ({
  ...state,
  wanted: baseline && state.wanted !== 'touch' ? 'baseline' : 'touch',
});

const isUntouched = ({ known, wanted, looking }: OrderState): boolean =>
  known === null && wanted === null && looking === null;

const knowsAsMuch = (known: KnownOrder, seen: OrderFacts): boolean =>
  seen.modifiedAt < known.modifiedAt ||
  known.written === seen.fingerprint ||
  (known.statusId === seen.statusId &&
    known.content === seen.content &&
    known.archived === seen.archived &&
    known.refunds === seen.refunds);

/** Deeds of the last look come before the next look, events one after the other between them. */
export function nextMove(state: OrderState, rules: OrderRules, now: number): OrderMove {
  const { work, wanted } = state;
  if (work !== null) return { kind: 'write', work };
  const next = nextEvents(state, rules);
  const due = next.find(({ dueAt }) => dueAt <= now);
  if (due !== undefined) return { kind: due.state === 'lost' ? 'find' : 'send', event: bare(due) };
  if (wanted !== null)
    // What comes from here on asks for another look.
    return { kind: 'look', state: { ...state, wanted: null, looking: wanted } };
  const until = followedUntil(state, rules);
  const goesOn = next.length > 0 && rules.guards.has('a flow with work left goes on');
  if (!goesOn && now >= until) return { kind: 'end' };
  const wakings = next.map(({ dueAt }) => dueAt);
  return { kind: 'wait', until: Math.min(...wakings, goesOn ? Infinity : until) };
}

/** Whatever stands behind an event that is not settled waits with it. */
const nextEvents = (
  { events }: OrderState,
  { guards }: OrderRules,
): readonly PendingOrderEvent[] =>
  guards.has('events leave one after the other') ? events.slice(0, 1) : events;

const bare = ({ eventId, what, at, from, to }: PendingOrderEvent): OrderEvent => ({
  eventId,
  what,
  at,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/** Epoch milliseconds; what was never good or never there is not followed. */
export function followedUntil({ known, changedAt, gone }: OrderState, rules: OrderRules): number {
  const { timing, guards } = rules;
  if (known === null) return changedAt;
  const rests =
    gone ||
    known.archived ||
    known.statusId === INCOMPLETE ||
    FINAL_STATUSES.includes(known.statusId);
  const until = changedAt + (rests ? timing.followMs : timing.stuckMs);
  // A new flow would not know that the order was announced, until it is too old for that.
  const young =
    known.placing === 'told' && guards.has('a placed order is followed until it is old');
  return young ? Math.max(until, Date.parse(known.createdAt) + timing.oldMs) : until;
}

/** What Brevo has is known by its answer alone: after a refusal an earlier attempt may have got through. */
export function workDone(state: OrderState, written: OrderWritten, now: number): OrderState {
  const { work, known } = state;
  const idle: OrderState = { ...state, work: null };
  if (written.kind === 'rejected') {
    const doubtful = known === null ? known : { ...known, written: null };
    return rejectedFor({ ...idle, known: doubtful }, written.reason, now);
  }
  const fingerprint = written.fingerprint ?? work?.upsert?.fingerprint;
  if (known === null || work?.upsert === undefined || fingerprint === undefined) return idle;
  return { ...idle, known: { ...known, written: fingerprint } };
}

export interface OrderAnswered {
  readonly event: OrderEvent;
  readonly answer: EventAnswer;
  readonly now: number;
}

/** One event further, or another time to see to it. */
export function eventAnswered(
  state: OrderState,
  { event, answer, now }: OrderAnswered,
  { timing, guards }: OrderRules,
): OrderState {
  const at = state.events.findIndex(({ eventId }) => eventId === event.eventId);
  const pending = state.events[at];
  if (pending === undefined) return state;
  const turn = turnOf(pending, answer, { timing, now });
  if (turn.kind === 'settled')
    return heard({ ...state, events: state.events.toSpliced(at, 1) }, { event, as: turn.as, now });
  const { change } = turn;
  const looksUp = guards.has('a lost answer is looked up before another try');
  const waits = guards.has('a look waits until Brevo shows what it has');
  const next: PendingOrderEvent = {
    ...pending,
    ...change,
    ...(looksUp ? {} : { state: 'to send' }),
    ...(waits || change.state !== 'lost' ? {} : { dueAt: now }),
  };
  return { ...state, events: state.events.toSpliced(at, 1, next) };
}

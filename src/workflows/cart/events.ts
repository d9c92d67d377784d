// Pure: the events of a cart, from being due until Brevo has them or nobody can know.
import type { CartEvent, CartEventKind, CartFollow, CartThere } from '../../contracts/cart-deeds';
import type { EventOutcome } from '../../contracts/record-changes';
import type { Guarding } from '../../contracts/cart-guards';
import type { CartState, PendingCartEvent } from './state';
import { afterLooking, afterSending, type EventTurn } from '../event-turn';

/** So many unknown events are named: the last ones. */
const MOST_UNKNOWN = 20;

export interface Moment {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly on: Guarding;
}

const eventIdOf = (state: CartState, what: CartEventKind, count: number): string =>
  `${state.storeHash}-cart-${state.cartId}-${what}-${count}`;

/** Of the events a read may send. */
export function readEventIds(state: CartState, on: Guarding): CartFollow['eventIds'] {
  if (state.unsure) return undefined;
  const updated = eventIdOf(state, 'updated', state.updates + 1);
  const isNew = state.told === undefined && !state.createdInDoubt;
  return isNew || !on('created once')
    ? { created: eventIdOf(state, 'created', 1), updated }
    : { updated };
}

function pending(state: CartState, what: CartEventKind, now: number): PendingCartEvent {
  const { cartId, contactId, account, episode, order, led, told } = state;
  const isAboutCart = what !== 'recovered' && what !== 'deleted';
  const count = what === 'updated' || what === 'deleted' ? state.updates : Math.max(1, episode);
  const event: CartEvent = {
    eventId: eventIdOf(state, what, count),
    cartId,
    what,
    at: new Date(now).toISOString(),
    ...(contactId === undefined ? {} : { contactId }),
    ...(account === undefined ? {} : { account }),
    ...(told === undefined || !isAboutCart ? {} : { told }),
    episode,
    ...(order === undefined ? {} : { order }),
    ...(led === undefined ? {} : { led }),
  };
  return { event, state: 'to send', dueAt: now };
}

/** A new event that waits to be sent; what it makes untrue is not sent any more. */
export function withEvent(
  state: CartState,
  what: Exclude<CartEventKind, 'created' | 'updated'>,
  now: number,
): CartState {
  return { ...state, events: [...state.events, pending(state, what, now)] };
}

/** What a read has sent itself, or tried to. */
export function withReadEvents(state: CartState, found: CartThere, moment: Moment): CartState {
  const created = noted(state, 'created', { outcome: found.created, moment });
  if (found.updated === undefined) return created;
  // An older one that still waits would only repeat this one.
  const events = created.events.filter(({ event }) => event.what !== 'updated');
  const counted = { ...created, events, updates: created.updates + 1 };
  return noted(counted, 'updated', { outcome: found.updated, moment });
}

interface Noted {
  readonly outcome: EventOutcome | undefined;
  readonly moment: Moment;
}

function noted(state: CartState, what: 'created' | 'updated', of: Noted): CartState {
  const { outcome, moment } = of;
  if (outcome === undefined || outcome.kind === 'not wanted') return state;
  const waiting = pending(state, what, moment.now);
  return afterTelling({ ...state, events: [...state.events, waiting] }, waiting.event.eventId, {
    outcome,
    moment,
  });
}

/** Events that are only true of a cart that is left are not sent once it is bought or touched. */
export function withoutStale(state: CartState, on: Guarding): CartState {
  if (!on('not after the purchase')) return state;
  const events = state.events.filter(
    ({ event, state: course }) => event.what !== 'abandoned' || course === 'lost',
  );
  return { ...state, events };
}

const isStale = (state: CartState, { event }: PendingCartEvent, on: Guarding): boolean =>
  on('not after the purchase') &&
  event.what === 'abandoned' &&
  (state.phase !== 'abandoned' || state.episode !== event.episode);

export function afterTelling(
  state: CartState,
  eventId: string,
  { outcome, moment }: { readonly outcome: EventOutcome; readonly moment: Moment },
): CartState {
  const waiting = state.events.find(({ event }) => event.eventId === eventId);
  if (waiting === undefined) return state;
  const { now, on } = moment;
  const known: EventOutcome =
    outcome.kind === 'lost' && !on('lost events look first')
      ? { kind: 'later', afterMs: state.timing.eventLookMs }
      : outcome;
  // Of a cart that is another by now the next read tells.
  const isOther = outcome.kind === 'not wanted' && waiting.event.what === 'updated';
  const next = isOther ? { ...state, hints: state.hints + 1 } : state;
  return turned(next, waiting, afterSending(known, waiting, { timing: state.timing, now }));
}

export function afterLookingFor(
  state: CartState,
  eventId: string,
  { isThere, moment }: { readonly isThere: boolean | undefined; readonly moment: Moment },
): CartState {
  const waiting = state.events.find(({ event }) => event.eventId === eventId);
  if (waiting === undefined) return state;
  const turn = afterLooking(isThere, waiting, { timing: state.timing, now: moment.now });
  const again = turn.kind === 'waits' && turn.change.state === 'to send';
  if (again && isStale(state, waiting, moment.on))
    return turned(state, waiting, { kind: 'settled', as: 'not wanted' });
  return turned(state, waiting, turn);
}

function turned(state: CartState, waiting: PendingCartEvent, turn: EventTurn): CartState {
  const rest = state.events.filter((one) => one !== waiting);
  if (turn.kind === 'waits') return { ...state, events: [...rest, { ...waiting, ...turn.change }] };
  if (turn.as !== 'unknown') return { ...state, events: rest };
  const unknownEvents = [...state.unknownEvents, waiting.event.eventId].slice(-MOST_UNKNOWN);
  return { ...state, events: rest, unknownEvents };
}

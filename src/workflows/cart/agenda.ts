// Pure: everything that lies before a cart's workflow, each with its time.
import type { CartFollow } from '../../contracts/cart-deeds';
import type { Guarding } from '../../contracts/cart-guards';
import { readEventIds } from './events';
import { mailRequest } from './mails';
import { quietAt } from './reads';
import type { CartDeed, CartState, ListedContact } from './state';

interface Entry {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Absent: time alone brings something about. */
  readonly deed?: CartDeed;
  /** Every touch puts it off, so no timer is wound for it. */
  readonly whenQuiet?: true;
}

/** What may be done side by side; nothing is said to anybody before what was heard is read. */
export function agendaOf(state: CartState, on: Guarding): readonly Entry[] {
  const isUnread = state.hints > state.read;
  const events = eventEntries(state);
  if (isUnread && on('read first')) return [{ at: 0, deed: follow(state, on) }, ...lost(events)];
  const reading = isUnread ? [{ at: 0, deed: follow(state, on) }] : [];
  const list = listEntries(state, on);
  const others = [...reading, ...events, ...list];
  return others.some(({ at }) => at === 0) ? others : [...others, ...phaseEntries(state, on)];
}

/** Looking for an event does no harm. */
const lost = (events: readonly Entry[]): readonly Entry[] =>
  events.filter(({ deed }) => deed?.kind === 'look for');

function follow(state: CartState, on: Guarding): CartDeed {
  const { storeHash, cartId, told, contactId, order } = state;
  const eventIds = readEventIds(state, on);
  const request: CartFollow = {
    storeHash,
    cartId,
    ...(told === undefined || !on('changed content') ? {} : { told }),
    ...(contactId === undefined ? {} : { contactId }),
    ...(eventIds === undefined ? {} : { eventIds }),
    ...(order === undefined ? {} : { orderId: order.orderId }),
  };
  return { kind: 'follow', upTo: state.hints, request };
}

const eventEntries = ({ events }: CartState): readonly Entry[] =>
  events.map(({ event, dueAt, state }) => ({
    at: dueAt,
    deed: { kind: state === 'to send' ? 'tell' : 'look for', event },
  }));

function listEntries(state: CartState, on: Guarding): readonly Entry[] {
  const { listed, listWanted, contactId, account } = state;
  if (listed !== undefined && mustLeave(state, listed))
    return on('leave the list') ? [{ at: 0, deed: { kind: 'leave', contact: listed } }] : [];
  if (!listWanted || contactId === undefined) return [];
  const contact = { contactId, ...(account === undefined ? {} : { account }) };
  return [{ at: 0, deed: { kind: 'join', contact } }];
}

function mustLeave(state: CartState, listed: ListedContact): boolean {
  const isOther = listed.contactId !== state.contactId || listed.account !== state.account;
  return state.phase !== 'abandoned' || state.listRefused || isOther;
}

function phaseEntries(state: CartState, on: Guarding): readonly Entry[] {
  switch (state.phase) {
    case 'watching':
      return quietEntries(state, on);
    case 'abandoned':
      return abandonedEntries(state);
    case 'resting':
      return restEntries(state);
  }
}

/** Before it counts as left, the cart is read once more: a delivery may have been dropped. */
function quietEntries(state: CartState, on: Guarding): readonly Entry[] {
  const at = quietAt(state);
  if (at === undefined) return [];
  return [{ at: Math.max(at, 1), deed: follow(state, on), whenQuiet: true }];
}

function restEntries({ endAt, outcome, listDoubts }: CartState): readonly Entry[] {
  if (endAt === undefined || outcome === undefined) return [];
  return listDoubts.length === 0
    ? [{ at: endAt, deed: { kind: 'end', outcome } }]
    : listDoubts.map((contact) => ({ at: endAt, deed: { kind: 'leave', contact } }));
}

function abandonedEntries(state: CartState): readonly Entry[] {
  const { abandonment, timing } = state;
  if (abandonment === undefined) return [];
  const { plannedAt, dueAt, quietSince } = abandonment;
  return plannedAt === undefined
    ? [{ at: quietSince + timing.expireAfterMs }]
    : [{ at: dueAt, deed: { kind: 'mail', request: mailRequest(state, abandonment) } }];
}

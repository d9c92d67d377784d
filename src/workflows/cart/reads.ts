// Pure: what a read of the cart's truth means for its story.
import type { CartFollow, CartFound, CartThere } from '../../contracts/cart-deeds';
import { abandoned, bought, cameBack, closed, resting } from './ends';
import { withReadEvents, type Moment } from './events';
import type { CartState } from './state';

export interface Read {
  readonly upTo: number;
  readonly request: CartFollow;
  readonly found: CartFound;
}

export function afterReading(state: CartState, { upTo, found }: Read, moment: Moment): CartState {
  const read = { ...afterDoubt(state, found), read: upTo };
  switch (found.kind) {
    case 'bought':
      return bought(read, found.order, moment);
    case 'gone':
    case 'empty':
      return closed(read, moment);
    case 'there':
      return { ...afterSeeing(read, found, moment), saidAbandoned: false };
  }
}

/** A read without an answer may have used up its events' ids. */
function afterDoubt(state: CartState, found: CartFound): CartState {
  if (!state.unsure) return state;
  const isAsked = found.kind === 'there' && found.updated !== undefined;
  if (isAsked) return { ...state, unsure: false };
  return { ...state, unsure: false, updates: state.updates + 1, createdInDoubt: true };
}

function afterSeeing(state: CartState, found: CartThere, moment: Moment): CartState {
  const known = withTold(state, found, moment);
  switch (state.phase) {
    case 'watching':
      return whenQuiet(known, state, moment);
    case 'abandoned':
      return whileAbandoned(known, moment);
    case 'resting':
      return hasMoved(state, found) ? whenQuiet(cameBack(known, moment), state, moment) : known;
  }
}

function withTold(state: CartState, found: CartThere, moment: Moment): CartState {
  const { content, person, contactId = state.contactId, account = state.account } = found;
  const seen: CartState = {
    ...state,
    seen: found,
    ...(contactId === undefined ? {} : { contactId }),
    ...(account === undefined ? {} : { account }),
  };
  if (person === undefined) return seen;
  return withReadEvents({ ...seen, told: { content, person } }, found, moment);
}

function hasMoved({ seen }: CartState, found: CartThere): boolean {
  if (seen === undefined) return true;
  const { content, person, changedAt } = seen;
  return found.content !== content || found.person !== person || found.changedAt > changedAt;
}

function whileAbandoned(state: CartState, moment: Moment): CartState {
  const { seen, abandonment, saidAbandoned } = state;
  if (seen === undefined || abandonment === undefined) return state;
  const { told, changedAt } = abandonment;
  const isOther =
    seen.content !== told.content || seen.person !== told.person || seen.changedAt > changedAt;
  if (isOther || !moment.on('really changed')) {
    const back = cameBack(state, moment);
    return whenQuiet(back, back, moment);
  }
  return saidAbandoned && !moment.on('one abandonment') ? abandoned(state, seen, moment) : state;
}

/** Leads to an abandonment when the cart has been quiet for long enough. */
function whenQuiet(state: CartState, before: CartState, moment: Moment): CartState {
  const { seen, timing } = state;
  if (seen === undefined || !isQuiet(state, before, moment)) return state;
  if (seen.person === undefined) return resting(state, 'anonymous', moment);
  if (!seen.wanted) return resting(state, 'expired', moment);
  if (moment.on('not too late') && moment.now - seen.changedAt > timing.tooLateMs)
    return { ...resting(state, 'expired', moment), stopped: 'too late' };
  return abandoned(state, seen, moment);
}

function isQuiet(state: CartState, before: CartState, { now, on }: Moment): boolean {
  const { seen, timing, saidAbandoned } = state;
  if (seen === undefined) return false;
  const { abandonAfterMs } = seen.plan;
  const enough = saidAbandoned ? Math.min(abandonAfterMs, timing.hintQuietMs) : abandonAfterMs;
  if (on('really quiet')) return now - seen.changedAt >= enough;
  const earlier = before.seen ?? seen;
  return saidAbandoned || now - earlier.changedAt >= abandonAfterMs;
}

/** When the cart, if nothing is heard of it, has been quiet for long enough. */
export const quietAt = ({ seen }: CartState): number | undefined =>
  seen === undefined ? undefined : seen.changedAt + seen.plan.abandonAfterMs;

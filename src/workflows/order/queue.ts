// Pure: puts what is to be announced at the end of an order's events, each under an id of its own.
import type { OrderEventKind } from '../../contracts/order-deeds';
import type { OrderState, PendingOrderEvent } from './state';
import type { OrderNews } from './news';
import type { OrderRules } from './rules';
import { announcing } from './story';

interface Queueing {
  readonly rules: OrderRules;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function queued(
  state: OrderState,
  news: readonly OrderNews[],
  { rules, now }: Queueing,
): { readonly state: OrderState; readonly events: readonly PendingOrderEvent[] } {
  let { lastEventAt } = state;
  const events = news.map((one, at): PendingOrderEvent => {
    const goesBack = one.at < lastEventAt && rules.guards.has('dates of events do not go back');
    lastEventAt = goesBack ? lastEventAt : one.at;
    const eventId = eventIdOf(one.what, state.queued + at + 1, { rules, now });
    return { ...one, at: lastEventAt, eventId, state: 'to send', dueAt: now };
  });
  if (events.length === 0) return { state, events };
  const longer: OrderState = {
    ...state,
    events: [...state.events, ...events],
    queued: state.queued + events.length,
    lastEventAt,
  };
  return { state: announcing(longer, events, now), events };
}

/** Equal whatever happens to the worker; another run of the flow, which counts anew, makes others by the time. */
function eventIdOf(what: OrderEventKind, number: number, { rules, now }: Queueing): string {
  const name = `${rules.storeHash}-order-${rules.orderId}-${what}`;
  const once = what === 'placed' || what === 'bought';
  return once ? name : `${name}-${number}-${now}`;
}

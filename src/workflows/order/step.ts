// Pure: what a reading of an order makes of its flow, and which deeds follow.
import type { KnownOrder, OrderState, PendingOrderEvent } from './state';
import type { OrderFacts, OrderReading, OrderWork } from '../../contracts/order-deeds';
import { INCOMPLETE } from '../../contracts/order-status';
import type { OrderGuards } from './guards';
import { isSilent, knownBefore, newsOf, placingOf, type Look } from './look';
import { furtherShipped, shippedBy } from './news';
import { queued } from './queue';
import type { OrderRules } from './rules';
import { seen, withLine } from './story';

/** They stand in the state as well, until they are done; events leave one by one. */
export interface LookDeeds {
  readonly work: OrderWork | null;
  readonly events: readonly PendingOrderEvent[];
}

export interface OrderStepped {
  readonly state: OrderState;
  readonly deeds: LookDeeds;
}

const NO_DEEDS: LookDeeds = { work: null, events: [] };

/** `now`: epoch milliseconds. */
export type OrderStep = (state: OrderState, order: OrderReading, now: number) => OrderStepped;

/** The step for one order under its rules. */
export const orderStepFor =
  (rules: OrderRules): OrderStep =>
  (state, order, now) => {
    const { looking } = state;
    const looked = { ...heeding(state, rules.guards), looking: null };
    switch (order.kind) {
      case 'gone':
        return { state: leave(looked, now), deeds: NO_DEEDS };
      case 'rejected':
        return { state: rejectedFor(looked, order.reason, now), deeds: NO_DEEDS };
      case 'read': {
        const { facts } = order;
        if (isOlder(looked, facts, rules.guards)) return { state: looked, deeds: NO_DEEDS };
        const known = doubted(looked);
        return stepped(looked, { known, mode: looking ?? 'touch', facts, rules, now });
      }
    }
  };

/** What came during the look may be newer than what the look has seen. */
const heeding = (state: OrderState, guards: OrderGuards): OrderState =>
  guards.has('a touch during a look asks for another') ? state : { ...state, wanted: null };

/** Where a rewrite is wanted, nobody knows what Brevo has. */
const doubted = ({ known, rewrite }: OrderState): KnownOrder | null =>
  known !== null && rewrite ? { ...known, written: null } : known;

const leave = (state: OrderState, now: number): OrderState =>
  state.gone
    ? state
    : withLine({ ...state, gone: true, changedAt: now }, now, 'the shop no longer has it');

/** Nothing of it is remembered: once it is good, it is as if it were new. */
export const rejectedFor = (state: OrderState, reason: string, now: number): OrderState =>
  state.rejected === reason
    ? state
    : withLine({ ...state, rejected: reason }, now, `not written to Brevo: ${reason}`);

/** A server of the shop's that lags behind; what it lacks comes with another touch. */
const isOlder = ({ known }: OrderState, { modifiedAt }: OrderFacts, guards: OrderGuards): boolean =>
  known !== null && modifiedAt < known.modifiedAt && guards.has('an older reading changes nothing');

function stepped(state: OrderState, look: Look): OrderStepped {
  const { rules, now, facts } = look;
  const placing = placingOf(look);
  const news = newsOf(look, placing);
  const after = remembered(look, placing === 'open' && news.length > 0 ? 'told' : placing);
  const work = workOf(look);
  const isKept = rules.guards.has('written is what was answered to be written');
  const known = isKept ? after : { ...after, written: facts.fingerprint };
  const settled = settledIn(state, known, now);
  const { known: before } = state;
  const noted = seen(settled, { before, after, silent: isSilent(look), now });
  const next = queued({ ...noted, work }, news, { rules, now });
  return { state: next.state, deeds: { work, events: next.events } };
}

function remembered(look: Look, placing: KnownOrder['placing']): KnownOrder {
  const { facts } = look;
  const before = knownBefore(look);
  const shipped = furtherShipped(shippedBy(facts.statusId), facts.shipped);
  return {
    statusId: facts.statusId,
    createdAt: facts.createdAt,
    modifiedAt: facts.modifiedAt,
    archived: facts.archived,
    placing,
    shipped: furtherShipped(before.shipped, shipped),
    refunds: Math.max(before.refunds, facts.refunds),
    content: facts.content,
    written: before.written,
  };
}

/** A good reading ends what was wrong before; the follow-up counts from the last change. */
function settledIn(state: OrderState, known: KnownOrder, now: number): OrderState {
  const isSame =
    state.known !== null && WHAT_CHANGES.every((part) => state.known?.[part] === known[part]);
  const changedAt = isSame ? state.changedAt : now;
  return { ...state, known, changedAt, gone: false, rejected: null, rewrite: false };
}

const WHAT_CHANGES = ['statusId', 'content', 'archived', 'refunds', 'shipped'] as const;

function workOf(look: Look): OrderWork | null {
  const { facts, known, rules } = look;
  const written = known?.written ?? null;
  if (isLeftOut(look, written)) return null;
  const isThere =
    written === facts.fingerprint && rules.guards.has('what Brevo has is not written again');
  if (isThere) return known?.archived === facts.archived ? null : { people: true };
  return { people: true, upsert: { fingerprint: facts.fingerprint, quiet: isQuiet(look) } };
}

/** What was never placed stays out of Brevo; of a baseline the sync has written what there is. */
const isLeftOut = ({ facts, mode, known }: Look, written: string | null): boolean =>
  (facts.statusId === INCOMPLETE && written === null) || (known === null && mode === 'baseline');

const isQuiet = (look: Look): boolean =>
  look.facts.migrated || (look.known === null && isSilent(look));

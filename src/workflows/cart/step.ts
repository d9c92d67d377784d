// Pure: what a fact makes of a cart, and what is to be done next.
import { everyGuard, type Guarding } from '../../contracts/cart-guards';
import { resting } from './ends';
import { afterLookingFor, afterTelling, type Moment } from './events';
import { agendaOf } from './agenda';
import { afterMailing, withoutLateMail } from './mails';
import { afterReading } from './reads';
import type { CartFact, CartState, CartTurn, ListedContact } from './state';

/** After a failure: 5 s, 10 s, … 15 min; two days of nothing else, and the cart is left alone. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 900_000;
const MOST_FAILURES = 200;

/** `now` is epoch milliseconds of the workflow's clock. */
export const cartStep = (state: CartState, fact: CartFact, now: number): CartTurn =>
  stepUnder(everyGuard)(state, fact, now);

/** The same with some guards taken away. */
export const stepUnder =
  (on: Guarding) =>
  (state: CartState, fact: CartFact, now: number): CartTurn => {
    const moment = { now, on };
    const known = ripened(folded(state, fact, moment), moment);
    const agenda = agendaOf(known, on).map((entry) => ({
      ...entry,
      at: Math.max(entry.at, known.resumeAt),
    }));
    const due = agenda.filter(({ at }) => at <= now).flatMap(({ deed }) => deed ?? []);
    if (due.length > 0) return { state: known, deeds: due };
    const wakeAt = earliest(agenda.filter(({ whenQuiet }) => whenQuiet === undefined));
    const quietAt = earliest(agenda.filter(({ whenQuiet }) => whenQuiet === true));
    return {
      state: known,
      deeds: [],
      ...(wakeAt === undefined ? {} : { wakeAt }),
      ...(quietAt === undefined ? {} : { quietAt }),
    };
  };

const earliest = (entries: readonly { readonly at: number }[]): number | undefined =>
  entries.length === 0 ? undefined : Math.min(...entries.map(({ at }) => at));

function folded(state: CartState, fact: CartFact, moment: Moment): CartState {
  if (isAnswer(fact)) return answered({ ...state, failures: 0 }, fact, moment);
  switch (fact.kind) {
    case 'touched':
    case 'said abandoned':
      return heard(state, { kind: fact.kind });
    // The cart may have been left, or come back, before this was heard.
    case 'quiet':
      return state.phase === 'watching' ? heard(state, { kind: 'touched' }) : state;
    case 'ordered':
      return heard(state, fact);
    case 'clicked':
      return { ...state, click: { ...fact.click, at: moment.now } };
    case 'time':
      return state;
    case 'failed':
      return failed(state, fact, moment);
  }
}

const ANSWERS = ['found', 'told', 'looked', 'mailed', 'joined', 'left'] as const;
type Answer = Extract<CartFact, { kind: (typeof ANSWERS)[number] }>;

const isAnswer = (fact: CartFact): fact is Answer => ANSWERS.some((kind) => kind === fact.kind);

function answered(state: CartState, fact: Answer, moment: Moment): CartState {
  switch (fact.kind) {
    case 'found':
      return afterReading(state, fact, moment);
    case 'told':
      return afterTelling(state, fact.eventId, { outcome: fact.outcome, moment });
    case 'looked':
      return afterLookingFor(state, fact.eventId, { isThere: fact.isThere, moment });
    case 'mailed':
      return afterMailing(state, fact, moment);
    case 'joined':
      return afterJoining(state, fact);
    case 'left':
      return afterLeaving(state, fact, moment);
  }
}

type Heard =
  { readonly kind: 'touched' | 'said abandoned' } | Extract<CartFact, { kind: 'ordered' }>;

/** After a purchase nothing that comes late opens the cart again. */
function heard(state: CartState, fact: Heard): CartState {
  const { outcome } = state;
  if (outcome === 'bought' || outcome === 'recovered') return state;
  const hints = state.hints + 1;
  if (fact.kind === 'ordered') return { ...state, hints, order: { orderId: fact.orderId } };
  return fact.kind === 'touched' ? { ...state, hints } : { ...state, hints, saidAbandoned: true };
}

function afterJoining(
  state: CartState,
  { contact, listed }: Extract<CartFact, { kind: 'joined' }>,
): CartState {
  const asked = { ...state, listWanted: false };
  return listed ? { ...asked, listed: contact } : { ...asked, listRefused: true };
}

function afterLeaving(
  state: CartState,
  { contact }: Extract<CartFact, { kind: 'left' }>,
  { now }: Moment,
): CartState {
  const rest = { ...state, listed: undefined };
  if (now < (state.endAt ?? Infinity)) return rest;
  return { ...rest, listDoubts: state.listDoubts.filter((one) => !isSame(one, contact)) };
}

const isSame = (one: ListedContact, other: ListedContact): boolean =>
  one.contactId === other.contactId && one.account === other.account;

function failed(
  state: CartState,
  { afterMs, unsure, mayBeListed }: Extract<CartFact, { kind: 'failed' }>,
  { now }: Moment,
): CartState {
  const { failures } = state;
  const waitMs = afterMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return {
    ...state,
    failures: failures + 1,
    resumeAt: now + waitMs,
    unsure: state.unsure || unsure === true,
    ...(mayBeListed === undefined ? {} : doubted(state, mayBeListed)),
  };
}

const doubted = ({ listDoubts }: CartState, listed: ListedContact) => ({
  listed,
  listDoubts: [...listDoubts.filter((one) => !isSame(one, listed)), listed],
});

/** What time alone brings about. */
function ripened(state: CartState, moment: Moment): CartState {
  if (state.failures > MOST_FAILURES)
    return resting({ ...state, read: state.hints, failures: 0 }, 'closed', moment);
  const known = withoutLateMail(state, moment);
  const { abandonment, hints, read, timing } = known;
  if (abandonment === undefined || abandonment.plannedAt !== undefined || hints > read)
    return known;
  return moment.now >= abandonment.quietSince + timing.expireAfterMs
    ? resting(known, 'expired', moment)
    : known;
}

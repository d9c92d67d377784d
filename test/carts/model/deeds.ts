// The activities of the model: each takes its time in several moves, between which the world goes on, and any of them may fail.
import type { Guarding } from '../../../src/contracts/cart-guards';
import type { CartFound, CartThere } from '../../../src/contracts/cart-deeds';
import type { CartPlan } from '../../../src/contracts/cart-recovery';
import type { EventOutcome } from '../../../src/contracts/record-changes';
import { cartConsent } from '../../../src/mapping/cart-consent';
import { lookVerdict, type LookVerdict } from '../../../src/mapping/cart-look';
import { isOfAnother, isSurelyOurs } from '../../../src/mapping/cart-sequence';
import type { DoableDeed } from '../../../src/workflows/cart/answers';
import type { CartFact } from '../../../src/workflows/cart/state';
import type { Clockwork } from './clockwork';
import type { Counters } from './counters';
import type { Ledger } from './ledger';
import { CONTACT, contentOf, evidenceOf, mayBeWrittenTo, ordersOf, pictureOf } from './shop';
import type { Truth } from './shop';

type Deed<K extends DoableDeed['kind']> = Extract<DoableDeed, { kind: K }>;

export interface Stage {
  readonly clock: Clockwork;
  readonly truth: Truth;
  readonly ledger: Ledger;
  readonly plan: CartPlan;
  readonly on: Guarding;
  readonly counters: Counters;
}

/** One attempt: `go` makes the next move later; a dead one makes none. */
export interface Attempt {
  readonly go: (move: () => void) => void;
  readonly answer: (fact: CartFact) => void;
  readonly isOld: () => boolean;
}

const MINUTE_MS = 60_000;

export function perform(stage: Stage, deed: DoableDeed, attempt: Attempt): void {
  switch (deed.kind) {
    case 'follow':
      follow(stage, deed, attempt);
      return;
    case 'tell':
      attempt.go(() => {
        if (attempt.isOld()) return;
        const { event } = deed;
        const about = `${contentOf(stage.truth)} ${stage.truth.person ?? 'nobody'}`;
        const { told } = event;
        const isOther =
          told !== undefined &&
          (stage.truth.cart !== 'there' || about !== `${told.content} ${told.person}`);
        const outcome = isOther
          ? ({ kind: 'not wanted' } as const)
          : send(stage, { ...event, about });
        attempt.go(() => {
          attempt.answer({ kind: 'told', eventId: event.eventId, outcome });
        });
      });
      return;
    case 'look for':
      attempt.go(() => {
        const { eventId } = deed.event;
        attempt.answer({ kind: 'looked', eventId, isThere: looked(stage, eventId) });
      });
      return;
    case 'join':
      join(stage, deed, attempt);
      return;
    case 'leave':
      attempt.go(() => {
        stage.ledger.listed.delete(deed.contact.contactId);
        attempt.go(() => {
          attempt.answer({ kind: 'left', contact: deed.contact });
        });
      });
      return;
    case 'mail':
      mail(stage, deed, attempt);
  }
}

function looked({ clock, ledger }: Stage, eventId: string): boolean | undefined {
  if (clock.chance(0.1)) return undefined;
  return ledger.events.some((one) => one.eventId === eventId && one.visibleAt <= clock.now);
}

type Said = Parameters<Ledger['event']>[0] & { readonly about: string };

function send({ clock, ledger, counters }: Stage, event: Said): EventOutcome {
  if (clock.chance(0.03)) return { kind: 'later', afterMs: clock.between(1_000, 30 * MINUTE_MS) };
  const isLost = clock.chance(0.05);
  if (isLost) counters.lostAnswers += 1;
  if (isLost && clock.chance(0.5)) return { kind: 'lost' };
  ledger.event(event, event.about, clock.now + clock.between(0, 8 * MINUTE_MS));
  return { kind: isLost ? 'lost' : 'sent' };
}

function follow(stage: Stage, deed: Deed<'follow'>, attempt: Attempt): void {
  const { clock, truth } = stage;
  const { upTo, request } = deed;
  attempt.go(() => {
    if (clock.chance(0.03)) {
      attempt.answer({ kind: 'failed' });
      return;
    }
    const seen = pictureOf(truth);
    attempt.go(() => {
      if (attempt.isOld()) return;
      const found = foundIn(stage, deed, seen);
      attempt.go(() => {
        attempt.answer({ kind: 'found', upTo, request, found });
      });
    });
  });
}

function foundIn(stage: Stage, { request }: Deed<'follow'>, seen: Truth): CartFound {
  if (request.orderId !== undefined) return { kind: 'bought', order: { orderId: request.orderId } };
  const order = seen.orders.find(({ ofCart }) => ofCart);
  if (seen.cart === 'gone' && order !== undefined)
    return { kind: 'bought', order: { orderId: order.orderId } };
  if (seen.cart !== 'there') return { kind: seen.cart };
  return thereIn(stage, request, seen);
}

function thereIn(stage: Stage, request: Deed<'follow'>['request'], seen: Truth): CartThere {
  const { person, changedAt } = seen;
  const content = contentOf(seen);
  const there = { kind: 'there', content, changedAt, wanted: true, plan: stage.plan } as const;
  if (person === undefined) return there;
  const told = { ...there, person, contactId: CONTACT[person] };
  const { told: before, eventIds } = request;
  if (before?.content === content && before.person === person) return told;
  const lost: EventOutcome = { kind: 'lost' };
  if (eventIds === undefined)
    return { ...told, ...(before === undefined ? { created: lost } : {}), updated: lost };
  const about = `${content} ${person}`;
  const said = (what: 'created' | 'updated', eventId: string): EventOutcome =>
    send(stage, { eventId, cartId: request.cartId, what, at: '', episode: 0, about });
  return {
    ...told,
    ...(eventIds.created === undefined ? {} : { created: said('created', eventIds.created) }),
    updated: said('updated', eventIds.updated),
  };
}

function join(stage: Stage, { contact }: Deed<'join'>, attempt: Attempt): void {
  const { truth, ledger, on } = stage;
  attempt.go(() => {
    const { person, cart } = truth;
    if (person === undefined || cart !== 'there' || CONTACT[person] !== contact.contactId) {
      attempt.answer({ kind: 'joined', contact, listed: false });
      return;
    }
    const may = cartConsent(evidenceOf(truth, person), on) === 'yes';
    if (may && !mayBeWrittenTo(truth, person)) ledger.wrong('on the list without consent');
    attempt.go(() => {
      if (may) ledger.listed.add(contact.contactId);
      attempt.go(() => {
        attempt.answer({ kind: 'joined', contact, listed: may });
      });
    });
  });
}

function mail(stage: Stage, deed: Deed<'mail'>, attempt: Attempt): void {
  const { clock, ledger, counters } = stage;
  const { episode, step, after } = deed.request;
  const name = `${episode}:${step}`;
  const answer = (outcome: Extract<CartFact, { kind: 'mailed' }>['outcome']): void => {
    attempt.answer({ kind: 'mailed', episode, step, outcome });
  };
  attempt.go(() => {
    if (after === 'lost') {
      if (clock.chance(0.15)) {
        counters.undecided += 1;
        answer({ kind: 'unknown' });
        return;
      }
      if (ledger.mails.some((one) => one.name === name && one.visibleAt <= clock.now)) {
        answer({ kind: 'sent' });
        return;
      }
    }
    lookAndSend(stage, { deed, attempt, answer, tries: 3 });
  });
}

interface Looking {
  readonly deed: Deed<'mail'>;
  readonly attempt: Attempt;
  readonly answer: (outcome: Extract<CartFact, { kind: 'mailed' }>['outcome']) => void;
  readonly tries: number;
}

/** The reads come one after the other; the verdict and the request that follows are one move. */
function lookAndSend(stage: Stage, looking: Looking): void {
  const { clock, truth, counters } = stage;
  const { attempt, deed } = looking;
  const beganAt = clock.now;
  const atBegin = pictureOf(truth);
  counters.looks += 1;
  attempt.go(() => {
    const { cart, person } = truth;
    const content = contentOf(truth);
    attempt.go(() => {
      const orders = ordersOf(truth, person, deed.request.changedAt);
      attempt.go(() => {
        const seen = {
          cart: cart === 'there' ? { content, ...(person === undefined ? {} : { person }) } : cart,
          orders,
          evidence: evidenceOf(truth, person ?? 'A'),
          ...sequenceOf(stage, deed),
        };
        attempt.go(() => {
          const asked = { told: deed.request.told, sequence: nameOf(deed) };
          const time = { beganAt, now: clock.now };
          const verdict = lookVerdict({ asked, seen, time }, stage.on);
          act(stage, { ...looking, beganAt, atBegin }, verdict);
        });
      });
    });
  });
}

const personOf = ({ request }: Deed<'mail'>) => (request.told.person === 'B' ? 'B' : 'A');

function sequenceOf({ ledger }: Stage, deed: Deed<'mail'>) {
  const sequence = ledger.sequences.get(personOf(deed));
  return sequence === undefined ? {} : { sequence };
}

type Looked = Looking & { readonly beganAt: number; readonly atBegin: Truth };

function act(stage: Stage, looked: Looked, verdict: LookVerdict): void {
  const { answer } = looked;
  switch (verdict.kind) {
    case 'send':
      claim(stage, looked);
      return;
    case 'again':
      again(stage, looked);
      return;
    case 'changed':
    case 'gone':
      stage.counters.lookFoundChange += 1;
      answer({ kind: verdict.kind });
      return;
    case 'bought':
      stage.counters.lookFoundOrder += 1;
      answer(verdict);
      return;
    case 'stopped':
      answer(verdict);
  }
}

function again(stage: Stage, looking: Looked): void {
  const { tries, answer } = looking;
  stage.counters.slowLooks += 1;
  if (tries > 1) lookAndSend(stage, { ...looking, tries: tries - 1 });
  else answer({ kind: 'later', afterMs: MINUTE_MS });
}

const nameOf = ({ request }: Deed<'mail'>): string => `cart:${request.episode}`;

/** The person's turn, what is noted behind it, and our own note: each a move, so that another cart may come between. */
function claim(stage: Stage, looked: Looked): void {
  const { clock, ledger, on } = stage;
  const { deed, attempt, answer } = looked;
  const person = personOf(deed);
  const name = nameOf(deed);
  attempt.go(() => {
    const known = ledger.sequences.get(person);
    const isOn = isSurelyOurs(known, { name, now: clock.now }, on);
    if (!isOn && !ledger.takeTurn(person, name, clock.now)) {
      stage.counters.turnsTaken += 1;
      answer({ kind: 'later', afterMs: 15_000 });
      return;
    }
    attempt.go(() => {
      const noted = ledger.sequences.get(person);
      if (on('one sequence') && isOfAnother(noted, { name, now: clock.now })) {
        answer({ kind: 'stopped', why: 'other sequence' });
        return;
      }
      attempt.go(() => {
        if (isTooLate(stage, looked)) return;
        ledger.sequences.set(person, { name, at: clock.now });
        // The gate of Brevo's rate.
        attempt.go(() => {
          if (!isTooLate(stage, looked)) sendMail(stage, looked);
        });
      });
    });
  });
}

/** Nothing leaves five seconds after the look has begun, whatever it has waited for. */
function isTooLate(stage: Stage, looked: Looked): boolean {
  if (stage.clock.now - looked.beganAt <= 5_000 || !stage.on('five seconds')) return false;
  again(stage, looked);
  return true;
}

function sendMail(stage: Stage, looking: Looked): void {
  const { clock, ledger, truth, counters, on } = stage;
  const { deed, attempt, answer, beganAt, atBegin } = looking;
  const { request } = deed;
  const person = personOf(deed);
  if (clock.chance(0.02)) {
    answer({ kind: 'later', afterMs: clock.between(1_000, 10 * MINUTE_MS) });
    return;
  }
  const isLost = clock.chance(0.08);
  if (isLost && clock.chance(0.4)) {
    counters.lostAnswers += 1;
    answer({ kind: 'lost' });
    return;
  }
  if (truth.orders.length > atBegin.orders.length) counters.boughtWithinLook += 1;
  const name = `${request.episode}:${request.step}`;
  const key = on('same key') ? name : `${name} ${clock.now}`;
  const visibleAfterMs = clock.between(0, 20 * MINUTE_MS);
  const taken = ledger.mail({
    request,
    key,
    person,
    beganAt,
    atBegin,
    now: clock.now,
    visibleAfterMs,
  });
  counters[taken === 'taken' ? 'mails' : 'repeatedKeys'] += 1;
  const orders = truth.orders.length;
  attempt.go(() => {
    if (truth.orders.length > orders) counters.boughtAfterSend += 1;
    if (isLost) counters.lostAnswers += 1;
    answer({ kind: isLost ? 'lost' : 'sent' });
  });
}

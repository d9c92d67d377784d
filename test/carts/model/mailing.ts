// The last look and the mail in the model: reads one after the other, the person's turn, the note, the gate, and the send.
import type { CartFact } from '../../../src/workflows/cart/state';
import { lookVerdict, type LookVerdict } from '../../../src/mapping/cart-look';
import { isOfAnother, isSurelyOurs } from '../../../src/mapping/cart-sequence';
import { contentOf, evidenceOf, ordersOf, pictureOf } from './shop';
import type { Truth } from './shop';
import type { Attempt, Deed, Stage } from './stage';

const MINUTE_MS = 60_000;

export function mail(stage: Stage, deed: Deed<'mail'>, attempt: Attempt): void {
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

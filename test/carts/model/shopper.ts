// What shoppers do in the model, and what BigCommerce says of it: late, twice, or not at all.
import { isOfAnother, isSurelyOurs } from '../../../src/mapping/cart-sequence';
import type { CartFact } from '../../../src/workflows/cart/state';
import type { Clockwork } from './clockwork';
import type { Counters } from './counters';
import type { Ledger } from './ledger';
import type { Consent, Person, Truth } from './shop';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

export interface Street {
  readonly clock: Clockwork;
  readonly truth: Truth;
  readonly ledger: Ledger;
  readonly counters: Counters;
  readonly deliver: (fact: CartFact) => void;
}

const consent = (clock: Clockwork): Consent => {
  const asked = clock.random();
  return {
    subscribed: asked < 0.6,
    withdrawn: asked > 0.9,
    accepts: asked < 0.75 ? true : asked < 0.85 ? false : undefined,
    blocklisted: clock.chance(0.06),
    blocked: clock.chance(0.06),
  };
};

export const freshTruth = (clock: Clockwork): Truth => ({
  cart: 'there',
  version: 1,
  person: clock.chance(0.7) ? 'A' : undefined,
  signedIn: clock.chance(0.4),
  changedAt: clock.now,
  consent: { A: consent(clock), B: consent(clock) },
  orders: [],
});

function say({ clock, counters, deliver }: Street, fact: CartFact): void {
  if (clock.chance(0.06)) {
    counters.dropped += 1;
    return;
  }
  const isLate = clock.chance(0.05);
  if (isLate) counters.late += 1;
  const times = clock.chance(0.1) ? 2 : 1;
  counters.doubled += times - 1;
  for (let time = 0; time < times; time += 1)
    clock.in(isLate ? clock.between(0, 47 * HOUR_MS) : clock.between(0, 5_000), () => {
      deliver(fact);
    });
}

/** BigCommerce calls a cart abandoned after a quiet hour. */
function changed(street: Street): void {
  const { clock, truth } = street;
  truth.changedAt = clock.now;
  say(street, { kind: 'touched' });
  const at = clock.now;
  clock.in(HOUR_MS + clock.between(0, 10 * MINUTE_MS), () => {
    if (truth.cart === 'there' && truth.changedAt === at) say(street, { kind: 'said abandoned' });
  });
}

function order(
  street: Street,
  how: { ofCart: boolean; ofCustomer: boolean; person: Person },
): void {
  const { clock, truth, counters } = street;
  counters.purchases += 1;
  const orderId = 100 + truth.orders.length;
  truth.orders = [...truth.orders, { orderId, placedAt: clock.now, ...how }];
  if (!how.ofCart) return;
  // The order is there a moment before the cart is gone.
  clock.in(clock.between(0, 3_000), () => {
    truth.cart = 'gone';
    say(street, { kind: 'ordered', orderId });
    say(street, { kind: 'touched' });
  });
  say(street, { kind: 'ordered', orderId });
}

type Doing = (street: Street) => void;

const fill: Doing = (street) => {
  const { truth } = street;
  if (truth.cart === 'gone') return;
  truth.cart = 'there';
  truth.version += 1;
  changed(street);
};

const enterAddress: Doing = (street) => {
  const { truth } = street;
  if (truth.cart !== 'there' || truth.person !== undefined) return;
  truth.person = 'A';
  changed(street);
};

const changeAddress: Doing = (street) => {
  const { truth } = street;
  if (truth.cart !== 'there' || truth.person !== 'A') return;
  truth.person = 'B';
  changed(street);
};

const empty: Doing = (street) => {
  const { truth } = street;
  if (truth.cart !== 'there') return;
  truth.cart = 'empty';
  changed(street);
};

const vanish: Doing = (street) => {
  const { truth } = street;
  if (truth.cart === 'gone') return;
  truth.cart = 'gone';
  say(street, { kind: 'touched' });
};

/** At the checkout another address may be given than the cart has. */
const buy: Doing = (street) => {
  const { clock, truth } = street;
  if (truth.cart !== 'there' || truth.orders.some(({ ofCart }) => ofCart)) return;
  const person = clock.chance(0.7) ? (truth.person ?? 'A') : 'B';
  order(street, { ofCart: true, ofCustomer: truth.signedIn, person });
};

const buyElsewhere: Doing = (street) => {
  const { clock, truth } = street;
  const byCustomer = truth.signedIn && clock.chance(0.5);
  order(street, {
    ofCart: false,
    ofCustomer: byCustomer,
    person: byCustomer && clock.chance(0.5) ? 'B' : (truth.person ?? 'A'),
  });
};

const sayNo: Doing = ({ clock, truth }) => {
  const mine = truth.consent[truth.person ?? 'A'];
  const how = clock.between(0, 2);
  if (how === 0) Object.assign(mine, { subscribed: false, withdrawn: true, accepts: false });
  else if (how === 1) mine.blocklisted = true;
  else mine.blocked = true;
};

/** The same person's other cart, in a workflow of its own and perhaps on another worker: move by move, as ours does. */
const otherCartMails: Doing = ({ clock, truth, ledger }) => {
  const person = truth.person ?? 'A';
  const name = 'other';
  const move = (then: () => void): void => {
    clock.in(clock.between(20, 400), then);
  };
  const isFree = () => !isOfAnother(ledger.sequences.get(person), { name, now: clock.now });
  if (!isFree()) return;
  move(() => {
    const isOn = isSurelyOurs(ledger.sequences.get(person), { name, now: clock.now });
    if (!isOn && !ledger.takeTurn(person, name, clock.now)) return;
    move(() => {
      if (!isFree()) return;
      move(() => {
        ledger.sequences.set(person, { name, at: clock.now });
        move(() => {
          ledger.sequenceMail(person, name, clock.now);
        });
      });
    });
  });
};

const click: Doing = (street) => {
  say(street, { kind: 'clicked', click: { episode: 1, step: 0 } });
};

const DOINGS: readonly Doing[] = [
  fill,
  fill,
  fill,
  enterAddress,
  enterAddress,
  changeAddress,
  empty,
  vanish,
  buy,
  buy,
  buyElsewhere,
  sayNo,
  otherCartMails,
  click,
];

const IN_A_RACE: readonly Doing[] = [
  buy,
  buy,
  buyElsewhere,
  buyElsewhere,
  fill,
  empty,
  vanish,
  changeAddress,
  sayNo,
  otherCartMails,
];

export function doSomething(street: Street, doings: 'any' | 'race'): void {
  const all = doings === 'any' ? DOINGS : IN_A_RACE;
  all[street.clock.between(0, all.length - 1)]?.(street);
}

/** A visit: some doings within minutes of each other. */
function visit(street: Street): void {
  const { clock } = street;
  const doings = clock.between(1, 3);
  for (let doing = 0; doing < doings; doing += 1)
    clock.in(clock.between(0, 20 * MINUTE_MS), () => {
      doSomething(street, 'any');
    });
}

export function begin(street: Street): void {
  changed(street);
  say(street, { kind: 'touched' });
  const visits = street.clock.between(0, 3);
  for (let at = 0; at < visits; at += 1)
    street.clock.in(street.clock.between(0, 150) * HOUR_MS, () => {
      visit(street);
    });
}

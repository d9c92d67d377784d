// What each fact makes of a cart in each phase, as a table: the phase afterwards and what is to be done.
import type { CartFound, CartThere, MailOutcome } from '../../src/contracts/cart-deeds';
import type { CartOutcome } from '../../src/contracts/cart-recovery';
import {
  freshCart,
  type CartDeed,
  type CartFact,
  type CartState,
} from '../../src/workflows/cart/state';
import { cartStep } from '../../src/workflows/cart/step';

const HOUR_MS = 3_600_000;
const START = 1_000 * HOUR_MS;

const there = (change: Partial<CartThere> = {}): CartThere => ({
  kind: 'there',
  content: 'a',
  person: 'customer:7',
  contactId: 77,
  changedAt: START,
  wanted: true,
  plan: { abandonAfterMs: HOUR_MS, steps: [{ delayMs: HOUR_MS }, { delayMs: 24 * HOUR_MS }] },
  ...change,
});

const NOBODY: CartThere = {
  kind: 'there',
  content: 'a',
  changedAt: START,
  wanted: true,
  plan: there().plan,
};

/** A cart and its clock; whatever is asked for is answered as told. */
class Cart {
  state: CartState = freshCart({ storeHash: 'abc123', cartId: 'c' });
  now = START;
  readonly asked: string[] = [];
  readonly mails: MailOutcome[] = [];
  found: CartFound = there();
  listed = true;
  ended: CartOutcome | undefined;

  hears(fact: CartFact): this {
    this.state = cartStep(this.state, fact, this.now).state;
    return this.settles();
  }

  /** Does what is due until nothing is. */
  settles(): this {
    for (let turn = 0; turn < 50; turn += 1) {
      const { state, deeds } = cartStep(this.state, { kind: 'time' }, this.now);
      this.state = state;
      if (deeds.length === 0) return this;
      for (const deed of deeds) {
        this.asked.push(nameOf(deed));
        if (deed.kind === 'end') {
          this.ended = deed.outcome;
          return this;
        }
        this.state = cartStep(this.state, this.answers(deed), this.now).state;
      }
    }
    throw new Error(`never settles: ${this.asked.slice(-5).join(', ')}`);
  }

  /** From one moment to look to the next. */
  later(hours: number): this {
    const end = this.now + hours * HOUR_MS;
    for (;;) {
      const turn = cartStep(this.state, { kind: 'time' }, this.now);
      const next = Math.min(turn.wakeAt ?? Infinity, turn.quietAt ?? Infinity);
      if (next > end || this.ended !== undefined) break;
      this.now = Math.max(this.now, next);
      this.settles();
    }
    this.now = end;
    return this;
  }

  private answers(deed: Exclude<CartDeed, { kind: 'end' }>): CartFact {
    switch (deed.kind) {
      case 'follow':
        return { ...deed, kind: 'found', found: this.read(deed.request.orderId) };
      case 'tell':
        return { kind: 'told', eventId: deed.event.eventId, outcome: { kind: 'sent' } };
      case 'look for':
        return { kind: 'looked', eventId: deed.event.eventId, isThere: true };
      case 'join':
        return { kind: 'joined', contact: deed.contact, listed: this.listed };
      case 'leave':
        return { kind: 'left', contact: deed.contact };
      case 'mail': {
        const { episode, step } = deed.request;
        const outcome = this.mails.shift() ?? ({ kind: 'sent' } as const);
        return { kind: 'mailed', episode, step, outcome };
      }
    }
  }

  private read(orderId: number | undefined): CartFound {
    return orderId === undefined ? this.found : { kind: 'bought', order: { orderId } };
  }
}

const nameOf = (deed: CartDeed): string => {
  if (deed.kind === 'tell') return deed.event.what;
  if (deed.kind === 'mail') return `mail ${deed.request.step}`;
  return deed.kind === 'end' ? `end ${deed.outcome}` : deed.kind;
};

const touched = { kind: 'touched' } as const;
const saidAbandoned = { kind: 'said abandoned' } as const;
const ordered = { kind: 'ordered', orderId: 5 } as const;

const filled = () => new Cart().hears(touched);
const left = () => filled().later(1);
const mailed = () => left().later(1);

describe('a cart that is watched', () => {
  test('is read at once', () => {
    const cart = filled();

    expect(cart.state.phase).toBe('watching');
    expect(cart.asked).toEqual(['follow']);
  });

  test('is read again and left after a quiet hour', () => {
    const cart = left();

    expect(cart.state.phase).toBe('abandoned');
    expect(cart.asked).toEqual(['follow', 'follow', 'abandoned', 'join']);
  });

  test('is bought without a word', () => {
    const cart = filled().hears(ordered);

    expect(cart.state.outcome).toBe('bought');
    expect(cart.asked).toEqual(['follow', 'follow']);
  });

  test('does not believe that it was left when it was changed a moment ago', () => {
    const cart = filled();
    cart.now += 600_000;

    cart.hears(saidAbandoned);

    expect(cart.state.phase).toBe('watching');
  });

  test('is left sooner than we would say when BigCommerce has seen a quiet hour', () => {
    const cart = new Cart();
    cart.found = there({ plan: { abandonAfterMs: 5 * HOUR_MS, steps: [] } });
    cart.hears(touched);
    cart.now += HOUR_MS;

    cart.hears(saidAbandoned);

    expect(cart.state.phase).toBe('abandoned');
  });

  test.each([
    [
      'nobody is known',
      { kind: 'there', content: 'a', changedAt: START, wanted: true, plan: there().plan },
      'anonymous',
    ],
    ['it is worth too little', there({ wanted: false }), 'expired'],
    ['it was left three days ago', there({ changedAt: START - 72 * HOUR_MS }), 'expired'],
    ['it is empty', { kind: 'empty' }, 'closed'],
    ['it is gone', { kind: 'gone' }, 'closed'],
    ['it was bought meanwhile', { kind: 'bought', order: { orderId: 9 } }, 'bought'],
  ] as const)('ends without a mail when %s', (_what, found, outcome) => {
    const cart = new Cart();
    cart.found = found;

    cart.hears(touched).later(80);

    expect(cart.ended).toBe(outcome);
    expect(cart.asked.filter((deed) => deed !== 'follow')).toEqual([`end ${outcome}`]);
  });

  test('is followed again once somebody without an address has typed it', () => {
    const cart = new Cart();
    cart.found = NOBODY;
    cart.hears(touched).later(5);
    cart.found = there({ changedAt: cart.now });

    cart.hears(touched).later(1);

    expect(cart.state.phase).toBe('abandoned');
  });
});

describe('a cart that was left', () => {
  test('is mailed step by step, each so long after the one before, and then given up', () => {
    const cart = left();

    expect(cart.later(1).asked.at(-1)).toBe('mail 0');
    expect(cart.later(23).asked.at(-1)).toBe('mail 0');
    expect(cart.later(1).asked.at(-1)).toBe('mail 1');
    expect(cart.later(72).state.outcome).toBe('expired');
    expect(cart.asked.at(-1)).toBe('leave');
    expect(cart.later(72).ended).toBe('expired');
  });

  test.each([
    { what: 'is bought', fact: ordered, phase: 'resting', asked: ['recovered', 'leave'] },
    { what: 'is told of twice', fact: touched, phase: 'abandoned', asked: [] },
    { what: 'is called abandoned again', fact: saidAbandoned, phase: 'abandoned', asked: [] },
  ] as const)('$what', ({ fact, phase, asked }) => {
    const cart = mailed();
    const before = cart.asked.length;

    cart.hears(fact);

    expect(cart.state.phase).toBe(phase);
    expect(cart.asked.slice(before + 1)).toEqual(asked);
  });

  test('is watched again when the shopper comes back, and leaves the list', () => {
    const cart = mailed();
    cart.found = there({ content: 'b', changedAt: cart.now });

    cart.hears(touched);

    expect(cart.state.phase).toBe('watching');
    expect(cart.asked.slice(-2)).toEqual(['follow', 'leave']);
    expect(cart.later(1).state.episode).toBe(2);
  });

  test.each([
    ['no consent', true],
    ['blocked', true],
    ['other sequence', false],
    ['not wanted', false],
  ] as const)('gets no further mail after "%s"', (why, leaves) => {
    const cart = left();
    cart.mails.push({ kind: 'stopped', why });

    cart.later(60);

    expect(cart.asked.filter((deed) => deed.startsWith('mail'))).toEqual(['mail 0']);
    expect(cart.asked.includes('leave')).toBe(leaves);
    expect(cart.state.stopped).toBe(why);
  });

  test('goes on with the next mail when one cannot be sent', () => {
    const cart = left();
    cart.mails.push({ kind: 'skipped', why: 'no such template' });

    cart.later(26);

    expect(cart.state.mails.map(({ state, why }) => [state, why])).toEqual([
      ['skipped', 'no such template'],
      ['sent', undefined],
    ]);
  });

  test('is not mailed what should have left more than two days ago', () => {
    const cart = left();
    cart.now += 60 * HOUR_MS;

    cart.settles();

    expect(cart.asked.filter((deed) => deed.startsWith('mail'))).toEqual([]);
    expect(cart.state.stopped).toBe('too late');
  });

  test('is recovered by a purchase that only the last look has found', () => {
    const cart = left();
    cart.mails.push({ kind: 'bought', order: { orderId: 8, amount: '12.00', currency: 'EUR' } });

    cart.later(1);

    expect(cart.state).toMatchObject({ outcome: 'recovered', order: { orderId: 8 } });
    expect(cart.state.led).toBeUndefined();
  });
});

describe('what led to a purchase', () => {
  test.each([
    ['the last mail, when no link was opened', undefined, { by: 'mail', step: 1 }],
    ['the mail whose link was opened', 0, { by: 'click', step: 0 }],
  ] as const)('%s', (_what, step, led) => {
    const cart = left().later(26);
    if (step !== undefined) cart.hears({ kind: 'clicked', click: { episode: 1, step } });

    cart.hears(ordered);

    expect(cart.state.led).toEqual(led);
  });

  test('a link opened too long ago leads nowhere', () => {
    const cart = left().later(2);
    cart.hears({ kind: 'clicked', click: { episode: 1, step: 0 } });
    cart.later(80);

    cart.hears(ordered);

    expect(cart.state.led).toEqual({ by: 'mail', step: 1 });
  });
});

test('a purchase days after the last mail is still recovered', () => {
  const cart = left().later(110);
  expect(cart.state.outcome).toBe('expired');

  cart.hears(ordered);

  expect(cart.state.outcome).toBe('recovered');
  expect(cart.asked.at(-1)).toBe('recovered');
});

test('after a purchase nothing that comes late is even read', () => {
  const cart = filled().hears(ordered);
  const before = cart.asked.length;

  cart.hears(touched).hears(saidAbandoned).hears(ordered);

  expect(cart.asked).toHaveLength(before);
});

test('after failures it waits longer and longer, and goes on when it can', () => {
  const cart = new Cart();
  cart.state = cartStep(cart.state, { kind: 'failed' }, cart.now).state;
  const first = cartStep(cart.state, { kind: 'time' }, cart.now).wakeAt ?? 0;
  cart.state = cartStep(cart.state, { kind: 'failed' }, cart.now).state;
  const second = cartStep(cart.state, { kind: 'time' }, cart.now).wakeAt ?? 0;

  expect([first - START, second - START]).toEqual([5_000, 10_000]);
  expect(cart.later(1).state.phase).toBe('abandoned');
});

test('a cart that could not be read for days is left alone', () => {
  const cart = new Cart();
  for (let failure = 0; failure <= 200; failure += 1)
    cart.state = cartStep(cart.state, { kind: 'failed' }, cart.now).state;

  const { state } = cartStep(cart.state, { kind: 'time' }, cart.now);

  expect(state.outcome).toBe('closed');
});

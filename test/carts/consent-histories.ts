// Histories in which people say yes and no in the shop and in Brevo while a cart of theirs is followed, mailed and listed.
import fc from 'fast-check';
import type { CartFound } from '../../src/contracts/cart-deeds';
import { cartConsent, type CartEvidence } from '../../src/mapping/cart-consent';
import { lookVerdict } from '../../src/mapping/cart-look';
import { freshCart, type CartFact, type CartState } from '../../src/workflows/cart/state';
import { cartStep } from '../../src/workflows/cart/step';
import type { DoableDeed } from '../../src/workflows/cart/answers';

const HOUR_MS = 3_600_000;

/** What is said, where, and so many hours after the word before. */
interface Word {
  readonly where: 'subscriber' | 'customer' | 'blocklist' | 'blocked' | 'comes back';
  readonly yes: boolean;
  readonly afterHours: number;
}

interface History {
  readonly policyAll: boolean;
  readonly storeRequiresConsent: boolean;
  readonly guest: boolean;
  readonly words: readonly Word[];
}

const words = fc.array(
  fc.record({
    where: fc.constantFrom('subscriber', 'customer', 'blocklist', 'blocked', 'comes back'),
    yes: fc.boolean(),
    afterHours: fc.integer({ min: 0, max: 60 }),
  }),
  { maxLength: 12 },
);

const histories: fc.Arbitrary<History> = fc.record({
  policyAll: fc.boolean(),
  storeRequiresConsent: fc.boolean(),
  guest: fc.boolean(),
  words,
});

/** Nothing is sent or listed against a person's word; once refused, nothing follows until the shopper comes back. */
export const consentProperty = fc.property(histories, (history) => {
  const person = new Followed(history);
  for (const word of history.words) {
    person.passes(word.afterHours);
    person.says(word);
  }
  person.passes(200);
  return person.wrongs.length === 0;
});

class Followed {
  readonly wrongs: string[] = [];
  private readonly said: { subscriber?: boolean; customer?: boolean } = {};
  private readonly brevo = { blocklist: false, blocked: false };
  private state: CartState = freshCart({ storeHash: 's', cartId: 'c' });
  private now = 0;
  private version = 1;
  private changedAt = 0;
  private listed = false;
  private refused = false;

  constructor(private readonly history: History) {}

  says({ where, yes }: Word): void {
    if (where === 'comes back') {
      this.version += 1;
      this.changedAt = this.now;
      this.refused = false;
      this.step({ kind: 'touched' });
      return;
    }
    if (where === 'blocklist' || where === 'blocked') this.brevo[where] = !yes;
    else if (where === 'subscriber' || !this.history.guest) this.said[where] = yes;
  }

  /** Time goes on from one moment at which something is to be done to the next. */
  passes(hours: number): void {
    const end = this.now + hours * HOUR_MS;
    for (;;) {
      const { deeds, wakeAt = Infinity, quietAt = Infinity } = this.step({ kind: 'time' });
      const next = Math.min(wakeAt, quietAt);
      const due = deeds.flatMap((deed) => (deed.kind === 'end' ? [] : [deed]));
      for (const deed of due) this.step(this.does(deed));
      if (due.length > 0) continue;
      if (next > end) break;
      this.now = Math.max(this.now, next);
    }
    this.now = end;
    if (this.refused && this.listed) this.wrongs.push('still on the list though refused');
  }

  private step(fact: CartFact) {
    const turn = cartStep(this.state, fact, this.now);
    this.state = turn.state;
    return turn;
  }

  private does(deed: DoableDeed): CartFact {
    switch (deed.kind) {
      case 'follow':
        return { ...deed, kind: 'found', found: this.found() };
      case 'tell':
        return { kind: 'told', eventId: deed.event.eventId, outcome: { kind: 'sent' } };
      case 'look for':
        return { kind: 'looked', eventId: deed.event.eventId, isThere: true };
      case 'join':
        return this.joins(deed);
      case 'leave':
        this.listed = false;
        return { kind: 'left', contact: deed.contact };
      case 'mail':
        return this.mails(deed);
    }
  }

  private joins({ contact }: Extract<DoableDeed, { kind: 'join' }>): CartFact {
    if (this.refused) this.wrongs.push('asked again though refused');
    const listed = cartConsent(this.evidence()) === 'yes';
    if (listed && !this.mayBeWrittenTo()) this.wrongs.push('listed against the word');
    this.listed = listed;
    return { kind: 'joined', contact, listed };
  }

  private mails({ request }: Extract<DoableDeed, { kind: 'mail' }>): CartFact {
    if (this.refused) this.wrongs.push('mailed again though refused');
    const cart = { content: `v${this.version}`, person: 'p' };
    const verdict = lookVerdict({
      asked: { told: request.told, sequence: 'mine' },
      seen: { cart, orders: {}, evidence: this.evidence() },
      time: { beganAt: this.now, now: this.now },
    });
    if (verdict.kind === 'send' && !this.mayBeWrittenTo())
      this.wrongs.push('mailed against the word');
    if (verdict.kind !== 'send') this.refused = true;
    const { episode, step } = request;
    const outcome = verdict.kind === 'stopped' ? verdict : ({ kind: 'sent' } as const);
    return { kind: 'mailed', episode, step, outcome };
  }

  private found(): CartFound {
    const steps = [1, 24, 48].map((hours) => ({ delayMs: hours * HOUR_MS }));
    return {
      kind: 'there',
      content: `v${this.version}`,
      person: 'p',
      contactId: 1,
      changedAt: this.changedAt,
      wanted: true,
      plan: { abandonAfterMs: HOUR_MS, steps },
    };
  }

  private evidence(): CartEvidence {
    const { subscriber, customer } = this.said;
    const { policyAll, storeRequiresConsent } = this.history;
    return {
      subscribed: subscriber === true,
      withdrawn: subscriber === false,
      ...(customer === undefined ? {} : { accepts: customer }),
      policyAll,
      storeRequiresConsent,
      blocklisted: this.brevo.blocklist,
      blocked: this.brevo.blocked,
    };
  }

  /** The rule in other words than the product's. */
  private mayBeWrittenTo(): boolean {
    const spoken = Object.values(this.said);
    const { policyAll, storeRequiresConsent } = this.history;
    const isAllowed = spoken.length === 0 && policyAll && !storeRequiresConsent;
    return (spoken.includes(true) || isAllowed) && !this.brevo.blocklist && !this.brevo.blocked;
  }
}

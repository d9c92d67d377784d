// What Brevo has taken in the model, and everything that must never be found there.
import type { CartEvent, MailRequest } from '../../../src/contracts/cart-deeds';
import { contentOf, mayBeWrittenTo, ordersOf, type Person, type Truth } from './shop';

const SEQUENCE_MS = 72 * 3_600_000;
const TURN_MS = 180_000;
const STILL_MS = 60_000;
const KEY_LASTS_MS = 30 * 60_000;

interface TakenMail {
  readonly key: string;
  readonly name: string;
  readonly at: number;
  readonly visibleAt: number;
}

interface TakenEvent {
  readonly eventId: string;
  readonly what: CartEvent['what'];
  readonly about: string;
  readonly visibleAt: number;
}

export interface Sent {
  readonly request: MailRequest;
  readonly key: string;
  readonly person: Person;
  readonly beganAt: number;
  readonly atBegin: Truth;
  readonly now: number;
  readonly visibleAfterMs: number;
}

export class Ledger {
  readonly violations: string[] = [];
  readonly mails: TakenMail[] = [];
  readonly events: TakenEvent[] = [];
  readonly listed = new Set<number>();
  /** As noted at each contact. */
  readonly sequences = new Map<Person, { name: string; at: number }>();
  private readonly turns = new Map<Person, { name: string; until: number }>();
  private readonly sequenceMails: { person: Person; name: string; at: number }[] = [];

  /** Temporal starts one workflow of an id at a time, whoever asks. */
  takeTurn(person: Person, name: string, now: number): boolean {
    const held = this.turns.get(person);
    if (held !== undefined && held.until > now)
      return held.name === name && held.until - now > STILL_MS;
    this.turns.set(person, { name, until: now + TURN_MS });
    return true;
  }

  wrong(what: string): void {
    this.violations.push(what);
  }

  /** Brevo refuses a key it has seen within half an hour. */
  mail(sent: Sent): 'taken' | 'repeated' {
    const { request, key, now } = sent;
    const name = `${request.episode}:${request.step}`;
    if (this.mails.some((mail) => mail.key === key && now - mail.at < KEY_LASTS_MS))
      return 'repeated';
    if (this.mails.some((mail) => mail.name === name)) this.wrong('two mails of one step');
    this.mails.push({ key, name, at: now, visibleAt: now + sent.visibleAfterMs });
    this.checkMail(sent);
    this.sequenceMail(sent.person, `cart:${request.episode}`, now);
    return 'taken';
  }

  sequenceMail(person: Person, name: string, at: number): void {
    const other = this.sequenceMails.some(
      (mail) => mail.person === person && mail.name !== name && at - mail.at < SEQUENCE_MS,
    );
    if (other) this.wrong('two sequences of one person');
    this.sequenceMails.push({ person, name, at });
  }

  private checkMail({ request, person, beganAt, atBegin, now }: Sent): void {
    const { ofCart, ofCustomer, ofAddress } = ordersOf(atBegin, person, request.changedAt);
    if (ofCart ?? ofCustomer ?? ofAddress) this.wrong('a mail whose look began after the purchase');
    if (!mayBeWrittenTo(atBegin, person)) this.wrong('a mail without consent');
    if (atBegin.cart !== 'there') this.wrong('a mail about a cart that is gone');
    else if (contentOf(atBegin) !== request.told.content) this.wrong('a mail about another cart');
    if (atBegin.person !== request.told.person) this.wrong('a mail to another person');
    if (now - beganAt > 5_000) this.wrong('a mail long after its look');
  }

  event(event: CartEvent, about: string, visibleAt: number): void {
    const { eventId, what } = event;
    if (this.events.some((one) => one.eventId === eventId)) this.wrong(`${what} told twice`);
    const before = this.events.filter((one) => one.what === what);
    if (what === 'created' && before.length > 0) this.wrong('created twice');
    if (what === 'updated' && before.at(-1)?.about === about)
      this.wrong('updated without a change');
    if (what === 'recovered' && before.length > 0) this.wrong('recovered twice');
    this.events.push({ eventId, what, about, visibleAt });
  }
}

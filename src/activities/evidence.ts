// What is known about a contact's consent in this run, and what follows for each list.
import type { Contact } from '../brevo/contact-records';
import type { ListToJoin } from '../contracts/sync-plan';
import { mayJoin, type ConsentEvidence, type ListAnswer } from '../mapping/consent';
import { hash64 } from '../mapping/fingerprint';
import { customerIdOf, type ChunkContext } from './chunk-context';
import { listMark } from './field-mapping';
import {
  NOTHING,
  OPTED_IN,
  PersonSums,
  SUBSCRIBED,
  WITHDRAWN,
  type PersonSum,
} from './memory/person-sums';
import { haveLedger } from './order-ledger-reader';
import type { Key } from './memory/row-table';
import type { RunMemory } from './memory/run-memory';
import { isAtHome, isFrom, onceEachChoice, ordersFrom, type KnownFrom } from './storefront-sums';
import { haveSubscribers } from './subscribers-chunk';

export interface ListVerdict {
  readonly list: ListToJoin;
  readonly answer: ListAnswer;
}

export interface ContactVerdict {
  readonly contact: Contact;
  readonly verdicts: readonly ListVerdict[];
}

/** What is known about one person. */
interface KnownPerson {
  readonly ordered: PersonSum | undefined;
  readonly subscribed: PersonSum | undefined;
}

/** Decides for contacts of this shop; reads subscribers and orders again if this worker lacks them. */
export class Evidence {
  private readonly knownFrom: KnownFrom;

  private constructor(
    private readonly context: ChunkContext,
    knownFrom: KnownFrom,
    /** Everything that could show a consent was read: its absence says something. */
    private readonly whole: boolean,
  ) {
    this.knownFrom = onceEachChoice(knownFrom);
  }

  static async of(context: ChunkContext): Promise<Evidence> {
    await haveSubscribers(context);
    const { memory, plan } = context;
    if (plan.resources.includes('orders')) await haveLedger(context);
    const knownFrom: KnownFrom = (storefronts) => ({
      subscribers: subscribersFrom(memory, storefronts),
      orders: memory.ledger.sums(memory.customers, ordersFrom(memory, storefronts)),
    });
    return new Evidence(context, knownFrom, true);
  }

  /** Of some people alone: absence of evidence makes somebody leave only where all of theirs was read. */
  static ofPeople(context: ChunkContext, knownFrom: KnownFrom, whole: boolean): Evidence {
    return new Evidence(context, knownFrom, whole);
  }

  /** Null for contacts that this shop does not know and never put on a list. */
  judge(contact: Contact): ContactVerdict | null {
    if (typeof contact.email !== 'string') return null;
    const person = hash64(contact.email.trim().toLowerCase());
    const { ordered, subscribed } = this.about(person);
    const known =
      this.ownerOf(contact) === 'ours' || ordered !== undefined || subscribed !== undefined;
    if (!known && !this.wasPutOnAList(contact)) return null;
    // Whom we have put on a list is judged even when the order that led there is gone.
    const lists = this.context.plan.lists.filter(
      (list) =>
        list.role === 'all_customers' ||
        (this.about(person, list).ordered?.orders ?? 0) > 0 ||
        contact.attributes[listMark(list.listId)] === true,
    );
    const verdicts = lists.map((list) => ({ list, answer: this.answer(contact, list, person) }));
    return { contact, verdicts: verdicts.filter((one) => !isContradicted(one, verdicts)) };
  }

  /** From the records of the list's storefronts, or of the whole account. */
  private about(person: Key, list?: ListToJoin): KnownPerson {
    const { orders, subscribers } = this.knownFrom(list?.storefronts);
    return { ordered: orders.of(person), subscribed: subscribers.of(person) };
  }

  private ownerOf({ attributes: { EXT_ID } }: Contact): 'ours' | 'somebody else' | 'nobody' {
    if (typeof EXT_ID !== 'string' || EXT_ID === '') return 'nobody';
    return customerIdOf(this.context, EXT_ID) === 0 ? 'somebody else' : 'ours';
  }

  /** Our mark names the list, not the store: it only tells where no other store writes to the account. */
  private wasPutOnAList(contact: Contact): boolean {
    return (
      this.context.onlyStore &&
      this.ownerOf(contact) === 'nobody' &&
      this.context.plan.lists.some(({ listId }) => contact.attributes[listMark(listId)] === true)
    );
  }

  private answer(contact: Contact, list: ListToJoin, person: Key): ListAnswer {
    const { listId } = list;
    const here = this.about(person, list);
    return mayJoin({
      // Everybody may join means everybody of the list's storefronts.
      policy: this.isOfList(contact, list, here) ? this.context.settings.consent : 'opt_in',
      evidence: this.evidenceOf(here, this.about(person), this.ownerOf(contact)),
      contact: {
        blocklisted: contact.emailBlacklisted,
        unsubscribedLists: contact.listUnsubscribed ?? [],
        onList: contact.listIds.includes(listId),
        marked: contact.attributes[listMark(listId)] === true,
      },
      listId,
    });
  }

  private isOfList(contact: Contact, list: ListToJoin, here: KnownPerson): boolean {
    if (list.storefronts === undefined) return true;
    if (here.ordered !== undefined || here.subscribed !== undefined) return true;
    const { EXT_ID } = contact.attributes;
    const customerId = typeof EXT_ID === 'string' ? customerIdOf(this.context, EXT_ID) : 0;
    return isAtHome(this.context, list, customerId);
  }

  /**
   * A consent that has vanished counts as withdrawn when everything that could show it was read: whom we put on a
   * list for a reason that no longer exists leaves it again. The evidence may be in another store that shares the
   * account: then only our own customers are judged by its absence. A yes counts for the storefront it was given to,
   * a no for all.
   */
  private evidenceOf(
    here: KnownPerson,
    anywhere: KnownPerson,
    owner: 'ours' | 'somebody else' | 'nobody',
  ): ConsentEvidence {
    const { subscribed, orderOptIn } = yesOf(here);
    const vanished = this.wouldShow(owner) && !subscribed && !orderOptIn;
    return { subscribed, orderOptIn, withdrawn: saidNo(here) || saidNo(anywhere) || vanished };
  }

  private wouldShow(owner: 'ours' | 'somebody else' | 'nobody'): boolean {
    const { settings, plan, onlyStore } = this.context;
    return (
      this.whole &&
      settings.consent === 'opt_in' &&
      plan.resources.includes('orders') &&
      (owner === 'ours' || (owner === 'nobody' && onlyStore))
    );
  }
}

const yesOf = ({ subscribed, ordered }: KnownPerson) => ({
  subscribed: ((subscribed?.marks ?? 0) & SUBSCRIBED) !== 0,
  orderOptIn: ((ordered?.marks ?? 0) & OPTED_IN) !== 0,
});

/** A list that several storefronts share is left only by whom none of them keeps there. */
const isContradicted = ({ list, answer }: ListVerdict, all: readonly ListVerdict[]): boolean =>
  answer === 'leave' &&
  all.some((other) => other.list.listId === list.listId && other.answer !== 'leave');

const saidNo = ({ subscribed }: KnownPerson): boolean => {
  const marks = subscribed?.marks ?? 0;
  return (marks & WITHDRAWN) !== 0 && (marks & SUBSCRIBED) === 0;
};

function subscribersFrom(
  { subscribers, withdrawn, places }: RunMemory,
  storefronts: readonly number[] | undefined,
): PersonSums {
  const sums = new PersonSums();
  const isHere = isFrom(places.subscribers, storefronts);
  for (const { id, person, marks } of subscribers.entries()) {
    if (isHere(id)) sums.add(person, { ...NOTHING, marks });
  }
  for (const person of withdrawn) sums.add(person, { ...NOTHING, marks: WITHDRAWN });
  return sums;
}

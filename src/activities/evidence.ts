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
import { haveSubscribers } from './subscribers-chunk';

export interface ListVerdict {
  readonly list: ListToJoin;
  readonly answer: ListAnswer;
}

export interface ContactVerdict {
  readonly contact: Contact;
  readonly verdicts: readonly ListVerdict[];
}

interface Sums {
  readonly subscribers: PersonSums;
  readonly orders: PersonSums;
}

/** Decides for contacts of this shop; reads subscribers and orders again if this worker lacks them. */
export class Evidence {
  private constructor(
    private readonly context: ChunkContext,
    private readonly sums: Sums,
    /** Everything that could show a consent was read: its absence says something. */
    private readonly whole: boolean,
  ) {}

  static async of(context: ChunkContext): Promise<Evidence> {
    await haveSubscribers(context);
    const { memory, plan } = context;
    if (plan.resources.includes('orders')) await haveLedger(context);
    const subscribers = new PersonSums();
    for (const { person, marks } of memory.subscribers.entries()) {
      subscribers.add(person, { ...NOTHING, marks });
    }
    for (const person of memory.withdrawn) {
      subscribers.add(person, { ...NOTHING, marks: WITHDRAWN });
    }
    const orders = memory.ledger.sums(memory.customers);
    return new Evidence(context, { subscribers, orders }, true);
  }

  /** Of some people alone: absence of evidence makes somebody leave only where all of theirs was read. */
  static ofPeople(context: ChunkContext, sums: Sums, whole: boolean): Evidence {
    return new Evidence(context, sums, whole);
  }

  /** Null for contacts that this shop does not know and never put on a list. */
  judge(contact: Contact): ContactVerdict | null {
    if (typeof contact.email !== 'string') return null;
    const person = hash64(contact.email.trim().toLowerCase());
    const ordered = this.sums.orders.of(person);
    const subscribed = this.sums.subscribers.of(person);
    const owner = this.ownerOf(contact);
    const known = owner === 'ours' || ordered !== undefined || subscribed !== undefined;
    if (!known && !this.wasPutOnAList(contact)) return null;
    const evidence = this.evidenceOf(ordered ?? NOTHING, subscribed ?? NOTHING, owner);
    const hasBought = (ordered?.orders ?? 0) > 0;
    // Whom we have put on a list is judged even when the order that led there is gone.
    const lists = this.context.plan.lists.filter(
      ({ role, listId }) =>
        role === 'all_customers' || hasBought || contact.attributes[listMark(listId)] === true,
    );
    const verdicts = lists.map((list) => ({ list, answer: this.answer(contact, list, evidence) }));
    return { contact, verdicts };
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

  private answer(contact: Contact, { listId }: ListToJoin, evidence: ConsentEvidence): ListAnswer {
    return mayJoin({
      policy: this.context.settings.consent,
      evidence,
      contact: {
        blocklisted: contact.emailBlacklisted,
        unsubscribedLists: contact.listUnsubscribed ?? [],
        onList: contact.listIds.includes(listId),
        marked: contact.attributes[listMark(listId)] === true,
      },
      listId,
    });
  }

  /**
   * A consent that has vanished counts as withdrawn when everything that could show it was read: whom we put on a
   * list for a reason that no longer exists leaves it again. The evidence may be in another store that shares the
   * account: then only our own customers are judged by its absence.
   */
  private evidenceOf(
    { marks: orders }: PersonSum,
    { marks: newsletter }: PersonSum,
    owner: 'ours' | 'somebody else' | 'nobody',
  ): ConsentEvidence {
    const subscribed = (newsletter & SUBSCRIBED) !== 0;
    const orderOptIn = (orders & OPTED_IN) !== 0;
    const saidNo = (newsletter & WITHDRAWN) !== 0 && !subscribed;
    const { settings, plan, onlyStore } = this.context;
    const wouldShow =
      this.whole &&
      settings.consent === 'opt_in' &&
      plan.resources.includes('orders') &&
      (owner === 'ours' || (owner === 'nobody' && onlyStore));
    return {
      subscribed,
      orderOptIn,
      withdrawn: saidNo || (wouldShow && !subscribed && !orderOptIn),
    };
  }
}

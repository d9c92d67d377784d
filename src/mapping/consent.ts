// Decides whether a person may join a marketing list; nothing here ever raises consent by itself.

export type ConsentPolicy = 'opt_in' | 'all';

export interface ConsentEvidence {
  /** A subscriber record carries `marketing_newsletter`. */
  readonly subscribed: boolean;
  /** A subscriber record exists without `marketing_newsletter`: the person has said no. */
  readonly withdrawn: boolean;
  /** The newsletter box was ticked at a checkout. */
  readonly orderOptIn: boolean;
}

export interface ListedContact {
  readonly blocklisted: boolean;
  /** Lists the person has left by Brevo's own link. */
  readonly unsubscribedLists: readonly number[];
  readonly onList: boolean;
  /** We have put the person on this list before. */
  readonly marked: boolean;
}

export interface ListQuestion {
  readonly policy: ConsentPolicy;
  readonly evidence: ConsentEvidence;
  readonly contact: ListedContact;
  readonly listId: number;
}

/**
 * `mark`: already on the list, with evidence, not yet noted. `leave`: we have put the person there and the consent
 * was withdrawn. `left`: was there or said no, and stays out for good.
 */
export type ListAnswer = 'join' | 'mark' | 'stay' | 'left' | 'no evidence' | 'leave';

/** A withdrawal beats every other evidence and the policy `all`; a blocklisted person joins nothing. */
export function mayJoin(question: ListQuestion): ListAnswer {
  return question.contact.onList ? onTheList(question) : offTheList(question);
}

function onTheList(question: ListQuestion): ListAnswer {
  const { evidence, contact } = question;
  // Without our mark somebody else put the person there: not ours to undo.
  if (evidence.withdrawn) return contact.marked ? 'leave' : 'stay';
  if (contact.marked || hasLeft(question)) return 'stay';
  return hasEvidence(question) ? 'mark' : 'stay';
}

function offTheList(question: ListQuestion): ListAnswer {
  // The mark without the membership means that the person has left since.
  if (question.contact.marked || hasLeft(question)) return 'left';
  if (question.evidence.withdrawn) return 'no evidence';
  return hasEvidence(question) ? 'join' : 'no evidence';
}

function hasLeft({ contact, listId }: ListQuestion): boolean {
  return contact.blocklisted || contact.unsubscribedLists.includes(listId);
}

function hasEvidence({ policy, evidence }: ListQuestion): boolean {
  return policy === 'all' || evidence.subscribed || evidence.orderOptIn;
}

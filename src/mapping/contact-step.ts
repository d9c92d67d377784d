// Decides how a customer reaches Brevo without ever merging two people or emptying a stranger's contact.
import type { MappedContact } from './contact';

/** What the index knows about a contact in Brevo. */
export interface KnownContact {
  readonly contactId: number;
  /** The customer of our store whose external id the contact carries. */
  readonly extCustomerId?: number;
  /** It carries an external id that is not of our store. */
  readonly foreignExt: boolean;
  readonly blocklisted: boolean;
}

export interface ContactQuestion {
  readonly mapped: Pick<MappedContact, 'phone' | 'absent'>;
  readonly customerId: number;
  /** The contact that has the customer's e-mail. */
  readonly byEmail?: KnownContact | undefined;
  /** The contact that has the customer's external id. */
  readonly byExt?: KnownContact | undefined;
  /** What we would write equals what Brevo has (a phone taken by another contact left out). */
  readonly fingerprintEqual: boolean;
  readonly phoneTakenByOther: boolean;
  readonly onCleared: 'clear' | 'keep';
  /** Whether the customer who owns the contact by e-mail still exists with that e-mail; undefined: not looked yet. */
  readonly ownerSeen?: boolean | undefined;
}

/** `import` is a row of an import; every other writing deed is a single call, where a conflict is an answer. */
export type ContactDeed =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'import'; readonly withExt: boolean }
  | { readonly kind: 'create' }
  | {
      readonly kind: 'update';
      readonly key: 'ext' | 'contact' | 'email';
      /** Write our external id too. */
      readonly linkExt: boolean;
      /** Attributes to empty. */
      readonly clear: readonly string[];
    }
  /** The e-mail changed. Brevo resubscribes a moved contact, so a blocklisted one is blocklisted again in the call. */
  | { readonly kind: 'move'; readonly keepBlocklisted: boolean }
  /** Another customer of ours, with a lower id, is this contact. */
  | { readonly kind: 'twin'; readonly ownerCustomerId: number }
  /** Re-read that customer and ask again with `ownerSeen`. */
  | { readonly kind: 'ask owner'; readonly ownerCustomerId: number }
  | { readonly kind: 'reject'; readonly reason: 'e-mail taken' };

/** An import row must carry no phone, and its external id must be new or sit on the contact with this e-mail. */
export function contactStep(question: ContactQuestion): ContactDeed {
  const { byEmail, byExt } = question;
  if (byEmail === undefined) return byExt === undefined ? newcomer(question) : moved(byExt);
  if (isOwn(byEmail, question)) return known(question);
  const twin = lowerOwner(byEmail, question);
  if (twin !== undefined) return twin;
  if (byExt !== undefined) return { kind: 'reject', reason: 'e-mail taken' };
  if (byEmail.extCustomerId !== undefined)
    return { kind: 'update', key: 'contact', linkExt: true, clear: [] };
  return byEmail.foreignExt ? foreign(question) : linked(question);
}

// The two views of Brevo can only agree when they lead to the same contact.
function isOwn(byEmail: KnownContact, { byExt, customerId }: ContactQuestion): boolean {
  return byExt === undefined
    ? byEmail.extCustomerId === customerId
    : byExt.contactId === byEmail.contactId;
}

function hasPhone({ mapped, phoneTakenByOther }: ContactQuestion): boolean {
  return mapped.phone !== undefined && !phoneTakenByOther;
}

function newcomer(question: ContactQuestion): ContactDeed {
  return hasPhone(question) ? { kind: 'create' } : { kind: 'import', withExt: true };
}

function moved(byExt: KnownContact): ContactDeed {
  return { kind: 'move', keepBlocklisted: byExt.blocklisted };
}

function known(question: ContactQuestion): ContactDeed {
  if (question.fingerprintEqual) return { kind: 'unchanged' };
  const clear = question.onCleared === 'clear' ? question.mapped.absent : [];
  return clear.length === 0 && !hasPhone(question)
    ? { kind: 'import', withExt: true }
    : { kind: 'update', key: 'ext', linkExt: false, clear };
}

// One e-mail is one contact: of two customers who share it, the one with the lower id has it while he or she exists.
function lowerOwner(byEmail: KnownContact, question: ContactQuestion): ContactDeed | undefined {
  const ownerCustomerId = byEmail.extCustomerId;
  if (ownerCustomerId === undefined || ownerCustomerId > question.customerId) return undefined;
  if (question.ownerSeen === undefined) return { kind: 'ask owner', ownerCustomerId };
  return question.ownerSeen ? { kind: 'twin', ownerCustomerId } : undefined;
}

// Another system's contact: its external id stays, and a contact that is not ours is never emptied.
function foreign(question: ContactQuestion): ContactDeed {
  if (question.fingerprintEqual) return { kind: 'unchanged' };
  return hasPhone(question)
    ? { kind: 'update', key: 'email', linkExt: false, clear: [] }
    : { kind: 'import', withExt: false };
}

function linked(question: ContactQuestion): ContactDeed {
  return hasPhone(question)
    ? { kind: 'update', key: 'email', linkExt: true, clear: [] }
    : { kind: 'import', withExt: true };
}

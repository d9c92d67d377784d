// Looks a few people up in Brevo, each by id, address and phone, as far as these may lead to different contacts.
import type { Contact, ContactKey } from '../../brevo/contact-records';
import { extIdOf } from '../../mapping/contact';
import type { ChunkContext } from '../chunk-context';
import { Lanes } from '../lanes';
import { contactEntry } from '../loaders';
import type { LiveContacts } from '../memory/live-contacts';
import type { LiveWork } from './live-context';

/** Requests side by side: Brevo's ten a second are shared with others. */
const LANES = 5;

export interface Somebody {
  /** 0 for people without an account. */
  readonly customerId: number;
  /** In lower case. */
  readonly email?: string | undefined;
  /** With country code. */
  readonly phone?: string | undefined;
}

export async function meetPeople(work: LiveWork, people: readonly Somebody[]): Promise<void> {
  const lanes = new Lanes(LANES);
  for (const one of people) {
    const keys = one.email === undefined ? [] : [one.email];
    await lanes.start([...keys, `customer ${one.customerId}`], () => meet(work, one));
  }
  await lanes.done();
}

/** One request for a customer whose contact has the customer's address and phone. */
async function meet(work: LiveWork, { customerId, email, phone }: Somebody): Promise<void> {
  const { context, contacts } = work;
  const byExt = await byCustomer(context, customerId);
  remember(work, byExt);
  if (email === undefined) return;
  contacts.note(email);
  const known = contacts.index.byEmail(email) !== undefined;
  if (!known) remember(work, await context.brevo.readContact({ by: 'email', email }));
  const digits = (phone ?? '').replace(/\D/g, '');
  if (digits === '' || contacts.index.byPhone(digits) !== undefined) return;
  // Whoever else has the phone keeps it.
  remember(work, await context.brevo.readContact({ by: 'phone', phone: digits }));
}

function byCustomer({ brevo, plan }: ChunkContext, customerId: number): Promise<Contact | null> {
  const key: ContactKey = { by: 'ext', extId: extIdOf(plan.storeHash, customerId) };
  return customerId === 0 ? Promise.resolve(null) : brevo.readContact(key);
}

/** A contact with only a phone has no address that a shop's person could meet. */
export function remember(
  { context, contacts }: { readonly context: ChunkContext; readonly contacts: LiveContacts },
  contact: Contact | null,
): void {
  if (typeof contact?.email !== 'string') return;
  contacts.put(contactEntry(context, contact, contact.email));
}

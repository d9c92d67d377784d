// Customers the shop no longer has: their contact passes to a twin, leaves our lists, or is deleted.
import type { Customer } from '../../bigcommerce/customer-records';
import type { Contact } from '../../brevo/contact-records';
import { extIdOf } from '../../mapping/contact';
import { inBatches } from '../commerce-batches';
import type { Counting } from '../counting';
import { writeCustomers } from '../customer-writer';
import { ourLists } from '../field-mapping';
import { afterOf, readAll } from '../loaders';
import type { TouchedPerson } from '../memory/touched-people';
import { touchedByCustomers } from '../touched';
import type { LiveWork } from './live-context';
import { meetPeople, remember } from './meet-people';

/** Most addresses one request for customers asks about. */
const ADDRESSES_AT_ONCE = 50;

export interface LetGo {
  readonly removed: number;
  /** Whoever took over. */
  readonly touched: readonly TouchedPerson[];
}

interface Leaving {
  readonly customerId: number;
  readonly contact: Contact;
}

export async function letGo(
  work: LiveWork,
  customerIds: readonly number[],
  counting: Counting,
): Promise<LetGo> {
  const leaving = await contactsOf(work, customerIds);
  const twins = await twinsOf(work, leaving);
  let removed = 0;
  const touched: TouchedPerson[] = [];
  for (const { customerId, contact } of leaving) {
    const heirs = twins.filter(({ email }) => isAt(email, contact.email));
    if (heirs.length > 0) {
      await passOn(work, { contact, heirs, counting });
      touched.push(...touchedByCustomers(heirs.slice(0, 1)));
      removed += 1;
    } else if (await takeOut(work, customerId, contact)) removed += 1;
  }
  return { removed, touched };
}

const isAt = (email: string, address: string | null | undefined): boolean =>
  email.trim().toLowerCase() === address?.trim().toLowerCase();

/** A customer who never got to Brevo, or has passed the contact on, leaves nothing behind. */
async function contactsOf(
  { context: { brevo, plan } }: LiveWork,
  customerIds: readonly number[],
): Promise<readonly Leaving[]> {
  const leaving: Leaving[] = [];
  for (const customerId of customerIds) {
    const contact = await brevo.readContact({
      by: 'ext',
      extId: extIdOf(plan.storeHash, customerId),
    });
    if (contact !== null) leaving.push({ customerId, contact });
  }
  return leaving;
}

/** Customers with one of these addresses, lowest id first. */
async function twinsOf(
  { context: { bigcommerce } }: LiveWork,
  leaving: readonly Leaving[],
): Promise<readonly Customer[]> {
  const addresses = leaving.flatMap(({ contact: { email } }) =>
    typeof email === 'string' ? [email] : [],
  );
  const twins: Customer[] = [];
  for (const emails of inBatches(addresses, ADDRESSES_AT_ONCE))
    twins.push(
      ...(await readAll((after) => bigcommerce.listCustomers({ emails, ...afterOf(after) }))),
    );
  return twins.sort((left, right) => left.id - right.id);
}

interface Inheritance {
  readonly contact: Contact;
  readonly heirs: readonly Customer[];
  readonly counting: Counting;
}

async function passOn(work: LiveWork, { contact, heirs, counting }: Inheritance): Promise<void> {
  remember(work, contact);
  await meetPeople(
    work,
    heirs.map(({ id, email }) => ({ customerId: id, email: email.trim().toLowerCase() })),
  );
  await writeCustomers(work.context, heirs, counting);
}

/** True when something in Brevo had to change. */
async function takeOut(
  { context }: LiveWork,
  customerId: number,
  contact: Contact,
): Promise<boolean> {
  const { brevo, settings, plan } = context;
  const key = { by: 'ext', extId: extIdOf(plan.storeHash, customerId) } as const;
  if (settings.deletedCustomers === 'hard') return brevo.deleteContact(key);
  const leave = ourLists(settings).filter((listId) => contact.listIds.includes(listId));
  return leave.length > 0 && brevo.updateContact(key, { unlinkListIds: leave });
}

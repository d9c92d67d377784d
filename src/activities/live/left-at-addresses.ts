// Who shared an address with a customer who has just moved: other customers, a reader, guests. They are people of their own now.
import type { Customer } from '../../bigcommerce/customer-records';
import { inBatches } from '../commerce-batches';
import type { Counting } from '../counting';
import { writeCustomers } from '../customer-writer';
import { afterOf, readAll } from '../loaders';
import type { TouchedPerson } from '../memory/touched-people';
import { hash64 } from '../../mapping/fingerprint';
import { welcomeGuests } from '../order-writer';
import { writeSubscribers } from '../subscribers-chunk';
import type { LiveWork } from './live-context';
import { meetPeople } from './meet-people';

/** Most addresses one request for customers asks about. */
const ADDRESSES_AT_ONCE = 50;

/** Answers the people to see to. */
export async function seeToLeftAddresses(
  work: LiveWork,
  counting: Counting,
): Promise<readonly TouchedPerson[]> {
  const addresses = emptyAddresses(work);
  for (const emails of inBatches(addresses, ADDRESSES_AT_ONCE))
    await customersAt(work, emails, counting);
  for (const email of addresses) await othersAt(work, email, counting);
  return addresses.map((email) => ({ key: hash64(email), email, metrics: true, said: true }));
}

/** Addresses somebody has moved away from, and that no customer has taken since. */
function emptyAddresses({ context, contacts }: LiveWork): readonly string[] {
  const { index } = contacts;
  const left = context.memory.vacated.flatMap((key) => {
    const row = index.byEmailHash(key);
    const isTaken = row !== undefined && index.known(row).customerId !== 0;
    const email = isTaken ? undefined : contacts.addressOf(key);
    return email === undefined ? [] : [email];
  });
  return [...new Set(left)];
}

async function customersAt(
  work: LiveWork,
  emails: readonly string[],
  counting: Counting,
): Promise<void> {
  const { bigcommerce } = work.context;
  const found = await readAll((after) => bigcommerce.listCustomers({ emails, ...afterOf(after) }));
  const customers: readonly Customer[] = [...found].sort((left, right) => left.id - right.id);
  await meetPeople(
    work,
    customers.map(({ id, email }) => ({ customerId: id, email: email.trim().toLowerCase() })),
  );
  await writeCustomers(work.context, customers, counting);
}

async function othersAt(work: LiveWork, email: string, counting: Counting): Promise<void> {
  const { context } = work;
  const { bigcommerce, plan } = context;
  const subscribers = await readAll((after) =>
    bigcommerce.listSubscribers({ email, ...afterOf(after) }),
  );
  await writeSubscribers(context, subscribers, counting);
  if (!plan.resources.includes('orders')) return;
  const orders = await readAll((after) =>
    bigcommerce.listOrders({ email, ...afterOf(after), lines: false }),
  );
  const guests = orders.filter(({ customer_id, is_deleted }) => customer_id === 0 && !is_deleted);
  await welcomeGuests(context, guests, counting);
}

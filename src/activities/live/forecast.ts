// What would be done with customers, without doing it: so that what is new is known before it is written.
import type { Customer } from '../../bigcommerce/customer-records';
import { contactFrom } from '../../mapping/contact';
import type { ContactDeed } from '../../mapping/contact-step';
import { decide, knownOf, withOwners, type Case } from '../customer-writer';
import { mappingContextOf } from '../loaders';
import type { LiveWork } from './live-context';
import { meetPeople } from './meet-people';

/** A customer before may make the contact with the address: then this one is a twin. */
const NEWCOMING: readonly ContactDeed['kind'][] = ['create', 'import', 'move'];

export interface Forecast {
  readonly customer: Customer;
  readonly deed: ContactDeed['kind'] | 'no address';
  /** No contact carries the customer's external id. */
  readonly isUnknown: boolean;
  /** One will: another system's contact keeps its own. */
  readonly links: boolean;
}

/** Of customers in order of their ids: of two with one address the first has the contact. */
export async function forecast(
  work: LiveWork,
  customers: readonly Customer[],
): Promise<readonly Forecast[]> {
  const mapping = await mappingContextOf(work.context);
  const mapped = customers.map((customer) => ({
    customer,
    result: contactFrom(customer, mapping),
  }));
  await meetPeople(
    work,
    mapped.map(({ customer, result }) =>
      result.ok
        ? { customerId: customer.id, email: result.contact.email, phone: result.contact.phone }
        : { customerId: customer.id },
    ),
  );
  const cases = mapped.flatMap(({ customer, result }) =>
    result.ok ? [{ customer, mapped: result.contact }] : [],
  );
  const decided = await decideAll(work, cases, customers);
  return mapped.map(({ customer, result }) => {
    const isUnknown = work.contacts.index.byCustomer(customer.id) === undefined;
    const deed = decided.get(customer.id);
    if (!result.ok || deed === undefined)
      return { customer, deed: 'no address', isUnknown, links: false };
    return { customer, deed: deed.kind, isUnknown, links: linksOf(deed) };
  });
}

function linksOf(deed: ContactDeed): boolean {
  switch (deed.kind) {
    case 'create':
    case 'move':
      return true;
    case 'import':
      return deed.withExt;
    case 'update':
      return deed.linkExt;
    case 'unchanged':
    case 'twin':
    case 'ask owner':
    case 'reject':
      return false;
  }
}

async function decideAll(
  { context, contacts }: LiveWork,
  cases: readonly Case[],
  read: readonly Customer[],
): Promise<ReadonlyMap<number, ContactDeed>> {
  const books = { context, index: contacts.index };
  const deedOf = (one: Case): ContactDeed => decide(books, one, knownOf(books, one));
  const unsure = cases.filter((one) => deedOf(one).kind === 'ask owner');
  const asked = await withOwners(books, unsure, read);
  const sure = new Map(asked.map((one) => [one.customer.id, one]));
  const taken = new Map<string, number>();
  const decided = new Map<number, ContactDeed>();
  for (const one of cases) {
    const deed = deedOf(sure.get(one.customer.id) ?? one);
    const owner = NEWCOMING.includes(deed.kind) ? taken.get(one.mapped.email) : undefined;
    decided.set(
      one.customer.id,
      owner === undefined ? deed : { kind: 'twin', ownerCustomerId: owner },
    );
    if (NEWCOMING.includes(deed.kind) && owner === undefined)
      taken.set(one.mapped.email, one.customer.id);
  }
  return decided;
}

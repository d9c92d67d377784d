// Whose orders and money are a customer's: the contact's with the address, or the customer's own where it is taken.
import { toEmail } from '../mapping/email';
import { hash64 } from '../mapping/fingerprint';
import type { ContactIndex } from './memory/contact-index';
import type { Key } from './memory/row-table';

/** Undefined for an address that is none. A customer whose new address another contact has stays with the old one. */
export function customerPerson(
  index: ContactIndex,
  { id, email }: { readonly id: number; readonly email: string },
): Key | undefined {
  const address = toEmail(email);
  if (!address.ok) return undefined;
  const person = hash64(address.email);
  const holder = index.byEmailHash(person);
  const own = index.byCustomer(id);
  return own !== undefined && holder !== undefined && own !== holder
    ? index.emailHash(own)
    : person;
}

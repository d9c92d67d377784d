// Whose money a customer's orders are: the contact's with the address, or the customer's own where it is taken.
import { customerPerson } from '../../src/activities/customer-person';
import { ContactIndex } from '../../src/activities/memory/contact-index';
import { hash64 } from '../../src/mapping/fingerprint';

const index = new ContactIndex();
const put = (email: string, customerId: number): number =>
  index.put({
    contactId: 1,
    ...{ email, customerId },
    foreignExt: false,
    blocklisted: false,
    listed: false,
    phone: '',
    written: '',
    fingerprint: [0, 0],
  });
put('ada@example.com', 7);
put('bob@example.com', 0);

test.each([
  ['an address that the customer has', 7, 'ada@example.com', 'ada@example.com'],
  ['an address in capitals', 7, ' ADA@example.com', 'ada@example.com'],
  ['a new address that is free', 7, 'new@example.com', 'new@example.com'],
  ['a new address that another contact has', 7, 'bob@example.com', 'ada@example.com'],
  ['an address of a contact that nobody has yet', 8, 'bob@example.com', 'bob@example.com'],
  ['an address shared with another customer', 8, 'ada@example.com', 'ada@example.com'],
])('%s', (...row) => {
  const [, id, email, person] = row;

  expect(customerPerson(index, { id, email })).toEqual(hash64(person));
});

test('an address that is none belongs to nobody', () => {
  expect(customerPerson(index, { id: 7, email: 'n/a' })).toBeUndefined();
});

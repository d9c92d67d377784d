// Thousands of shops meet thousands of Brevo accounts: nobody is merged, resubscribed or emptied by a stranger.
import fc from 'fast-check';
import { contactStep, type ContactDeed } from '../../src/mapping/contact-step';
import {
  byEmail,
  byExt,
  known,
  perform,
  type ToyAccount,
  type ToyContact,
  type ToyCustomer,
} from './toy-account';

const emails = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.com`);
const companies = fc.constantFrom('', 'Engines', 'Looms');

const customers: fc.Arbitrary<ToyCustomer[]> = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 6 }),
    email: fc.constantFrom(...emails),
    company: companies,
    phone: fc.boolean(),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
);

// E-mails and our external ids are unique in an account; 0 stands for another system's ids.
const contacts: fc.Arbitrary<ToyContact[]> = fc
  .tuple(
    fc.shuffledSubarray(emails),
    fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8]),
    fc.array(
      fc.record({
        ext: fc.constantFrom('ours', 'none', 'foreign'),
        blocklisted: fc.boolean(),
        company: companies,
      }),
      { minLength: 5, maxLength: 5 },
    ),
  )
  .map(([addresses, ids, rest]) =>
    addresses.map((email, index) => {
      const { ext = 'none', blocklisted = false, company = '' } = rest[index] ?? {};
      const extOf = { ours: ids[index], none: undefined, foreign: 0 };
      return { contactId: index + 1, email, ext: extOf[ext], blocklisted, company };
    }),
  );

interface Shop {
  readonly account: ToyAccount;
  readonly customers: readonly ToyCustomer[];
  readonly onCleared: 'clear' | 'keep';
}

function deedFor(shop: Shop, customer: ToyCustomer, ownerSeen?: boolean): ContactDeed {
  const contact = byEmail(shop.account, customer.email);
  const deed = contactStep({
    mapped: {
      absent: customer.company === '' ? ['COMPANY'] : [],
      ...(customer.phone ? { phone: '+14155552671' } : {}),
    },
    customerId: customer.id,
    byEmail: known(contact),
    byExt: known(byExt(shop.account, customer.id)),
    fingerprintEqual: contact?.company === customer.company,
    phoneTakenByOther: false,
    onCleared: shop.onCleared,
    ownerSeen,
  });
  if (deed.kind !== 'ask owner') return deed;
  expect(ownerSeen).toBeUndefined();
  const owner = shop.customers.find(({ id }) => id === deed.ownerCustomerId);
  return deedFor(shop, customer, owner?.email === customer.email);
}

const shops = fc.record({
  account: contacts.map((list): ToyAccount => ({ contacts: list, merged: [] })),
  customers,
  onCleared: fc.constantFrom<('clear' | 'keep')[]>('clear', 'keep'),
});

test('a row is imported only without a phone and when its id is new or sits on this very e-mail', () => {
  fc.assert(
    fc.property(shops, (shop) => {
      for (const customer of shop.customers) {
        if (deedFor(shop, customer).kind !== 'import') continue;
        const holder = byExt(shop.account, customer.id);
        expect(customer.phone).toBe(false);
        expect(holder === undefined || holder.email === customer.email).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test('one deed after the other merges nobody, resubscribes nobody and empties no stranger', () => {
  fc.assert(
    fc.property(shops, (shop) => {
      const { account } = shop;
      for (const customer of shop.customers) {
        const before = account.contacts.map((contact) => ({ ...contact }));
        perform(account, customer, deedFor(shop, customer));
        for (const old of before) {
          const now = account.contacts.find(({ contactId }) => contactId === old.contactId);
          expect(now?.blocklisted).toBe(old.blocklisted);
          if (old.ext === 0) expect(now?.ext).toBe(0);
          if (old.company !== '' && old.ext !== customer.id) expect(now?.company).not.toBe('');
        }
      }
      expect(account.merged).toEqual([]);
      const ours = account.contacts.flatMap(({ ext }) =>
        ext === undefined || ext === 0 ? [] : [ext],
      );
      expect(new Set(ours).size).toBe(ours.length);
    }),
    { numRuns: 3000 },
  );
});

test('a few passes settle an account: then every customer is unchanged, a twin or reported', () => {
  fc.assert(
    fc.property(shops, (drawn) => {
      // Without phones and gaps: those are written on every change, and a change ends here.
      const full = drawn.customers.map((each) => ({ ...each, company: 'Mills', phone: false }));
      const shop = { ...drawn, customers: full };
      const pass = () => {
        for (const customer of shop.customers)
          perform(shop.account, customer, deedFor(shop, customer));
      };
      for (let count = 0; count < 8; count += 1) pass();
      for (const customer of shop.customers)
        expect(['unchanged', 'twin', 'reject']).toContain(deedFor(shop, customer).kind);
    }),
    { numRuns: 1000 },
  );
});

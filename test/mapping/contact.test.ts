// A customer, a guest and a subscriber on their way to a contact.
import {
  contactFrom,
  guestContactFrom,
  subscriberContactFrom,
  type Mapped,
} from '../../src/mapping/contact';
import { aBillingAddress, aContext, aCustomer, aMapping } from './people';

function accepted<Contact>(mapped: Mapped<Contact>): Contact {
  if (!mapped.ok) throw new Error(mapped.reason);
  return mapped.contact;
}

test('a customer becomes a contact by the documented mapping, metrics and identifiers left out', () => {
  const contact = accepted(contactFrom(aCustomer(), aContext()));

  expect(contact).toEqual({
    extId: 'abc123-7',
    email: 'ada@example.com',
    phone: '+14155552671',
    attributes: {
      FIRSTNAME: 'Ada',
      LASTNAME: 'Byron',
      COMPANY: 'Engines Ltd',
      CITY: 'San Francisco',
      STATE: 'California',
      COUNTRY: 'United States',
      ZIP: '94107',
      SIGNUP_DATE: '2024-05-14',
      CUSTOMER_GROUP: 3,
    },
    absent: [],
    dropped: [],
  });
});

test.each([
  ['', 'no e-mail'],
  ['ada at example', 'invalid e-mail'],
])('a customer with the e-mail %p is rejected as %p', (email, reason) => {
  expect(contactFrom(aCustomer({ email }), aContext())).toEqual({ ok: false, reason });
});

test('what the shop has emptied is named as absent, the phone included', () => {
  const emptied = aCustomer({ company: '', phone: '', customer_group_id: 0, addresses: [] });

  const { absent, attributes } = accepted(contactFrom(emptied, aContext()));

  expect(absent).toEqual(['SMS', 'COMPANY', 'CITY', 'STATE', 'COUNTRY', 'ZIP', 'CUSTOMER_GROUP']);
  expect(attributes).not.toHaveProperty('COMPANY');
});

test('a value that cannot be taken is dropped by reason and never counts as emptied', () => {
  const odd = aCustomer({ phone: '12', first_name: 'x'.repeat(300), date_created: 'yesterday' });

  const contact = accepted(contactFrom(odd, aContext()));

  expect(contact.phone).toBeUndefined();
  expect(contact.absent).toEqual([]);
  expect(contact.dropped).toEqual([
    { attribute: 'FIRSTNAME', reason: 'too long' },
    { attribute: 'SMS', reason: 'invalid phone' },
    { attribute: 'SIGNUP_DATE', reason: 'broken date' },
  ]);
});

test('attributes that Brevo does not have are dropped, not sent', () => {
  const context = aContext({ attributeTypes: new Map([['FIRSTNAME', { kind: 'text' }]]) });

  const contact = accepted(contactFrom(aCustomer(), context));

  expect(contact.attributes).toEqual({ FIRSTNAME: 'Ada' });
  expect(contact.dropped).toContainEqual({
    attribute: 'CITY',
    reason: 'attribute missing in Brevo',
  });
});

test("identifiers that could merge contacts are never written from a shop's field", () => {
  const mapping = aMapping({ company: 'EXT_ID', phone: 'WHATSAPP' });

  const contact = accepted(contactFrom(aCustomer(), aContext({ mapping })));

  expect(contact.attributes).toEqual({});
  expect(contact.dropped.map(({ reason }) => reason)).toEqual([
    'reserved attribute',
    'reserved attribute',
  ]);
});

test('of two fields mapped to the phone the first valid one wins', () => {
  const mapping = aMapping({
    phone: 'SMS',
    'addresses[0].phone': 'SMS',
    'addresses[1].phone': 'SMS',
  });
  const customer = aCustomer({
    phone: '12',
    addresses: [
      { country_code: 'US', phone: '' },
      { country_code: 'GB', phone: '020 7946 0958' },
    ],
  });

  const contact = accepted(contactFrom(customer, aContext({ mapping })));

  expect(contact).toMatchObject({ phone: '+442079460958', absent: [], dropped: [] });
});

test('a phone kept in a form field is read with the first country there is', () => {
  const mapping = aMapping({ 'form_fields[Mobile]': 'SMS' });
  const customer = aCustomer({
    addresses: [{ country_code: '' }, { country_code: 'FR' }],
    form_fields: [{ name: 'Mobile', value: '06 12 34 56 78' }],
  });

  expect(accepted(contactFrom(customer, aContext({ mapping }))).phone).toBe('+33612345678');
});

test("a guest's billing address stands for the customer record", () => {
  const contact = accepted(guestContactFrom(aBillingAddress(), aContext()));

  expect(contact).toEqual({
    email: 'grace@example.com',
    phone: '+442079460958',
    attributes: {
      FIRSTNAME: 'Grace',
      LASTNAME: 'Hopper',
      CITY: 'London',
      STATE: 'Greater London',
      COUNTRY: 'United Kingdom',
      ZIP: 'SW1A 1AA',
    },
    absent: ['COMPANY', 'SIGNUP_DATE', 'CUSTOMER_GROUP'],
    dropped: [],
  });
});

test('a guest without an e-mail is rejected', () => {
  expect(guestContactFrom(aBillingAddress({ email: '' }), aContext())).toEqual({
    ok: false,
    reason: 'no e-mail',
  });
});

test('a subscriber brings an e-mail and a name and empties nothing else', () => {
  const subscriber = {
    id: 1,
    email: 'Mary@example.com',
    first_name: 'Mary',
    last_name: null,
    consents: ['marketing_newsletter'],
    date_modified: '2024-05-14T09:34:00Z',
  };

  expect(accepted(subscriberContactFrom(subscriber, aContext()))).toEqual({
    email: 'mary@example.com',
    attributes: { FIRSTNAME: 'Mary' },
    absent: ['LASTNAME'],
    dropped: [],
  });
});

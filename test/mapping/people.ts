// Builds the people and the context that the mapping tests start from.
import { customerSchema, type Customer } from '../../src/bigcommerce/customer-records';
import { billingAddressSchema, type BillingAddress } from '../../src/bigcommerce/order-records';
import type { AttributeType } from '../../src/mapping/attribute-value';
import type { MappingContext } from '../../src/mapping/contact';
import type { MappedField } from '../../src/mapping/contact-attributes';
import { compilePath } from '../../src/mapping/path';

export function aCustomer(given: Record<string, unknown> = {}): Customer {
  return customerSchema.parse({
    id: 7,
    email: 'Ada@Example.com ',
    first_name: 'Ada',
    last_name: 'Byron',
    company: 'Engines Ltd',
    phone: '(415) 555-2671',
    customer_group_id: 3,
    date_created: '2024-05-14T09:34:00Z',
    date_modified: '2024-06-01T00:00:00Z',
    addresses: [
      {
        city: 'San Francisco',
        state_or_province: 'California',
        country: 'United States',
        country_code: 'US',
        postal_code: '94107',
      },
    ],
    ...given,
  });
}

export function aBillingAddress(given: Partial<BillingAddress> = {}): BillingAddress {
  return billingAddressSchema.parse({
    first_name: 'Grace',
    last_name: 'Hopper',
    street_1: '1 Harbour Way',
    city: 'London',
    state: 'Greater London',
    zip: 'SW1A 1AA',
    country: 'United Kingdom',
    country_iso2: 'GB',
    phone: '020 7946 0958',
    email: 'grace@example.com',
    ...given,
  });
}

export function aMapping(lines: Record<string, string>): MappedField[] {
  return Object.entries(lines).map(([text, attribute]) => {
    const compiled = compilePath(text);
    if (!compiled.ok) throw new Error(compiled.problem);
    return { path: compiled.path, attribute };
  });
}

// The mapping of the connector's documented example.
const documentedMapping = {
  email: 'EMAIL',
  first_name: 'FIRSTNAME',
  last_name: 'LASTNAME',
  phone: 'SMS',
  company: 'COMPANY',
  'addresses[0].city': 'CITY',
  'addresses[0].state': 'STATE',
  'addresses[0].country': 'COUNTRY',
  'addresses[0].zip': 'ZIP',
  orders_count: 'ORDER_COUNT',
  total_spent: 'TOTAL_SPENT',
  date_created: 'SIGNUP_DATE',
  customer_group_id: 'CUSTOMER_GROUP',
};

const documentedTypes: [string, AttributeType][] = [
  ['FIRSTNAME', { kind: 'text' }],
  ['LASTNAME', { kind: 'text' }],
  ['COMPANY', { kind: 'text' }],
  ['CITY', { kind: 'text' }],
  ['STATE', { kind: 'text' }],
  ['COUNTRY', { kind: 'text' }],
  ['ZIP', { kind: 'text' }],
  ['ORDER_COUNT', { kind: 'float' }],
  ['TOTAL_SPENT', { kind: 'float' }],
  ['SIGNUP_DATE', { kind: 'date' }],
  ['CUSTOMER_GROUP', { kind: 'float' }],
];

export function aContext(given: Partial<MappingContext> = {}): MappingContext {
  return {
    store: 'abc123',
    mapping: aMapping(documentedMapping),
    attributeTypes: new Map(documentedTypes),
    groupNames: new Map([[3, 'Wholesale']]),
    attributeNames: new Map([[11, 'Loyalty tier']]),
    ...given,
  };
}

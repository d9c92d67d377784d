// Seeds customers with addresses, attributes and form fields, and the shop's groups and attribute definitions.

import type {
  ShopAddress,
  ShopAttributeValue,
  ShopCustomer,
  ShopCustomerAttribute,
  ShopCustomerGroup,
  ShopFormField,
} from './customer-records';
import { isoSeconds } from './iso-seconds';
import { addressOf } from './people';
import type { Person } from './people';
import type { Random } from './random';

const loyaltyTier = 1;
const points = 2;
// A customer's addresses and attribute values are numbered within a block of its own.
const childIdsPerCustomer = 20;

export function seedGroups(oldest: number): readonly ShopCustomerGroup[] {
  const date = isoSeconds(oldest);
  const life = { is_default: false, date_created: date, date_modified: date };
  return ['Wholesale', 'VIP', 'Friends & Family'].map((name, at) => ({
    id: at + 1,
    name,
    ...life,
  }));
}

export function seedAttributes(oldest: number): readonly ShopCustomerAttribute[] {
  const date = isoSeconds(oldest);
  const life = { date_created: date, date_modified: date };
  return [
    { id: loyaltyTier, name: 'Loyalty tier', type: 'string', ...life },
    { id: points, name: 'Points', type: 'number', ...life },
  ];
}

export interface CustomerSeed {
  readonly random: Random;
  readonly id: number;
  readonly person: Person;
  readonly times: { readonly date_created: string; readonly date_modified: string };
}

export function seedCustomer({ random, id, person, times }: CustomerSeed): ShopCustomer {
  const phone = phoneFor(random, person);
  return {
    id,
    phone,
    email: typedEmail(random, person.email),
    first_name: person.firstName,
    last_name: person.lastName,
    company: person.company,
    notes: '',
    customer_group_id: random.chance(0.3) ? random.int(1, 3) : 0,
    accepts_product_review_abandoned_cart_emails: random.chance(0.3),
    origin_channel_id: random.chance(0.1) ? 2 : 1,
    channel_ids: null,
    store_credit: random.chance(0.05) ? random.int(100, 5000) / 100 : 0,
    addresses: seedAddresses({ person, id, phone }, random.chance(0.15) ? 0 : random.int(1, 3)),
    attributes: seedAttributeValues(random, id),
    form_fields: seedFormFields(random),
    ...times,
  };
}

/** `count` addresses of one person, at most as many as a customer's block of ids holds. */
export function seedAddresses(
  owner: { readonly person: Person; readonly id: number; readonly phone: string },
  count: number,
): readonly ShopAddress[] {
  const { person, id, phone } = owner;
  return Array.from({ length: Math.min(count, childIdsPerCustomer) }, (_, at) => {
    const address = addressOf(person, { id: id * childIdsPerCustomer + at, customerId: id, phone });
    return at === 0 ? address : { ...address, address2: `Unit ${at + 1}`, phone: '' };
  });
}

function phoneFor(random: Random, person: Person): string {
  if (random.chance(0.4)) return '';
  if (random.chance(0.03)) return random.pick(['12345', 'n/a', 'see notes', '+1 000 000 0000']);
  return person.phone;
}

// BigCommerce keeps an address as it was typed.
function typedEmail(random: Random, email: string): string {
  if (random.chance(0.05)) return email.charAt(0).toUpperCase() + email.slice(1);
  if (random.chance(0.02)) return email.toUpperCase();
  return random.chance(0.01) ? ` ${email} ` : email;
}

function seedAttributeValues(random: Random, id: number): readonly ShopAttributeValue[] {
  const values: ShopAttributeValue[] = [];
  const add = (attribute: number, value: string) => {
    values.push({
      id: id * childIdsPerCustomer + values.length,
      attribute_id: attribute,
      attribute_value: value,
    });
  };
  if (random.chance(0.6)) add(loyaltyTier, random.pick(['Bronze', 'Silver', 'Gold', 'Platin ★']));
  if (random.chance(0.5)) add(points, String(random.int(0, 12_000)));
  return values;
}

function seedFormFields(random: Random): readonly ShopFormField[] {
  const fields: ShopFormField[] = [];
  if (random.chance(0.5))
    fields.push({ name: 'Shirt size', value: random.pick(['S', 'M', 'L', 'XL']) });
  if (random.chance(0.3)) {
    const topics = ['New arrivals', 'Sales', 'Recipes'].slice(0, random.int(1, 3));
    fields.push({ name: 'Newsletter topic', value: topics });
  }
  return fields;
}

// Invents the people of the toy shop: one number, one person, never twice the same e-mail or phone.

import type { Random } from './random';
import type { ShopAddress } from './customer-records';
import type { ShopBillingAddress } from './order-records';
import { regions } from './regions';
import type { PersonName, Region } from './regions';

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** In one of the styles of the country, valid there. */
  readonly phone: string;
  readonly street: string;
  readonly company: string;
  readonly region: Region;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

const domains = ['example.com', 'example.org', 'example.net', 'mail.example', 'post.example'];
const companies = ['Fernweh Trading', 'Saltmarsh Supply', 'Kiln & Co', 'Bluegum Imports'];
const byWeight: readonly Region[] = regions.flatMap((region) =>
  Array.from({ length: region.weight }, () => region),
);
// A prime step walks through all numbers of ten digits before one comes again.
const phoneStep = 7919;

const shown = (name: PersonName): string => (typeof name === 'string' ? name : name[0]);
const latin = (name: PersonName): string =>
  (typeof name === 'string' ? name : name[1])
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

/** `number` must be new for every person of one shop. */
export function inventPerson(random: Random, number: number): Person {
  const region = random.pick(byWeight);
  const first = random.pick(region.firstNames);
  const last = random.pick(region.lastNames);
  const { city, state, zip } = random.pick(region.places);
  const street = random.pick(region.streets);
  const house = random.int(1, 240);
  return {
    firstName: shown(first),
    lastName: shown(last),
    email: `${latin(first)}.${latin(last)}${number}@${random.pick(domains)}`,
    phone: phoneOf(region, random.pick(region.phones), number),
    street: region.numberFirst ? `${house} ${street}` : `${street} ${house}`,
    company: random.chance(0.1) ? random.pick(companies) : '',
    region,
    city,
    state,
    zip,
  };
}

function phoneOf(region: Region, style: string, number: number): string {
  const digits = style.split('#').length - 1;
  const own = (number * phoneStep) % 10 ** digits;
  const text = String(own).padStart(digits, '0');
  const areas = region.areas ?? [];
  // Two people with the same last four digits are 10,000 numbers apart and get different areas.
  const area = areas[(number + Math.floor(number / 10_000)) % areas.length] ?? '';
  let at = 0;
  return style.replace('@', area).replace(/#/g, () => text.charAt(at++));
}

export interface AddressIds {
  readonly id: number;
  readonly customerId: number;
  readonly phone: string;
}

export function addressOf(person: Person, ids: AddressIds): ShopAddress {
  return {
    id: ids.id,
    customer_id: ids.customerId,
    first_name: person.firstName,
    last_name: person.lastName,
    company: person.company,
    address1: person.street,
    address2: '',
    city: person.city,
    state_or_province: person.state,
    postal_code: person.zip,
    country: person.region.country,
    country_code: person.region.code,
    phone: ids.phone,
    address_type: person.company === '' ? 'residential' : 'commercial',
  };
}

export function billingOf(person: Person, phone: string): ShopBillingAddress {
  return {
    first_name: person.firstName,
    last_name: person.lastName,
    company: person.company,
    street_1: person.street,
    street_2: '',
    city: person.city,
    state: person.state,
    zip: person.zip,
    country: person.region.country,
    country_iso2: person.region.code,
    phone,
    email: person.email,
  };
}

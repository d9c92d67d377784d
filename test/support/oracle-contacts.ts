// What Brevo must hold of each person: one contact with the mapped attributes, the metrics and the right lists.
import { parsePhoneNumberFromString, isSupportedCountry } from 'libphonenumber-js/max';
import type { Sandbox } from '../../src/sandbox/start';
import { centsOf } from './oracle-money';
import {
  addressOf,
  agreed,
  mustBeContact,
  peopleOf,
  type Person,
  type ShopCustomer,
} from './oracle-people';

type Contacts = Sandbox['brevo']['state']['contacts'];
type Contact = Contacts extends ReadonlyMap<number, infer Value> ? Value : never;

/** The ids of the lists people join. */
export interface Lists {
  readonly allCustomers: number;
  readonly buyers: number;
}

const USUAL_LISTS: Lists = { allCustomers: 40, buyers: 41 };
const LONGEST_TEXT = 255;

/** Customer id in our external id; undefined for a contact that is not a customer of this shop. */
function customerIdOf({ storeHash }: Sandbox, { extId }: Contact): number | undefined {
  return extId?.startsWith(`${storeHash}-`) === true
    ? Number(extId.slice(storeHash.length + 1))
    : undefined;
}

export function contactDifferences(sandbox: Sandbox): readonly string[] {
  const people = peopleOf(sandbox);
  const { state } = sandbox.brevo;
  const contacts = [...state.contacts.values()];
  const view: View = { sandbox, contacts, people };
  return [
    ...[...people.values()].flatMap((person) => ofPerson(view, person)),
    ...contacts.flatMap((contact) => leftOver(view, contact)),
  ];
}

/** Who is on a list without consent, or is missing on it, as the shop's records say. */
export function listDifferences(sandbox: Sandbox, lists: Lists = USUAL_LISTS): readonly string[] {
  const contacts = [...sandbox.brevo.state.contacts.values()];
  const view: View = { sandbox, contacts, people: peopleOf(sandbox) };
  return contacts.flatMap((contact) => onLists(view, contact, lists));
}

interface View {
  readonly sandbox: Sandbox;
  readonly contacts: readonly Contact[];
  readonly people: ReadonlyMap<string, Person>;
}

/** Names a person by ids alone. */
function nameOf({ customers, billings, subscribers }: Person): string {
  const [customer] = customers;
  if (customer !== undefined) return `customer ${customer.id}`;
  const [guest] = billings;
  if (guest !== undefined) return `the guest of order ${guest.orderId}`;
  return `subscriber ${subscribers[0]?.id ?? 0}`;
}

function ofPerson(view: View, person: Person): readonly string[] {
  const contact = view.sandbox.brevo.state.contactByEmail(person.email);
  const name = nameOf(person);
  if (contact === undefined) return mustBeContact(person) ? [`${name} has no contact`] : [];
  return [
    ...ofIdentity(view, person, contact),
    ...ofAttributes(view, person, contact),
    ...ofMetrics(person, contact),
  ].map((problem) => `${name}: ${problem}`);
}

function ofIdentity({ sandbox }: View, { customers }: Person, contact: Contact): readonly string[] {
  const [customer] = customers;
  if (customer === undefined) return [];
  const wanted = `${sandbox.storeHash}-${customer.id}`;
  return contact.extId === wanted
    ? []
    : [`external id ${contact.extId ?? 'missing'}, not ${wanted}`];
}

/** A contact of a customer who was deleted keeps what it had. */
const isOfGone = ({ sandbox }: View, contact: Contact): boolean => {
  const id = customerIdOf(sandbox, contact);
  return id !== undefined && !sandbox.shop.customers.has(id);
};

function ofAttributes(view: View, person: Person, contact: Contact): readonly string[] {
  if (isOfGone(view, contact)) return [];
  const [customer] = person.customers;
  const choices = customer === undefined ? guestChoices(person) : customerChoices(view, person);
  const wrong = Object.entries(choices)
    .filter(([name, values]) => !values.includes(contact.attributes.get(name)?.toString() ?? ''))
    .map(([name]) => `stale or lost ${name}`);
  return [...wrong, ...ofPhone(view, person, contact)];
}

type Choices = Readonly<Record<string, readonly string[]>>;

// A text that is too long for Brevo is left out.
const short = (text: string | undefined): string => {
  const trimmed = text?.trim() ?? '';
  return trimmed.length > LONGEST_TEXT ? '' : trimmed;
};

function customerChoices({ sandbox }: View, person: Person): Choices {
  const guest = guestChoices(person);
  const [customer] = person.customers;
  const own = customer === undefined ? {} : valuesOf(sandbox, customer);
  // Becoming a customer empties nothing that the guest had told.
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => [
      name,
      value === '' ? ['', ...(guest[name] ?? [])] : [value],
    ]),
  );
}

function valuesOf({ shop }: Sandbox, customer: ShopCustomer): Readonly<Record<string, string>> {
  const [address] = customer.addresses;
  const group = shop.groups.find(({ id }) => id === customer.customer_group_id);
  return {
    FIRSTNAME: short(customer.first_name),
    LASTNAME: short(customer.last_name),
    COMPANY: short(customer.company),
    CITY: short(address?.city),
    STATE: short(address?.state_or_province),
    COUNTRY: short(address?.country),
    ZIP: short(address?.postal_code),
    SIGNUP_DATE: customer.date_created.slice(0, 10),
    CUSTOMER_GROUP: short(group?.name),
  };
}

/** A guest's first order makes the contact; later ones leave it as it is. */
function guestChoices({ billings, subscribers }: Person): Choices {
  const ofBillings = (read: (billing: Person['billings'][number]['billing']) => string) =>
    billings.map(({ billing }) => short(read(billing)));
  // Who has only subscribed has told a name at most.
  const readers = billings.length === 0 ? [''] : [];
  return {
    FIRSTNAME: [
      ...ofBillings(({ first_name }) => first_name),
      ...subscribers.map(({ first_name }) => short(first_name)),
    ],
    LASTNAME: [
      ...ofBillings(({ last_name }) => last_name),
      ...subscribers.map(({ last_name }) => short(last_name)),
    ],
    COMPANY: [...ofBillings(({ company }) => company), ...readers],
    CITY: [...ofBillings(({ city }) => city), ...readers],
    STATE: [...ofBillings(({ state }) => state), ...readers],
    COUNTRY: [...ofBillings(({ country }) => country), ...readers],
    ZIP: [...ofBillings(({ zip }) => zip), ...readers],
  };
}

/** Digits with the country's code. */
function digitsOf(text: string, country: string): string | undefined {
  const region = country.toUpperCase();
  const own = isSupportedCountry(region)
    ? parsePhoneNumberFromString(text, region)
    : parsePhoneNumberFromString(text);
  const found =
    own?.isValid() === true ? own : parsePhoneNumberFromString(text.replace(/^00/, '+'));
  return found?.isValid() === true ? found.number.slice(1) : undefined;
}

function phonesOf({ customers, billings }: Person): readonly string[] {
  const [customer] = customers;
  return customer === undefined
    ? billings.flatMap(({ billing }) => digitsOf(billing.phone, billing.country_iso2) ?? [])
    : [digitsOf(customer.phone, countryOf(customer)) ?? []].flat();
}

const countryOf = ({ addresses }: ShopCustomer): string =>
  addresses.find(({ country_code }) => country_code !== '')?.country_code ?? '';

function ofPhone(view: View, person: Person, contact: Contact): readonly string[] {
  const phones = phonesOf(person);
  const [customer] = person.customers;
  const { sms } = contact;
  if (sms === undefined) {
    const free = phones.filter((phone) => !view.contacts.some((other) => other.sms === phone));
    return customer !== undefined && free.length > 0 ? ['lost phone'] : [];
  }
  if (phones.includes(sms)) return [];
  // A phone that is no good says nothing about the one before; an empty one takes it away.
  const unreadable = customer !== undefined && customer.phone !== '' && phones.length === 0;
  return unreadable || phones.length === 0
    ? unreadable
      ? []
      : ['left-over phone']
    : ['stale phone'];
}

function ofMetrics(person: Person, contact: Contact): readonly string[] {
  if (person.customers.length === 0 && person.placed === 0) return [];
  const orders = contact.attributes.get('ORDER_COUNT');
  const cents = centsOf(contact.attributes.get('TOTAL_SPENT'));
  return [
    ...(orders === person.counted ? [] : [`ORDER_COUNT ${String(orders)}, not ${person.counted}`]),
    ...(cents === person.cents ? [] : [`TOTAL_SPENT ${String(cents)} cents, not ${person.cents}`]),
  ];
}

/** A customer's contact has the customer's address; and only customers have a day of signing up. */
function leftOver(view: View, contact: Contact): readonly string[] {
  const customerId = customerIdOf(view.sandbox, contact);
  const customer = view.sandbox.shop.customers.get(customerId ?? 0);
  const address = customer === undefined ? undefined : addressOf(customer.email);
  if (customer !== undefined && address !== undefined && address !== contact.email)
    return [`contact ${contact.id} keeps an old address of customer ${customer.id}`];
  const isNobody = customerId === undefined && !view.people.has(contact.email ?? '');
  return isNobody && contact.attributes.has('SIGNUP_DATE')
    ? [`contact ${contact.id} belongs to nobody`]
    : [];
}

function onLists(view: View, contact: Contact, lists: Lists): readonly string[] {
  const person = view.people.get(contact.email ?? '');
  const yes = person !== undefined && agreed(person) && !isOfGone(view, contact);
  const free = !contact.emailBlacklisted && contact.listUnsubscribed.size === 0;
  return [
    { list: lists.allCustomers, must: yes },
    // Who has given everything back was a buyer all the same, and may stay one.
    { list: lists.buyers, must: yes && person.counted > 0 },
  ].flatMap(({ list, must }) => {
    const isOn = contact.listIds.has(list);
    if (isOn && !yes) return [`contact ${contact.id} is on list ${list} without consent`];
    return !isOn && must && free ? [`contact ${contact.id} is missing on list ${list}`] : [];
  });
}

// Who the people of a shop are, from its records alone: one person an e-mail address.
import type { Sandbox } from '../../src/sandbox/start';
import { shopCents } from './oracle-money';

type Shop = Sandbox['shop'];
type Values<T> = T extends ReadonlyMap<number, infer Value> ? Value : never;
export type ShopCustomer = Values<Shop['customers']>;
export type ShopOrder = Values<Shop['orders']>;
export type ShopSubscriber = Values<Shop['subscribers']>;
type Billing = ShopOrder['billing_address'];

export interface Person {
  readonly email: string;
  /** Lowest id first: that one is the contact. */
  readonly customers: ShopCustomer[];
  /** Of orders without a customer that has a contact. */
  readonly billings: { readonly orderId: number; readonly billing: Billing }[];
  readonly subscribers: ShopSubscriber[];
  /** Placed orders, whatever their status. */
  placed: number;
  counted: number;
  cents: number;
  /** Ticked the newsletter box at a checkout with this address. */
  tickedBox: boolean;
}

/** Paid and not taken back. */
const COUNTED = [2, 3, 8, 9, 10, 11, 12, 13, 14];
const INCOMPLETE = 0;

/** One spelling an address; undefined for what cannot receive mail. */
export function addressOf(text: string): string | undefined {
  const address = text.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/.test(address) ? address : undefined;
}

export const isPlaced = (order: ShopOrder): boolean =>
  !order.is_deleted && order.status_id !== INCOMPLETE;

/**
 * The address of whoever an order belongs to: its customer's, else the one typed at the checkout. A customer who was
 * deleted keeps contact and orders.
 */
export function buyerOf({ shop, storeHash, brevo }: Sandbox, order: ShopOrder): string | undefined {
  const customer = shop.customers.get(order.customer_id);
  const own =
    customer === undefined
      ? brevo.state.contactByExtId(`${storeHash}-${order.customer_id}`)?.email
      : addressOf(customer.email);
  return own ?? addressOf(order.billing_address.email);
}

export function peopleOf(sandbox: Sandbox): ReadonlyMap<string, Person> {
  const { shop } = sandbox;
  const people = new Map<string, Person>();
  const personAt = (email: string): Person => {
    const person = people.get(email) ?? nobody(email);
    people.set(email, person);
    return person;
  };
  for (const customer of [...shop.customers.values()].sort((a, b) => a.id - b.id)) {
    const email = addressOf(customer.email);
    if (email !== undefined) personAt(email).customers.push(customer);
  }
  for (const order of shop.orders.values()) {
    const email = buyerOf(sandbox, order);
    if (email !== undefined && isPlaced(order)) addOrder(personAt(email), order);
  }
  for (const subscriber of shop.subscribers.values()) {
    const email = addressOf(subscriber.email);
    if (email !== undefined) personAt(email).subscribers.push(subscriber);
  }
  return people;
}

function addOrder(person: Person, order: ShopOrder): void {
  const { billing_address: billing, id } = order;
  if (person.customers.length === 0) person.billings.push({ orderId: id, billing });
  person.placed += 1;
  if (order.is_email_opt_in && addressOf(billing.email) === person.email) person.tickedBox = true;
  const cents = shopCents(order.total_inc_tax, order);
  if (!COUNTED.includes(order.status_id) || cents === undefined) return;
  person.counted += 1;
  person.cents += cents;
}

const nobody = (email: string): Person => ({
  email,
  customers: [],
  billings: [],
  subscribers: [],
  placed: 0,
  counted: 0,
  cents: 0,
  tickedBox: false,
});

const reads = ({ subscribers }: Person): boolean =>
  subscribers.some(({ consents }) => consents.includes('marketing_newsletter'));

/** Everybody but those who only said no. */
export const mustBeContact = (person: Person): boolean =>
  person.customers.length > 0 || person.billings.length > 0 || reads(person);

/** A subscriber's no beats the ticked box. */
export const agreed = (person: Person): boolean =>
  reads(person) || (person.tickedBox && person.subscribers.length === 0);

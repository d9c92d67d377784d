// Whose cart it is: the address it carries, or its customer's; and that person's contact in Brevo.
import type { Cart } from '../../bigcommerce/cart-records';
import type { Customer } from '../../bigcommerce/customer-records';
import type { Contact } from '../../brevo/contact-records';
import type { StoreSettings } from '../../config/settings';
import { isFailure } from '../../http/failures';
import { extIdOf } from '../../mapping/contact';
import type { Shopper } from '../../mapping/cart-plan';
import { toEmail } from '../../mapping/email';
import { metricAttributes } from '../field-mapping';
import { personKey } from '../person-key';
import type { CartShop } from './cart-shop';

export interface CartPerson {
  /** In the one spelling. */
  readonly email: string;
  /** 0 for a guest. */
  readonly customerId: number;
  /** Opaque; may stand in a history. */
  readonly key: string;
  /** Only where the cart itself carries no address. */
  readonly customer?: Customer;
}

/** Undefined: nobody is known, the address is none, or guests do not count. */
export async function cartPerson(
  shop: CartShop,
  cart: Pick<Cart, 'customer_id' | 'email'>,
): Promise<CartPerson | undefined> {
  const { customer_id: customerId } = cart;
  if (customerId === 0 && !shop.skill.guests) return undefined;
  const written = toEmail(cart.email);
  if (written.ok) return named(shop.settings, { email: written.email, customerId });
  if (customerId === 0) return undefined;
  const customer = await readCustomer(shop, customerId);
  const address = toEmail(customer?.email ?? '');
  if (!address.ok) return undefined;
  const person = named(shop.settings, { email: address.email, customerId });
  return customer === undefined ? person : { ...person, customer };
}

export async function readCustomer(
  { bigcommerce }: Pick<CartShop, 'bigcommerce'>,
  customerId: number,
): Promise<Customer | undefined> {
  const { records } = await bigcommerce.listCustomers({ ids: [customerId] });
  return records[0];
}

function named(settings: StoreSettings, who: Pick<CartPerson, 'email' | 'customerId'>): CartPerson {
  const name =
    who.customerId === 0 ? personKey(settings, 'cart', who.email) : `customer:${who.customerId}`;
  return { ...who, key: name };
}

/** The customer's own contact, else the one with the address. */
export async function findContact(
  { brevo, settings }: Pick<CartShop, 'brevo' | 'settings'>,
  { customerId, email }: Pick<CartPerson, 'customerId' | 'email'>,
): Promise<Contact | null> {
  const own =
    customerId === 0
      ? null
      : await brevo.readContact({ by: 'ext', extId: extIdOf(settings.storeHash, customerId) });
  return own ?? brevo.readContact({ by: 'email', email });
}

/** Makes the contact where there is none, because an event needs one. Null for an address that Brevo refuses. */
export async function contactOf(
  shop: Pick<CartShop, 'brevo' | 'settings'>,
  person: CartPerson,
): Promise<Contact | null> {
  const known = await findContact(shop, person);
  if (known !== null) return known;
  try {
    await shop.brevo.upsertContact({ email: person.email, attributes: {} });
  } catch (error) {
    if (isFailure(error, 'Rejected')) return null;
    throw error;
  }
  return shop.brevo.readContact({ by: 'email', email: person.email });
}

/** What Brevo knows of earlier purchases, where the mapping brings it there. */
export function shopperOf(
  settings: StoreSettings,
  { email }: CartPerson,
  { attributes }: Pick<Contact, 'attributes'>,
): Shopper {
  const { orders, spent } = metricAttributes(settings);
  const numberAt = (name: string | undefined): number => {
    const value = Number(name === undefined ? 0 : (attributes[name] ?? 0));
    return Number.isFinite(value) ? value : 0;
  };
  return { email, orders: numberAt(orders), spent: numberAt(spent) };
}

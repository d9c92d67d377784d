// Which contact in Brevo an order belongs to: its customer's, or whoever the billing address names.
import type { Order } from '../../bigcommerce/order-records';
import type { Contact } from '../../brevo/contact-records';
import type { OrderUpsert } from '../../brevo/commerce-records';
import { extIdOf } from '../../mapping/contact';
import { toEmail } from '../../mapping/email';
import { placeOf } from '../../mapping/storefront';
import type { Shop } from '../world';

type Identifiers = OrderUpsert['identifiers'];

export type OrderContact =
  | { readonly kind: 'there'; readonly contactId: number; readonly identifiers: Identifiers }
  /** Live changes of customers make it. */
  | { readonly kind: 'not yet'; readonly identifiers: Identifiers }
  | { readonly kind: 'nobody'; readonly reason: NoContact };

/** Why an order can be nobody's. */
export type NoContact = 'no e-mail' | 'invalid e-mail' | 'customer erased';

/** One request to Brevo for a customer who is a contact; `shop` is that of the order's account. */
export async function contactOf(shop: Shop, order: Order): Promise<OrderContact> {
  const { customer_id: customerId } = order;
  if (customerId === 0) return byAddress(shop, order.billing_address.email);
  const extId = extIdOf(shop.settings.storeHash, customerId);
  const contact = await shop.brevo.readContact({ by: 'ext', extId });
  if (contact !== null) return there(contact, { ext_id: extId });
  return unlinked(shop, order);
}

/** A twin, a customer whose contact is still to be made, one of another account, or one who has been deleted. */
async function unlinked(shop: Shop, order: Order): Promise<OrderContact> {
  const { bigcommerce, settings, storefronts } = shop;
  const { customer_id: customerId, channel_id } = order;
  const { records } = await bigcommerce.listCustomers({ ids: [customerId] });
  const [customer] = records;
  if (customer === undefined && settings.deletedCustomers === 'hard')
    return { kind: 'nobody', reason: 'customer erased' };
  const accountOf = (channel: number | null | undefined) => placeOf(storefronts, channel).account;
  const isHere =
    customer !== undefined && accountOf(customer.origin_channel_id) === accountOf(channel_id);
  return byAddress(shop, isHere ? customer.email : order.billing_address.email);
}

async function byAddress({ brevo }: Shop, text: string): Promise<OrderContact> {
  const address = toEmail(text);
  if (!address.ok) return { kind: 'nobody', reason: address.reason };
  const { email } = address;
  const contact = await brevo.readContact({ by: 'email', email });
  const identifiers = { email_id: email };
  return contact === null ? { kind: 'not yet', identifiers } : there(contact, identifiers);
}

const there = ({ id }: Contact, identifiers: Identifiers): OrderContact => ({
  kind: 'there',
  contactId: id,
  identifiers,
});

// Maps an order to the whole order that Brevo keeps under its id, in the store's currency and without personal data.
import type { BillingAddress, Order, OrderLine } from '../bigcommerce/order-records';
import type { OrderItem, OrderUpsert } from '../brevo/commerce-records';
import { toIsoTime } from './dates';
import { convertToStore } from './money';
import { statusWord } from './order-status';
import { productIdOf, variantIdOf } from './product-ids';
import type { RejectReason } from './reasons';

export interface OrderContext {
  /** The store's hash: the first half of every id. */
  readonly store: string;
  /** The store's currency, which is the Brevo account's display currency. */
  readonly currency: string;
}

interface Rejected {
  readonly ok: false;
  readonly reason: RejectReason;
}

export type MappedOrder = { readonly ok: true; readonly order: OrderUpsert } | Rejected;

/** `identifiers` name the contact the order belongs to; an order that cannot be told truly is rejected whole. */
export function orderFrom(
  order: Order,
  context: OrderContext,
  identifiers: OrderUpsert['identifiers'],
): MappedOrder {
  const createdAt = toIsoTime(order.date_created);
  const updatedAt = toIsoTime(order.date_modified);
  if (createdAt === undefined || updatedAt === undefined)
    return { ok: false, reason: 'broken date' };
  const total = amountOf(order.total_inc_tax, order, context);
  if (!total.ok) return total;
  const items = itemsOf(order, context);
  if (!items.ok) return items;
  const mapped: OrderUpsert = {
    id: orderIdOf(context.store, order.id),
    createdAt,
    updatedAt,
    status: statusWord(order),
    amount: total.amount,
    products: items.items,
    identifiers,
    billing: billingOf(order.billing_address, order.payment_method),
    storeId: `${context.store}-${order.channel_id}`,
    metaInfo: {
      order_number: order.id,
      ...(total.converted
        ? { currency: order.default_currency_code, original_amount: order.total_inc_tax }
        : {}),
    },
  };
  return { ok: true, order: mapped };
}

/** The id under which Brevo knows an order of this store. */
export function orderIdOf(store: string, orderId: number): string {
  return `${store}-${orderId}`;
}

type Amount =
  { readonly ok: true; readonly amount: number; readonly converted: boolean } | Rejected;

function amountOf(text: string, order: Order, context: OrderContext): Amount {
  const result = convertToStore(text, order, context.currency);
  return result.ok && result.minor < 0 ? { ok: false, reason: 'absurd amount' } : result;
}

type Items = { readonly ok: true; readonly items: readonly OrderItem[] } | Rejected;

function itemsOf(order: Order, context: OrderContext): Items {
  const items: OrderItem[] = [];
  for (const line of order.lines) {
    // A line that was taken back altogether stays in the order with quantity 0.
    if (!(line.quantity > 0)) continue;
    const price = amountOf(line.price_inc_tax ?? line.price_ex_tax ?? '', order, context);
    if (!price.ok) return price;
    items.push({ ...productOf(line, context.store), quantity: line.quantity, price: price.amount });
  }
  return { ok: true, items };
}

// A simple product's base variant is named too, although it has no row of its own in Brevo: the order alone does not
// tell it from an option's variant. Brevo documents no check of variantId; productId always has a row.
export function productOf(
  line: OrderLine,
  store: string,
): Pick<OrderItem, 'productId' | 'variantId'> {
  if (line.product_id === 0) return { productId: `${store}-custom-${line.sku || line.id}` };
  const productId = productIdOf(store, line.product_id);
  const variantId = line.variant_id ?? 0;
  return variantId === 0
    ? { productId }
    : { productId, variantId: variantIdOf(store, line.product_id, variantId) };
}

type Billing = NonNullable<OrderUpsert['billing']>;

// The person is the contact: name, street, phone and e-mail stay out of the order.
function billingOf(address: BillingAddress, paymentMethod: string): Billing {
  const country = address.country_iso2.trim().toUpperCase();
  return {
    ...(address.city === '' ? {} : { city: address.city }),
    ...(/^[A-Z]{2}$/.test(country) ? { countryCode: country } : {}),
    ...(address.zip === '' ? {} : { postCode: address.zip }),
    ...(address.state === '' ? {} : { region: address.state }),
    ...(paymentMethod === '' ? {} : { paymentMethod }),
  };
}

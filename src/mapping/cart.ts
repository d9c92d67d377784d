// What Brevo is told about a cart: its content as a hash, its items, and the properties that its events share.
import type { Cart, CartLine } from '../bigcommerce/cart-records';
import type { EventValue } from '../brevo/event-records';
import { fingerprint } from './fingerprint';
import { productIdOf, variantIdOf } from './product-ids';
import { cutTo } from './text-cut';

/** The same as long as nothing that a mail shows has changed; a typed address or a coupon changes nothing. */
export const cartContent = ({ lines, currency }: Pick<Cart, 'lines' | 'currency'>): string =>
  fingerprint([
    currency,
    lines
      .map((line) => fingerprint([what(line), line.quantity, line.listPrice, line.options]))
      .sort(),
  ]);

const what = ({ kind, productId, variantId, sku, name }: CartLine): readonly unknown[] =>
  productId === 0 ? [kind, sku, name] : [productId, variantId];

export type CartItem = Readonly<Record<string, EventValue>>;

/** `price` is the line's total, as Brevo's own plugins have it. */
const cartItem = (line: CartLine, store: string): CartItem => ({
  name: cutTo(line.name, LONGEST),
  ...(line.sku === '' ? {} : { sku: line.sku, variant_sku: line.sku }),
  id:
    line.productId === 0
      ? `${store}-custom-${line.sku || line.id}`
      : productIdOf(store, line.productId),
  ...(line.variantId === 0 || line.productId === 0
    ? {}
    : { variant_id: variantIdOf(store, line.productId, line.variantId) }),
  ...(line.options.length === 0
    ? {}
    : {
        variant_name: cutTo(
          line.options.map(({ name, value }) => `${name}: ${value}`).join(', '),
          LONGEST,
        ),
      }),
  quantity: line.quantity,
  price: line.total,
  ...(line.imageUrl === '' ? {} : { image: line.imageUrl }),
  ...(line.url === '' ? {} : { url: line.url }),
});

const LONGEST = 255;
/** Brevo takes 50 KB of properties; what stands beside the items is small. */
const MOST_ITEM_BYTES = 40_000;

/** As many items as an event has room for. */
export function cartItems({ lines }: Pick<Cart, 'lines'>, store: string): readonly CartItem[] {
  const items: CartItem[] = [];
  let bytes = 0;
  for (const line of lines) {
    const item = cartItem(line, store);
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes > MOST_ITEM_BYTES) break;
    items.push(item);
  }
  return items;
}

export const itemsCount = ({ lines }: Pick<Cart, 'lines'>): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

export interface CartAbout {
  readonly store: string;
  readonly storeName: string;
  /** Back to the cart. */
  readonly url: string;
}

/** The keys of Brevo's own plugins (cart_updated), so that its ready-made automation finds them. */
export const cartProperties = (
  cart: Cart,
  { store, storeName, url }: CartAbout,
): Readonly<Record<string, EventValue>> => ({
  id: `cart:${cart.id}`,
  cart_id: cart.id,
  store_hash: store,
  affiliation: storeName,
  subtotal: cart.base_amount,
  discount: cart.discount_amount,
  total: cart.cart_amount,
  currency: cart.currency,
  url,
  checkouturl: url,
  is_guest: cart.customer_id === 0,
  items_count: itemsCount(cart),
  items: cartItems(cart, store),
});

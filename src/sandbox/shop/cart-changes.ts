// What happens to carts while the toy shop is open: filled, changed, left, bought, emptied, gone.

import type { ShopProduct } from './catalog-records';
import { boughtOf } from './cart-purchase';
import type { ShopCart, ShopCartLine } from './cart-records';
import { billingFor } from './order-changes';
import type { OrderChanges } from './order-changes';
import type { ShopOrder } from './order-records';
import { imageUrl } from './product-seed';
import { moment } from './shop-state';
import type { Patch, Workshop } from './shop-state';

export interface CartChanges {
  /** One to three products, a guest without an address unless the patch says otherwise. */
  fillCart(patch?: Patch<ShopCart>): ShopCart;
  /** An empty cart is deleted. */
  editCart(id: string, patch: Patch<ShopCart>): ShopCart;
  deleteCart(id: string): void;
  /** Thirty days without a change: it is gone and nobody is told. */
  forgetCart(id: string): void;
  /** The order has the cart's lines and address; the cart is gone. */
  buyCart(id: string, patch?: Patch<ShopOrder>): ShopOrder;
}

/** `abandonedMs`: real milliseconds of quiet until a cart counts as left. */
export function cartChanges(
  workshop: Workshop,
  orders: Pick<OrderChanges, 'addOrder'>,
  abandonedMs: number,
): CartChanges {
  const { state } = workshop;
  const desk = openDesk(workshop, abandonedMs);
  const { tell, keep, leave } = desk;
  const removed = (id: string): void => {
    leave(id);
    tell('deleted', id);
  };
  return {
    fillCart: (patch = {}) => {
      const cart = keep({ ...newCart(workshop), ...patch });
      tell('created', cart.id);
      tell('updated', cart.id);
      return cart;
    },
    editCart: (id, patch) => {
      const before = existingCart(state.carts, id);
      const version = before.version + 1;
      const cart = { ...before, updated_time: moment(workshop), version, ...patch };
      if (cart.lines.length + cart.gift_certificates.length === 0) removed(id);
      else keep(cart);
      tell('updated', id);
      return cart;
    },
    deleteCart: removed,
    forgetCart: leave,
    buyCart: (id, patch = {}) => buy(workshop, orders, { desk, id, patch }),
  };
}

interface Desk {
  readonly tell: (what: string, id: string, more?: Readonly<Record<string, unknown>>) => void;
  /** From now on it waits to be left. */
  readonly keep: (cart: ShopCart) => ShopCart;
  /** It is gone, and nobody is told. */
  readonly leave: (id: string) => void;
}

function openDesk({ state, ...workshop }: Workshop, abandonedMs: number): Desk {
  const timers = new Map<string, NodeJS.Timeout>();
  const tell: Desk['tell'] = (what, id, more = {}) => {
    workshop.tell({ scope: `store/cart/${what}`, data: { type: 'cart', id, ...more } });
  };
  return {
    tell,
    leave: (id) => {
      clearTimeout(timers.get(id));
      timers.delete(id);
      state.carts.delete(id);
    },
    keep: (cart) => {
      clearTimeout(timers.get(cart.id));
      const timer = setTimeout(() => {
        tell('abandoned', cart.id);
      }, abandonedMs);
      timers.set(cart.id, timer.unref());
      state.carts.set(cart.id, cart);
      return cart;
    },
  };
}

interface Purchase {
  readonly desk: Desk;
  readonly id: string;
  readonly patch: Patch<ShopOrder>;
}

function buy(
  workshop: Workshop,
  orders: Pick<OrderChanges, 'addOrder'>,
  { desk, id, patch }: Purchase,
): ShopOrder {
  const cart = existingCart(workshop.state.carts, id);
  const { customer_id, channel_id, email } = cart;
  desk.leave(id);
  const billing = billingFor(workshop, customer_id);
  const firstLine = workshop.random.int(1_000, 900_000);
  const order = orders.addOrder({
    customer_id,
    channel_id,
    cart_id: id,
    ...boughtOf(cart, firstLine),
    billing_address: email === '' ? billing : { ...billing, email },
    ...patch,
  });
  desk.tell('converted', id, { orderId: order.id });
  return order;
}

function existingCart(carts: ReadonlyMap<string, ShopCart>, id: string): ShopCart {
  const cart = carts.get(id);
  if (cart === undefined) throw new Error('The toy shop has no such cart.');
  return cart;
}

function newCart(workshop: Workshop): ShopCart {
  const { state, random } = workshop;
  const now = moment(workshop);
  const products = [...state.products.values()].slice(0, 500);
  return {
    id: random.uuid(),
    customer_id: 0,
    channel_id: 1,
    email: '',
    currency: 'USD',
    gift_certificates: [],
    coupons: [],
    discounts: [],
    manual_discount_amount: 0,
    lines: Array.from({ length: random.int(1, 3) }, () => {
      return cartLine(random.pick(products), { id: random.uuid(), quantity: random.int(1, 3) });
    }),
    created_time: now,
    updated_time: now,
    version: 1,
  };
}

/** Of the product's first variant. */
export function cartLine(
  product: ShopProduct,
  line: Pick<ShopCartLine, 'id' | 'quantity'>,
): ShopCartLine {
  const [variant] = product.variants;
  if (variant === undefined) throw new Error('A product has a variant.');
  const price = variant.price ?? product.price;
  return {
    ...line,
    type: product.type,
    product_id: product.id,
    variant_id: variant.id,
    sku: variant.sku,
    name: product.name,
    url: `https://shop.example.com${product.custom_url.url}`,
    image_url: variant.image_url === '' ? pictureOf(product) : variant.image_url,
    original_price: price,
    list_price: price,
    discounts: [],
    options: variant.option_values.map(({ option_display_name: name, label: value }) => ({
      name,
      value,
    })),
  };
}

function pictureOf({ id, images }: ShopProduct): string {
  const image = images.find(({ is_thumbnail }) => is_thumbnail);
  return image === undefined ? '' : imageUrl(id, image.id, image.file);
}

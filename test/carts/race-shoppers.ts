// Shoppers who leave a cart and then buy, sign off or come back, now and then in the middle of a last look.
import type { ShopCart } from '../../src/sandbox/shop/cart-records';
import type { Random } from '../../src/sandbox/shop/random';
import type { Sandbox } from '../../src/sandbox/start';

/** Where in a look or at a mail a shopper buys; the order is there before the answer arrives. */
export const WINDOWS = [
  'cart read',
  'orders of the cart read',
  'orders read',
  'mail taken',
] as const;
export type Window = (typeof WINDOWS)[number];

export interface Shopper {
  readonly cartId: string;
  readonly email: string;
  readonly customerId: number;
  /** The shop's record of a guest's word. */
  readonly subscriberId?: number;
  /** Epoch milliseconds; never written to when 0. */
  mayBeMailedUntil: number;
  /** Epoch milliseconds. */
  boughtAt?: number;
  boughtIn?: Window;
}

const later = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Fills a cart and leaves it, and does what the dice say within so many milliseconds. */
export async function live(
  sandbox: Sandbox,
  random: Random,
  {
    leavesWithinMs,
    actsWithinMs,
  }: { readonly leavesWithinMs: number; readonly actsWithinMs: number },
): Promise<Shopper> {
  await later(random.next() * leavesWithinMs);
  const { cart, shopper } = fill(sandbox, random);
  const fate = random.next();
  if (fate < 0.3) buyInWindow(sandbox, shopper, random);
  await later(700 + random.next() * actsWithinMs);
  act(sandbox, { cart, shopper, fate });
  return shopper;
}

interface Filled {
  readonly cart: ShopCart;
  readonly shopper: Shopper;
}

/** Most have said yes to mails about carts: customers, and guests who subscribe. */
function fill({ shop }: Sandbox, random: Random): Filled {
  const dice = random.next();
  if (dice < 0.75) {
    const accepts = dice < 0.6;
    const { id, email } = shop.addCustomer({
      accepts_product_review_abandoned_cart_emails: accepts,
    });
    return filled(shop.fillCart({ customer_id: id, email }), accepts);
  }
  const wants = dice < 0.9;
  const { id, email } = shop.addSubscriber({
    consents: wants ? ['marketing_newsletter', 'abandoned_cart'] : ['marketing_newsletter'],
  });
  return filled(shop.fillCart({ email }), wants, id);
}

const filled = (cart: ShopCart, wants: boolean, subscriberId?: number): Filled => ({
  cart,
  shopper: {
    cartId: cart.id,
    email: cart.email,
    customerId: cart.customer_id,
    ...(subscriberId === undefined ? {} : { subscriberId }),
    mayBeMailedUntil: wants ? Infinity : 0,
  },
});

function act(sandbox: Sandbox, { cart, shopper, fate }: Filled & { readonly fate: number }): void {
  const { shop } = sandbox;
  if (fate < 0.3 || !shop.carts.has(cart.id)) return;
  if (fate < 0.45) buy(sandbox, shopper);
  else if (fate < 0.55) buyElsewhere(sandbox, shopper);
  else if (fate < 0.7) signOff(sandbox, shopper, fate);
  else if (fate < 0.78) shop.editCart(cart.id, { lines: cart.lines.slice(0, 1) });
  else if (fate < 0.82) {
    shop.deleteCart(cart.id);
    endMails(shopper);
  }
}

function endMails(shopper: Shopper): void {
  shopper.mayBeMailedUntil = Math.min(shopper.mayBeMailedUntil, Date.now());
}

function buy({ shop }: Sandbox, shopper: Shopper): boolean {
  if (!shop.carts.has(shopper.cartId) || shopper.boughtAt !== undefined) return false;
  shopper.boughtAt = Date.now();
  shop.buyCart(shopper.cartId);
  return true;
}

/** At a till, or by a link into a new cart. */
function buyElsewhere({ shop }: Sandbox, shopper: Shopper): void {
  shopper.boughtAt = Date.now();
  const { customerId, email } = shopper;
  if (customerId !== 0) {
    shop.addOrder({ customer_id: customerId });
    return;
  }
  const [any] = shop.orders.values();
  if (any === undefined) throw new Error('The toy shop has orders.');
  shop.addOrder({ billing_address: { ...any.billing_address, email } });
}

/** In Brevo, at a mail provider's complaint, or in the shop. */
function signOff({ shop, brevo }: Sandbox, shopper: Shopper, fate: number): void {
  const { email, customerId, subscriberId } = shopper;
  if (fate < 0.6 && brevo.state.contactByEmail(email) !== undefined) brevo.state.blocklist(email);
  else if (fate < 0.65) brevo.state.block(email);
  else if (subscriberId !== undefined) shop.editSubscriber(subscriberId, { consents: [] });
  else shop.editCustomer(customerId, { accepts_product_review_abandoned_cart_emails: false });
  endMails(shopper);
}

/** Buys as one of the next looks is under way. */
function buyInWindow(sandbox: Sandbox, shopper: Shopper, random: Random): void {
  const window = random.pick(WINDOWS);
  // The first readings of a cart are no looks.
  const skip = random.int(0, 4);
  const change = (body: unknown): unknown => {
    // The answer is on its way before the shopper is.
    setImmediate(() => {
      if (buy(sandbox, shopper)) shopper.boughtIn = window;
    });
    return body;
  };
  const fault = { kind: 'reshape', change } as const;
  sandbox.faults.add({ ...placeOf(window, shopper), skip, fault });
}

function placeOf(window: Window, { cartId, email }: Shopper) {
  const bigcommerce = { api: 'bigcommerce', method: 'GET' } as const;
  switch (window) {
    case 'cart read':
      return { ...bigcommerce, path: new RegExp(`/v3/carts/${cartId}`) };
    case 'orders of the cart read':
      return { ...bigcommerce, path: new RegExp(`/v2/orders\\?.*cart_id=${cartId}`) };
    case 'orders read': {
      const written = encodeURIComponent(email).replaceAll('.', '\\.');
      return { ...bigcommerce, path: new RegExp(`/v2/orders\\?.*email=${written}`) };
    }
    case 'mail taken':
      return { api: 'brevo', method: 'POST', path: /\/smtp\/email$/ } as const;
  }
}

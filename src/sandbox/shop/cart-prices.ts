// What a cart costs: promotions come off a line first, then coupons off the rest, then what the merchant takes off by hand.

import type { ShopCart, ShopCartDiscount, ShopCartLine, ShopCoupon } from './cart-records';

/** All in cents. */
export interface LinePrice {
  /** Before everything. */
  readonly list: number;
  readonly couponsOff: number;
  /** Coupons, and the promotions of product and order. */
  readonly off: number;
  /** What is to be paid. */
  readonly sale: number;
}

export function linePrice(line: ShopCartLine, cart: ShopCart): LinePrice {
  const list = centsOfAmount(line.list_price * line.quantity);
  const product = sumOf(line.discounts);
  const order = sumOf(cart.discounts.filter(({ id }) => id === line.id));
  const couponsOff = cart.coupons.reduce((sum, coupon) => sum + couponOff(line, coupon), 0);
  const off = Math.min(list, product + order + couponsOff);
  return { list, couponsOff, off, sale: list - off };
}

/** Cents that it takes off this line. */
function couponOff(line: ShopCartLine, { percent }: ShopCoupon): number {
  const list = centsOfAmount(line.list_price * line.quantity);
  return Math.round(((list - sumOf(line.discounts)) * percent) / 100);
}

/** Cents that it takes off the cart. */
export const couponTotal = ({ lines }: ShopCart, coupon: ShopCoupon): number =>
  lines.reduce((sum, line) => sum + couponOff(line, coupon), 0);

/** All in cents. */
export interface CartPrice {
  /** Before promotions of the order, coupons, and what is taken off by hand. */
  readonly base: number;
  /** By promotions of the order. */
  readonly orderOff: number;
  /** By everything. */
  readonly off: number;
  /** What is to be paid. */
  readonly total: number;
}

export function cartPrice(cart: ShopCart): CartPrice {
  const prices = cart.lines.map((line) => linePrice(line, cart));
  const gifts = cart.gift_certificates.reduce((sum, { amount }) => sum + centsOfAmount(amount), 0);
  const list = prices.reduce((sum, price) => sum + price.list, gifts);
  const sale = prices.reduce((sum, price) => sum + price.sale, gifts);
  const total = Math.max(0, sale - centsOfAmount(cart.manual_discount_amount));
  return {
    base: list - sumOf(cart.lines.flatMap(({ discounts }) => discounts)),
    orderOff: sumOf(cart.discounts),
    off: list - total,
    total,
  };
}

const sumOf = (discounts: readonly ShopCartDiscount[]): number =>
  discounts.reduce((sum, { discounted_amount }) => sum + centsOfAmount(discounted_amount), 0);

const centsOfAmount = (amount: number): number => Math.round(amount * 100);

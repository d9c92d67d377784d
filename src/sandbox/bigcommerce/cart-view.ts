// A cart as BigCommerce answers it (carts.v3.yml): its lines in four lists, amounts as numbers.

import { cartPrice, couponTotal } from '../shop/cart-prices';
import type { ShopCart, ShopCartLine, ShopGiftCertificate } from '../shop/cart-records';
import { amountOf, customItemView, itemView } from './cart-line-view';

export interface CartView {
  /** Of the two lists, those that were asked to show what was chosen. */
  readonly options: ReadonlySet<string>;
  readonly banners: boolean;
  /** Where the shop's own pictures and downloads are. */
  readonly origin: string;
}

export function cartView(cart: ShopCart, { options, banners, origin }: CartView): object {
  const { lines, gift_certificates, currency, email, coupons, ...head } = cart;
  const price = cartPrice(cart);
  const listOf = (type: ShopCartLine['type'], view: (line: ShopCartLine) => object) =>
    lines.filter((line) => line.type === type).map(view);
  const items = (type: 'physical' | 'digital') =>
    listOf(type, (line) => itemView(line, { cart, origin, options: options.has(type) }));
  return {
    ...head,
    // Left out until the shopper has typed it.
    ...(email === '' ? {} : { email }),
    currency: { code: currency },
    tax_included: false,
    base_amount: amountOf(price.base),
    discount_amount: amountOf(price.orderOff),
    cart_amount: amountOf(price.total),
    coupons: coupons.map((coupon) => ({
      code: coupon.code,
      id: String(coupon.id),
      coupon_type: '1',
      discounted_amount: amountOf(couponTotal(cart, coupon)),
      display_name: `${coupon.percent}% off`,
    })),
    line_items: {
      physical_items: items('physical'),
      digital_items: items('digital'),
      gift_certificates: gift_certificates.map(giftView),
      custom_items: listOf('custom', (line) => customItemView(line, origin)),
    },
    locale: 'en',
    ...(banners ? { promotions: { banners: banner } } : {}),
  };
}

// The file has an object here, its text a list of them (carts.v3.yml, cart_Full).
const banner = {
  id: '1',
  type: 'UPSELL',
  page: ['CART_PAGE'],
  text: '<p>Two of a kind: the third is free.</p>',
} as const;

const giftView = (gift: ShopGiftCertificate): object => ({ ...gift, taxable: false });

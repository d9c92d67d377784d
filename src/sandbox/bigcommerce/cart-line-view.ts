// One line of a cart with every field that is documented (carts.v3.yml, LineItemsGet).

import { couponTotal, linePrice } from '../shop/cart-prices';
import type { ShopCart, ShopCartLine, ShopCoupon } from '../shop/cart-records';

export interface ItemView {
  readonly cart: ShopCart;
  readonly origin: string;
  /** Whether what was chosen is shown. */
  readonly options: boolean;
}

export function itemView(line: ShopCartLine, { cart, origin, options }: ItemView): object {
  const { type, options: chosen, discounts, image_url, ...own } = line;
  const price = linePrice(line, cart);
  const physical = type === 'physical';
  return {
    ...own,
    image_url: pictureOf(image_url, origin),
    parent_id: null,
    taxable: true,
    discounts: [
      ...discounts,
      ...(price.couponsOff === 0
        ? []
        : [{ id: 'coupon', discounted_amount: amountOf(price.couponsOff) }]),
    ],
    coupons: cart.coupons.map((coupon) => appliedCoupon(coupon, cart)),
    discount_amount: amountOf(price.off),
    coupon_amount: amountOf(price.couponsOff),
    sale_price: amountOf(Math.round(price.sale / line.quantity)),
    extended_list_price: amountOf(price.list),
    extended_sale_price: amountOf(price.sale),
    is_require_shipping: physical,
    is_mutable: true,
    added_by_promotion: false,
    ...(physical ? {} : downloadsOf(line, origin)),
    ...(options ? { options: chosen.map(optionView) } : {}),
  };
}

// Other names than the cart's own list of coupons has.
const appliedCoupon = (coupon: ShopCoupon, cart: ShopCart): object => ({
  id: coupon.id,
  code: coupon.code,
  name: coupon.name,
  discountType: 1,
  discountAmount: coupon.percent,
  expiresDate: 0,
  totalDiscount: amountOf(couponTotal(cart, coupon)),
});

const downloadsOf = ({ id, product_id }: ShopCartLine, origin: string): object => ({
  download_file_urls: [`${origin}/downloads/${product_id}/file`],
  download_page_url: `${origin}/downloads/${id}`,
  download_size: '30MB',
});

const optionView = ({ name, value }: ShopCartLine['options'][number], at: number): object => ({
  name,
  nameId: at + 1,
  value,
  valueId: at + 1,
});

// Quantity and price are texts here and nowhere else (carts.v3.yml).
export const customItemView = (
  { id, sku, name, quantity, list_price, image_url }: ShopCartLine,
  origin: string,
): object => ({
  id,
  sku,
  name,
  quantity: String(quantity),
  list_price: String(list_price),
  extended_list_price: amountOf(Math.round(list_price * quantity * 100)),
  image_url: pictureOf(image_url, origin),
});

/** A product without a picture shows the shop's own. */
const pictureOf = (url: string, origin: string): string =>
  url === '' ? `${origin}/content/ProductDefault.png` : url;

/** 1234 cents → 12.34. */
export const amountOf = (cents: number): number => cents / 100;

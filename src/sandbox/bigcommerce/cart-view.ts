// A cart as BigCommerce answers it (carts.v3.yml): its lines in four lists, amounts as numbers.

import type { ShopCart, ShopCartLine } from '../shop/cart-records';

/** `options`: which of the two lists were asked to show what was chosen. */
export function cartView(cart: ShopCart, options: ReadonlySet<string>): object {
  const { lines, currency, email, ...head } = cart;
  const amount = sum(lines.map(({ list_price, quantity }) => list_price * quantity));
  const listOf = (type: ShopCartLine['type'], view: (line: ShopCartLine) => object) =>
    lines.filter((line) => line.type === type).map(view);
  return {
    ...head,
    // Left out until the shopper has typed it.
    ...(email === '' ? {} : { email }),
    currency: { code: currency },
    tax_included: false,
    base_amount: amount,
    discount_amount: 0,
    manual_discount_amount: 0,
    cart_amount: amount,
    coupons: [],
    discounts: [],
    line_items: {
      physical_items: listOf('physical', (line) => itemView(line, options.has('physical'))),
      digital_items: listOf('digital', (line) => itemView(line, options.has('digital'))),
      gift_certificates: [],
      custom_items: listOf('custom', customView),
    },
    locale: 'en',
  };
}

function itemView(line: ShopCartLine, withOptions: boolean): object {
  const { type, options, list_price, quantity, ...own } = line;
  return {
    ...own,
    quantity,
    list_price,
    parent_id: null,
    taxable: true,
    discounts: [],
    coupons: [],
    discount_amount: 0,
    coupon_amount: 0,
    sale_price: list_price,
    extended_list_price: cents(list_price * quantity),
    extended_sale_price: cents(list_price * quantity),
    is_require_shipping: type === 'physical',
    is_mutable: true,
    added_by_promotion: false,
    ...(withOptions
      ? {
          options: options.map(({ name, value }, at) => ({
            name,
            nameId: at + 1,
            value,
            valueId: at + 1,
          })),
        }
      : {}),
  };
}

// Quantity and price are texts here and nowhere else (carts.v3.yml).
const customView = ({ id, sku, name, quantity, list_price, image_url }: ShopCartLine): object => ({
  id,
  sku,
  name,
  quantity: String(quantity),
  list_price: String(list_price),
  extended_list_price: cents(list_price * quantity),
  image_url,
});

const cents = (amount: number): number => Math.round(amount * 100) / 100;
const sum = (amounts: readonly number[]): number => cents(amounts.reduce((a, b) => a + b, 0));

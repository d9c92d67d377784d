// What an order has of the cart that was bought: its lines, its gift certificates, and what was taken off.

import { cartPrice } from './cart-prices';
import type { ShopCart, ShopCartLine, ShopGiftCertificate } from './cart-records';
import { moneyText } from './money';
import type { ShopOrder, ShopOrderLine } from './order-records';
import type { Patch } from './shop-state';

/** `firstId`: of its lines. */
export function boughtOf(cart: ShopCart, firstId: number): Patch<ShopOrder> {
  const { lines, gift_certificates: gifts } = cart;
  const { off } = cartPrice(cart);
  return {
    lines: [
      ...lines.map((line, at) => orderLine(line, firstId + at)),
      ...gifts.map((gift, at) => giftLine(gift, firstId + lines.length + at)),
    ],
    ...(off === 0 ? {} : { discount_amount: moneyText(off) }),
  };
}

function orderLine(line: ShopCartLine, id: number): ShopOrderLine {
  const price = moneyText(Math.round(line.list_price * 100));
  return {
    id,
    product_id: line.product_id,
    ...(line.product_id === 0 ? {} : { variant_id: line.variant_id }),
    name: line.name,
    sku: line.sku,
    type: line.type === 'digital' ? 'digital' : 'physical',
    quantity: line.quantity,
    price_ex_tax: price,
    price_inc_tax: price,
    brand: '',
  };
}

function giftLine({ name, amount }: ShopGiftCertificate, id: number): ShopOrderLine {
  const price = moneyText(Math.round(amount * 100));
  return {
    id,
    product_id: 0,
    name,
    sku: '',
    type: 'giftcertificate',
    quantity: 1,
    price_ex_tax: price,
    price_inc_tax: price,
    brand: '',
  };
}

// What can be done at the counter: each address, and what it does in the toy shop.

import { orderStatuses } from '../shop/order-statuses';
import type { Shop } from '../shop/shop';

type Params = Readonly<Record<string, string>>;

/** Throws a sentence when the cart, order or status is not there. */
type Doing = (params: Params) => Readonly<Record<string, unknown>>;

/** By address, in the words of the shop. */
export function doingsOf(shop: Shop): Readonly<Record<string, Doing>> {
  return {
    '/customers': () => {
      const { id, email } = shop.addCustomer();
      return { customer: id, email };
    },
    '/customers/:customer/company/:company': ({ customer = '', company = '' }) => ({
      customer: shop.editCustomer(Number(customer), { company }).id,
      company,
    }),
    '/products/:product/price/:price': ({ product = '', price = '' }) => ({
      product: shop.editProduct(Number(product), { price: amountOf(price) }).id,
      price,
    }),
    '/carts': () => {
      const cart = cartOf(shop, true);
      return { cart: cart.id, email: cart.email };
    },
    '/carts/without-consent': () => {
      const cart = cartOf(shop, false);
      return { cart: cart.id, email: cart.email };
    },
    '/carts/:cart/purchase': ({ cart = '' }) => ({ order: shop.buyCart(cart).id }),
    '/orders': () => {
      const { id, email } = shop.addCustomer();
      return { order: shop.addOrder({ customer_id: id }).id, email };
    },
    '/orders/:order/status/:status': ({ order = '', status = '' }) => {
      const { id, name } = statusOf(status);
      return { order: shop.editOrder(Number(order), { status_id: id }).id, status: name };
    },
    '/orders/:order/refund': ({ order = '' }) => ({
      order: shop.refundOrder(Number(order)).id,
      status: 'Refunded',
    }),
  };
}

/** Of a new customer, who has agreed to reminders or has not. */
function cartOf(shop: Shop, agreed: boolean) {
  const { id, email } = shop.addCustomer({ accepts_product_review_abandoned_cart_emails: agreed });
  return shop.fillCart({ customer_id: id, email });
}

function amountOf(written: string): number {
  if (!/^\d+(\.\d+)?$/.test(written)) throw new Error(`"${written}" is no price; write 19.90.`);
  return Number(written);
}

/** `partially-shipped` is Partially Shipped. */
function statusOf(word: string) {
  const words = orderStatuses.map(({ name }) => name.toLowerCase().replaceAll(' ', '-'));
  const status = orderStatuses[words.indexOf(word)];
  if (status === undefined) {
    throw new Error(`There is no order status "${word}"; there are: ${words.join(', ')}.`);
  }
  return status;
}

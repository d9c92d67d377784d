// Orders that were made of a cart, or by its shopper since.
import type { BigCommerce } from '../../bigcommerce/client';
import type { Order } from '../../bigcommerce/order-records';
import type { CartOrder } from '../../contracts/cart-recovery';
import { toIsoTime } from '../../mapping/dates';

/** BigCommerce's status of an order whose payment has not gone through; it may never. */
const INCOMPLETE = 0;

const isPlaced = ({ status_id }: Order): boolean => status_id !== INCOMPLETE;

const cartOrder = (order: Order): CartOrder => ({
  orderId: order.id,
  amount: order.total_inc_tax,
  currency: order.default_currency_code || order.currency_code,
});

/** An order somebody has told of; without amount when it cannot be read. */
export async function toldOrder(bigcommerce: BigCommerce, orderId: number): Promise<CartOrder> {
  const order = await bigcommerce.readOrder(orderId);
  return order === null ? { orderId } : cartOrder(order);
}

export async function orderOfCart(
  bigcommerce: BigCommerce,
  cartId: string,
): Promise<CartOrder | undefined> {
  const { records } = await bigcommerce.listOrders({ cartId, lines: false });
  // A shop that does not know the filter would answer everybody's.
  const order = records.find((one) => isPlaced(one) && one.cart_id === cartId);
  return order === undefined ? undefined : cartOrder(order);
}

export interface WhoseOrders {
  readonly customerId: number;
  readonly email: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** The first order that was placed since, by the customer or under the address. */
export async function ordersSince(
  bigcommerce: BigCommerce,
  { customerId, email, since }: WhoseOrders,
): Promise<{ readonly ofCustomer?: CartOrder; readonly ofAddress?: CartOrder }> {
  // Orders are dated in whole seconds.
  const from = Math.floor(since / 1000) * 1000;
  const modifiedSince = new Date(from).toISOString();
  const first = async (whose: { customerId: number } | { email: string }) => {
    const { records } = await bigcommerce.listOrders({ ...whose, modifiedSince, lines: false });
    const order = records.find((one) => isPlaced(one) && madeAt(one) >= from);
    return order === undefined ? undefined : cartOrder(order);
  };
  const [ofCustomer, ofAddress] = await Promise.all([
    customerId === 0 ? undefined : first({ customerId }),
    first({ email }),
  ]);
  return {
    ...(ofCustomer === undefined ? {} : { ofCustomer }),
    ...(ofAddress === undefined ? {} : { ofAddress }),
  };
}

/** A date that cannot be read counts as now: in doubt the shopper has bought. */
const madeAt = ({ date_created }: Order): number => {
  const iso = toIsoTime(date_created);
  return iso === undefined ? Infinity : Date.parse(iso);
};

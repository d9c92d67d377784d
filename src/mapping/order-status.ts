// An order's status in our words; BigCommerce's ids are fixed while its labels may be renamed.
import type { Order } from '../bigcommerce/order-records';
import { INCOMPLETE, orderStatusWord } from '../contracts/order-status';

/** BigCommerce's own status name in lower-case snake, such as `awaiting_fulfillment`. */
export function statusWord(order: Pick<Order, 'status_id' | 'status'>): string {
  return orderStatusWord(order.status_id) ?? (snake(order.status) || `status_${order.status_id}`);
}

/** The same of an id alone, as it was some time ago. */
export const wordOfStatus = (statusId: number): string =>
  orderStatusWord(statusId) ?? `status_${statusId}`;

/** Status 0 is a shopper on the payment page: no order has been placed yet. */
export function isPlaced(order: Pick<Order, 'status_id'>): boolean {
  return order.status_id !== INCOMPLETE;
}

function snake(name: string): string {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join('_');
}

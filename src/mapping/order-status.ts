// An order's status in our words; BigCommerce's ids are fixed while its labels may be renamed.
import type { Order } from '../bigcommerce/order-records';

// orders.v2.oas2.yml, GET /order_statuses.
const words: Readonly<Record<number, string>> = {
  0: 'incomplete',
  1: 'pending',
  2: 'shipped',
  3: 'partially_shipped',
  4: 'refunded',
  5: 'cancelled',
  6: 'declined',
  7: 'awaiting_payment',
  8: 'awaiting_pickup',
  9: 'awaiting_shipment',
  10: 'completed',
  11: 'awaiting_fulfillment',
  12: 'manual_verification_required',
  13: 'disputed',
  14: 'partially_refunded',
};

/** BigCommerce's own status name in lower-case snake, such as `awaiting_fulfillment`. */
export function statusWord(order: Pick<Order, 'status_id' | 'status'>): string {
  return words[order.status_id] ?? (snake(order.status) || `status_${order.status_id}`);
}

/** Status 0 is a shopper on the payment page: no order has been placed yet. */
export function isPlaced(order: Pick<Order, 'status_id'>): boolean {
  return order.status_id !== 0;
}

function snake(name: string): string {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join('_');
}

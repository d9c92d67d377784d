// What an order adds to a customer's order count and money spent.
import type { Order } from '../bigcommerce/order-records';
import { convertToStore, type Minor } from './money';

/**
 * Paid or on its way: everything but incomplete, pending, refunded, cancelled, declined and awaiting payment.
 * A partial refund is invisible here (`refunded_amount` is always 0): such an order counts with its full total.
 */
export const countedStatuses: ReadonlySet<number> = new Set([2, 3, 8, 9, 10, 11, 12, 13, 14]);

/** Archived orders count for nothing: the merchant has removed them. */
export function countsForMetrics(
  order: Pick<Order, 'status_id' | 'is_deleted'>,
  counted: ReadonlySet<number>,
): boolean {
  return !order.is_deleted && counted.has(order.status_id);
}

export type OrderMetric = Minor | { readonly ok: false; readonly reason: 'no exchange rate' };

/** The order's total in minor units of the store's currency: a safe integer that can be summed exactly. */
export function orderMetric(order: Order, currency: string): OrderMetric {
  const total = convertToStore(order.total_inc_tax, order, currency);
  if (!total.ok) return total;
  return total.minor < 0
    ? { ok: false, reason: 'absurd amount' }
    : { ok: true, minor: total.minor };
}

// BigCommerce's fifteen order statuses and what each says about payment and shipping (orders.v2.oas2.yml).

import type { ShopOrderStatus } from './order-records';

const rows: readonly (readonly [name: string, order: number, description: string])[] = [
  [
    'Incomplete',
    0,
    'An incomplete order happens when a shopper reached the payment page, but did not complete the transaction.',
  ],
  ['Pending', 1, 'Customer started the checkout process, but did not complete it.'],
  ['Shipped', 8, 'Order has been shipped, but receipt has not been confirmed.'],
  ['Partially Shipped', 6, 'Only some items in the order have been shipped.'],
  ['Refunded', 11, 'Seller has used the Refund action.'],
  ['Cancelled', 9, 'Seller has cancelled an order, due to a stock inconsistency or other reasons.'],
  [
    'Declined',
    10,
    'Seller has marked the order as declined for lack of manual payment, or other reasons.',
  ],
  [
    'Awaiting Payment',
    2,
    'Customer has completed checkout process, but payment has yet to be confirmed.',
  ],
  [
    'Awaiting Pickup',
    5,
    'Order has been pulled, and is awaiting customer pickup from a seller-specified location.',
  ],
  [
    'Awaiting Shipment',
    4,
    'Order has been pulled and packaged, and is awaiting collection from a shipping provider.',
  ],
  [
    'Completed',
    7,
    'Client has paid for their digital product and their file(s) are available for download.',
  ],
  [
    'Awaiting Fulfillment',
    3,
    'Customer has completed the checkout process and payment has been confirmed.',
  ],
  [
    'Manual Verification Required',
    13,
    'Order is on hold while some aspect needs to be manually confirmed.',
  ],
  ['Disputed', 12, 'Customer has initiated a dispute resolution process for the transaction.'],
  ['Partially Refunded', 14, 'Seller has partially refunded the order.'],
];

export const orderStatuses: readonly ShopOrderStatus[] = rows.map(
  ([name, order, description], id) => ({
    id,
    name,
    description,
    order,
  }),
);

export function statusName(statusId: number): string {
  const status = orderStatuses[statusId];
  if (status === undefined) throw new Error(`There is no order status ${statusId}.`);
  return status.name;
}

const payments: Readonly<Record<number, string>> = {
  0: '',
  1: 'pending',
  4: 'refunded',
  5: 'void',
  6: 'declined',
  7: 'pending',
  12: 'held for review',
  14: 'partially refunded',
};

export function paymentStatus(statusId: number): string {
  return payments[statusId] ?? 'captured';
}

/** How many of the items are on their way: all, half of them or none. */
export function shippedItems(statusId: number, items: number): number {
  if (statusId === 2 || statusId === 10) return items;
  return statusId === 3 ? Math.floor(items / 2) : 0;
}

// Adds up an order, so that its money and counts always agree with its lines.

import { centsOf, moneyText } from './money';
import { paymentStatus, shippedItems } from './order-statuses';
import type { ShopOrder, ShopOrderLine } from './order-records';

type Totals = Pick<
  ShopOrder,
  | 'subtotal_ex_tax'
  | 'subtotal_inc_tax'
  | 'total_ex_tax'
  | 'total_inc_tax'
  | 'total_tax'
  | 'items_total'
>;

export interface Charges {
  readonly shippingCents: number;
  readonly discountCents: number;
}

export function totalsOf(lines: readonly ShopOrderLine[], charges: Charges): Totals {
  const sum = (price: (line: ShopOrderLine) => string): number =>
    lines.reduce((total, line) => total + centsOf(price(line)) * line.quantity, 0);
  const subtotalEx = sum((line) => line.price_ex_tax);
  const subtotalInc = sum((line) => line.price_inc_tax);
  const extra = charges.shippingCents - charges.discountCents;
  return {
    subtotal_ex_tax: moneyText(subtotalEx),
    subtotal_inc_tax: moneyText(subtotalInc),
    total_ex_tax: moneyText(subtotalEx + extra),
    total_inc_tax: moneyText(subtotalInc + extra),
    total_tax: moneyText(subtotalInc - subtotalEx),
    items_total: lines.reduce((total, line) => total + line.quantity, 0),
  };
}

type Progress = Pick<ShopOrder, 'payment_status' | 'items_shipped' | 'date_shipped'>;

/** What follows from a status; `moment` is when it was reached (ISO). */
export function progressOf(statusId: number, items: number, moment: string): Progress {
  const shipped = shippedItems(statusId, items);
  return {
    payment_status: paymentStatus(statusId),
    items_shipped: shipped,
    date_shipped: shipped > 0 ? moment : '',
  };
}

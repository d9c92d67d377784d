// An order's consignments in the object structure: shipped, picked up, downloaded or sent by e-mail.

import type { ShopOrder, ShopOrderLine } from '../shop/order-records';
import { addressIdOf, lineView } from './order-line-view';

export interface ConsignmentView {
  /** Lines in full, or pointers to them. */
  readonly lines: boolean;
  /** `https://…/v2`, for pointers. */
  readonly base: string;
}

const zero = '0.0000';

export function consignmentsView(order: ShopOrder, view: ConsignmentView): unknown {
  const ofType = (type: ShopOrderLine['type']) => order.lines.filter((line) => line.type === type);
  const lines = (some: readonly ShopOrderLine[]) =>
    some.map((line) => (view.lines ? lineView(order, line) : pointer(order, line, view.base)));
  const shipped = ofType('physical');
  const downloads = ofType('digital');
  const certificates = ofType('giftcertificate');
  const recipient_email = order.billing_address.email;
  return {
    pickups: [],
    shipping:
      shipped.length === 0 ? [] : [{ ...shipping(order, view.base), line_items: lines(shipped) }],
    downloads: downloads.length === 0 ? [] : [{ recipient_email, line_items: lines(downloads) }],
    email: {
      gift_certificates:
        certificates.length === 0 ? [] : [{ recipient_email, line_items: lines(certificates) }],
    },
  };
}

function pointer(order: ShopOrder, line: ShopOrderLine, base: string): unknown {
  const resource = `/orders/${order.id}/products/${line.id}`;
  return { url: `${base}${resource}`, resource };
}

function shipping(order: ShopOrder, base: string): Readonly<Record<string, unknown>> {
  const id = addressIdOf(order);
  const resource = `/orders/${order.id}/consignments/shipping/${id}/shipping_quotes`;
  const cost = order.shipping_cost_inc_tax;
  return {
    id,
    ...order.billing_address,
    form_fields: [],
    shipping_method: 'Flat Rate',
    items_total: order.items_total,
    items_shipped: order.items_shipped,
    base_cost: cost,
    cost_ex_tax: cost,
    cost_inc_tax: cost,
    cost_tax: zero,
    cost_tax_class_id: 2,
    base_handling_cost: zero,
    handling_cost_ex_tax: zero,
    handling_cost_inc_tax: zero,
    handling_cost_tax: zero,
    handling_cost_tax_class_id: 2,
    shipping_zone_id: 1,
    shipping_zone_name: order.billing_address.country,
    shipping_quotes: { url: `${base}${resource}`, resource },
  };
}

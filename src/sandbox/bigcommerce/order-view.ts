// Orders with every field that V2 documents: money as text, dates as RFC-2822 (orders.v2.oas2.yml).

import { centsOf, moneyText } from '../shop/money';
import type { ShopOrder } from '../shop/order-records';
import { statusName } from '../shop/order-statuses';
import { consignmentsView } from './consignment-view';
import { rfcDate } from './date-formats';
import { createRecordJson, namesOf } from './record-json';
import type { RecordJson } from './record-json';

export const orderIncludes = ['consignments', 'consignments.line_items', 'fees'] as const;

const zero = '0.0000';
const currencyIds: Readonly<Record<string, number>> = { USD: 1, EUR: 2, GBP: 3, JPY: 4 };

export function createOrderJson(storeHash: string): RecordJson<ShopOrder> {
  const base = `https://api.bigcommerce.com/stores/${storeHash}/v2`;
  return createRecordJson(
    (order, view) => orderView(order, { includes: namesOf(view), base }),
    unusedFields,
  );
}

interface OrderView {
  readonly includes: ReadonlySet<string>;
  readonly base: string;
}

function orderView(order: ShopOrder, view: OrderView): object {
  const digital = order.lines.length > 0 && order.lines.every((line) => line.type !== 'physical');
  const shipping = order.shipping_cost_inc_tax;
  const subtotalTax = centsOf(order.subtotal_inc_tax) - centsOf(order.subtotal_ex_tax);
  const currency = order.default_currency_code;
  const currencyId = currencyIds[currency] ?? 1;
  const pointer = (name: string) => pointerTo(order, name, view.base);
  return {
    ...order,
    // Undefined is left out of JSON: lines and refunds are resources of their own.
    lines: undefined,
    refunds: undefined,
    date_created: rfcDate(order.date_created),
    date_modified: rfcDate(order.date_modified),
    date_shipped: rfcDate(order.date_shipped),
    status: statusName(order.status_id),
    custom_status: statusName(order.status_id),
    order_is_digital: digital,
    shipping_address_count: digital ? 0 : 1,
    billing_address: { ...order.billing_address, form_fields: [] },
    subtotal_tax: moneyText(subtotalTax),
    base_shipping_cost: shipping,
    shipping_cost_ex_tax: shipping,
    currency_id: currencyId,
    currency_code: currency,
    default_currency_id: currencyId,
    geoip_country: order.billing_address.country,
    geoip_country_iso2: order.billing_address.country_iso2,
    consignments: consignmentsOf(order, view),
    products: pointer('products'),
    // The endpoint is /shipping_addresses; this spelling is in every official example.
    shipping_addresses: pointer('shippingaddresses'),
    coupons: pointer('coupons'),
    fees: view.includes.has('fees') ? [] : pointer('fees'),
  };
}

const unusedFields = {
  shipping_cost_tax: zero,
  shipping_cost_tax_class_id: 2,
  base_handling_cost: zero,
  handling_cost_ex_tax: zero,
  handling_cost_inc_tax: zero,
  handling_cost_tax: zero,
  handling_cost_tax_class_id: 2,
  base_wrapping_cost: zero,
  wrapping_cost_ex_tax: zero,
  wrapping_cost_inc_tax: zero,
  wrapping_cost_tax: zero,
  wrapping_cost_tax_class_id: 3,
  // Always 0, also for refunded orders (orders.v2.oas2.yml).
  refunded_amount: zero,
  store_credit_amount: zero,
  gift_certificate_amount: zero,
  coupon_discount: zero,
  currency_exchange_rate: '1.0000000000',
  is_tax_inclusive_pricing: false,
  payment_provider_id: '',
  ip_address: '192.0.2.10',
  ip_address_v6: '',
  staff_notes: '',
  ebay_order_id: '0',
  credit_card_type: null,
  external_id: null,
  external_merchant_id: null,
  external_order_id: '',
  tax_provider_id: 'BasicTaxProvider',
  customer_locale: 'en',
} as const;

function consignmentsOf(order: ShopOrder, { includes, base }: OrderView): unknown {
  const lines = includes.has('consignments.line_items');
  return lines || includes.has('consignments')
    ? consignmentsView(order, { lines, base })
    : pointerTo(order, 'consignments', base);
}

function pointerTo(order: ShopOrder, name: string, base: string): unknown {
  const resource = `/orders/${order.id}/${name}`;
  return { url: `${base}${resource}`, resource };
}

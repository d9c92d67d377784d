// Order lines with every field that V2 documents (orders.v2.oas2.yml, orderProducts).

import { centsOf, moneyText } from '../shop/money';
import type { ShopOrder, ShopOrderLine } from '../shop/order-records';

const zero = '0.0000';

/** Ids of a line's consignment follow from its order. */
export function addressIdOf(order: ShopOrder): number {
  return order.id * 10 + 1;
}

export function lineView(order: ShopOrder, line: ShopOrderLine): unknown {
  const net = centsOf(line.price_ex_tax);
  const gross = centsOf(line.price_inc_tax);
  const refunded = order.status_id === 4;
  return {
    id: line.id,
    order_id: order.id,
    product_id: line.product_id,
    // A custom product has no variant (orders.v2.oas2.yml).
    ...(line.variant_id === undefined ? {} : { variant_id: line.variant_id }),
    order_address_id: line.type === 'physical' ? addressIdOf(order) : 0,
    order_pickup_method_id: 0,
    name: line.name,
    name_customer: line.name,
    name_merchant: line.name,
    sku: line.sku,
    upc: '',
    type: line.type,
    base_price: line.price_ex_tax,
    price_ex_tax: line.price_ex_tax,
    price_inc_tax: line.price_inc_tax,
    price_tax: moneyText(gross - net),
    base_total: moneyText(net * line.quantity),
    total_ex_tax: moneyText(net * line.quantity),
    total_inc_tax: moneyText(gross * line.quantity),
    total_tax: moneyText((gross - net) * line.quantity),
    quantity: line.quantity,
    is_refunded: refunded,
    quantity_refunded: refunded ? line.quantity : 0,
    quantity_shipped: order.items_shipped === order.items_total ? line.quantity : 0,
    brand: line.brand,
    product_options: optionsOf(line),
    discounted_total_inc_tax: moneyText(gross * line.quantity),
    gift_certificate_id: line.type === 'giftcertificate' ? line.id : null,
    ...unusedFields,
  };
}

const unusedFields = {
  weight: '1.0000',
  width: zero,
  height: zero,
  depth: zero,
  base_cost_price: zero,
  cost_price_inc_tax: zero,
  cost_price_ex_tax: zero,
  cost_price_tax: zero,
  refund_amount: zero,
  return_id: 0,
  wrapping_id: 0,
  wrapping_name: null,
  base_wrapping_cost: zero,
  wrapping_cost_ex_tax: zero,
  wrapping_cost_inc_tax: zero,
  wrapping_cost_tax: zero,
  wrapping_message: '',
  event_name: null,
  event_date: null,
  fixed_shipping_cost: zero,
  ebay_item_id: '',
  ebay_transaction_id: '',
  option_set_id: null,
  parent_order_product_id: null,
  is_bundled_product: false,
  bin_picking_number: '',
  external_id: null,
  applied_discounts: [],
  configurable_fields: [],
} as const;

function optionsOf({ id, option }: ShopOrderLine): readonly unknown[] {
  if (option === undefined) return [];
  const { name, value } = option;
  return [
    {
      id,
      option_id: 18,
      order_product_id: id,
      product_option_id: 120,
      display_name: name,
      display_name_customer: name,
      display_name_merchant: name,
      display_value: value,
      display_value_customer: value,
      display_value_merchant: value,
      value,
      type: 'Multiple choice',
      name,
      display_style: 'Rectangle',
    },
  ];
}

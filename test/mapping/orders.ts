// Builds the orders that the mapping tests start from.
import { orderSchema, type Order } from '../../src/bigcommerce/order-records';

export function anOrder(given: Record<string, unknown> = {}): Order {
  return orderSchema.parse({
    id: 118,
    customer_id: 7,
    date_created: 'Tue, 05 Mar 2019 21:40:11 +0000',
    date_modified: 'Mon, 11 Mar 2019 15:17:25 +0000',
    status_id: 11,
    status: 'Awaiting Fulfillment',
    total_inc_tax: '361.9500',
    payment_method: 'Manual',
    currency_code: 'USD',
    default_currency_code: 'USD',
    store_default_currency_code: 'USD',
    store_default_to_transactional_exchange_rate: '1.0000000000',
    billing_address: {
      first_name: 'Ada',
      last_name: 'Byron',
      street_1: '1 Engine St',
      city: 'Austin',
      state: 'Texas',
      zip: '78751',
      country: 'United States',
      country_iso2: 'us',
      phone: '(512) 555-0199',
      email: 'ada@example.com',
    },
    lines: [
      {
        id: 1,
        product_id: 77,
        variant_id: 120,
        quantity: 2,
        price_inc_tax: '50.0000',
        sku: 'TWL-S',
      },
      { id: 2, product_id: 0, quantity: 1, price_inc_tax: '5.0000', sku: 'WRAP' },
      { id: 3, product_id: 0, quantity: 1, price_inc_tax: '0.0000' },
      { id: 4, product_id: 78, variant_id: null, quantity: 1, price_inc_tax: '256.9500' },
      { id: 5, product_id: 79, variant_id: 0, quantity: 0, price_inc_tax: '10.0000' },
    ],
    ...given,
  });
}

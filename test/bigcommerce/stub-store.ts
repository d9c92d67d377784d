// A BigCommerce client before a stub, with records of the vendor's documented shapes.
import { createBigCommerce } from '../../src/bigcommerce/store-client';
import { startHttpStub } from '../support/http-stub';
import type { HttpStub, StubAnswer } from '../support/http-stub';
import { openGate } from '../support/open-gate';

export async function storeOn(...answers: readonly StubAnswer[]) {
  const stub = await startHttpStub(...answers);
  const client = createBigCommerce({
    baseUrl: stub.url,
    storeHash: 'abc123',
    accessToken: 'token',
    gate: openGate('bigcommerce'),
  });
  return { client, stub };
}

/** Path and query of a request, decoded. */
export function queryOf(stub: HttpStub, index = 0): Record<string, string> {
  const url = new URL(stub.seen[index]?.url ?? '', stub.url);
  return { path: url.pathname, ...Object.fromEntries(url.searchParams) };
}

/** The example of `GET /v3/customers` in customers.v3.yml, shortened. */
export const aCustomer = (id: number) => ({
  id,
  email: 'jane.roe@example.com',
  first_name: 'Jane',
  customer_group_id: 0,
  date_created: '2026-01-10T21:05:30Z',
  date_modified: '2026-02-01T08:00:00Z',
  channel_ids: null,
  addresses: [{ id: 60, city: 'Austin', country_code: 'US', address_type: 'residential' }],
  form_fields: [{ name: 'shirt_size', value: 'Large', customer_id: id }],
});

/** The example of `GET /v3/catalog/products` in products_catalog.v3.yml, shortened. */
export const aProduct = (id: number) => ({
  id,
  name: 'Linen towel',
  price: 50,
  sale_price: 0,
  is_visible: true,
  date_modified: '2026-02-03T19:56:35+00:00',
  variants: [{ id: 120, product_id: id, price: null, calculated_price: 50 }],
});

/** The example of `GET /v2/orders` in orders.v2.oas2.yml, shortened. */
export const anOrder = (id: number) => ({
  id,
  customer_id: 32,
  date_created: 'Tue, 10 Feb 2026 21:40:11 +0000',
  date_modified: 'Tue, 10 Feb 2026 21:41:25 +0000',
  status_id: 11,
  status: 'Awaiting Fulfillment',
  total_inc_tax: '115.0000',
  billing_address: { email: 'jane.roe@example.com', first_name: 'Jane' },
  consignments: { url: `https://api.bigcommerce.com/${id}`, resource: `/orders/${id}` },
});

export const aLine = (id: number) => ({
  id,
  product_id: 77,
  quantity: 2,
  price_inc_tax: '55.0000',
});

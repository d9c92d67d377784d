// Uses everything of the BigCommerce client, and asks each route of the sandbox at least once.
import type { BigCommerce } from '../../src/bigcommerce/client';
import { createBigCommerce } from '../../src/bigcommerce/store-client';
import { startSandbox } from '../../src/sandbox/start';
import type { Sandbox } from '../../src/sandbox/start';
import { openGate } from '../support/open-gate';
import { Recording, watched } from './exchanges';
import type { Exchange } from './exchanges';

export interface Driven {
  readonly exchanges: readonly Exchange[];
  /** Client methods that were never called. */
  readonly unused: readonly string[];
}

const longAgo = '2001-01-01T00:00:00Z';

export async function driveBigCommerce(): Promise<Driven> {
  const sandbox = await startSandbox({
    keepBodies: true,
    customers: 60,
    orders: 60,
    products: 60,
    quota: 1_000_000,
  });
  try {
    const { storeHash, accessToken, bigcommerceUrl: baseUrl } = sandbox;
    const gate = openGate('bigcommerce');
    const store = watched(createBigCommerce({ baseUrl, storeHash, accessToken, gate }));
    const recording = new Recording(sandbox.bigcommerce.ledger, `/stores/${storeHash}`);
    await recording.during('client', () => useClient(store.client, firstId(sandbox.shop.orders)));
    await recording.during('probe', () => probe(sandbox));
    return { exchanges: recording.exchanges, unused: store.unused() };
  } finally {
    await sandbox.close();
  }
}

function firstId(records: ReadonlyMap<number, unknown>): number {
  const [id] = records.keys();
  if (id === undefined) throw new Error('The toy shop is empty.');
  return id;
}

async function useClient(store: BigCommerce, orderId: number): Promise<void> {
  await store.readStore();
  await store.listCustomerAttributes({});
  await store.listCustomerGroups({ after: '1', limit: 2 });
  await store.listOrderStatuses();
  await store.countOrders();
  await store.readOrder(orderId);
  await store.readOrder(999_999);
  await useLists(store);
  const orders = await store.listOrders({});
  await store.listOrders({ after: String(orders.records[5]?.id), limit: 5 });
  await store.listOrders({ modifiedSince: longAgo, limit: 5 });
  await store.listOrders({ modifiedSince: longAgo, limit: 5, after: '2', lines: false });
}

async function useLists(store: BigCommerce): Promise<void> {
  const ids = [1, 2, 3];
  const customers = await store.listCustomers({ limit: 20 });
  await store.listCustomers({ limit: 20, ...afterOf(customers) });
  await store.listCustomers({ ids });
  await store.listCustomers({ modifiedSince: longAgo });
  await store.listSubscribers({});
  await store.listSubscribers({ limit: 2, after: '2' });
  await store.listSubscribers({ ids, modifiedSince: longAgo });
  await store.listProducts({});
  await store.listProducts({ limit: 2, after: '105' });
  await store.listProducts({ ids, modifiedSince: longAgo });
  await store.listProductIds({ limit: 10 });
  await store.listProductIds({ ids, modifiedSince: longAgo });
  await store.listCategories({ limit: 2, after: '2' });
  await store.listCategories({ ids });
  await store.listBrands({ limit: 2, after: '2' });
  await store.listBrands({ ids });
}

function afterOf({ next }: { readonly next?: string }): { readonly after?: string } {
  return next === undefined ? {} : { after: next };
}

async function probe(sandbox: Sandbox): Promise<void> {
  const order = firstId(sandbox.shop.orders);
  const product = firstId(sandbox.shop.products);
  const consignments = 'consignment_structure=object&include=consignments';
  const everything =
    'bulk_pricing_rules,channels,custom_fields,images,modifiers,options,parent_relations,primary_image,variants,videos';
  const paths = [
    '/v2/time',
    '/v3/customers?include=addresses,attributes,formfields,storecredit',
    '/v3/customers?limit=20&page=2',
    '/v3/customers?unknown=1',
    '/v3/customers/addresses?include=formfields&limit=20&page=2',
    '/v3/customers/attributes?limit=1&page=2',
    '/v2/customer_groups?name=nobody',
    `/v2/orders?limit=10`,
    `/v2/orders?limit=60&${consignments}`,
    `/v2/orders?limit=60&${consignments}.line_items,fees`,
    '/v2/orders?min_id=999999',
    `/v2/orders/${order}?${consignments}.line_items,fees`,
    `/v2/orders/${order}`,
    `/v2/orders/${order}/products`,
    '/v2/orders/999999/products',
    `/v3/catalog/products?limit=10&include=${everything}`,
    ...[1, 2, 3, 4, 5, 6].map((page) => `/v3/catalog/products?page=${page}&include=${everything}`),
    `/v3/catalog/products/${product}?include=${everything}`,
    `/v3/catalog/products/${product + 1}?include=${everything}`,
    '/v3/catalog/products/999999',
    `/v3/catalog/products/${product}/variants?limit=1&page=2`,
    '/v3/catalog/products/999999/variants',
  ];
  for (const path of paths) await get(sandbox, path);
}

async function get({ bigcommerceUrl, storeHash, accessToken }: Sandbox, path: string) {
  const headers = { 'x-auth-token': accessToken };
  const answer = await fetch(`${bigcommerceUrl}/stores/${storeHash}${path}`, { headers });
  await answer.text();
}

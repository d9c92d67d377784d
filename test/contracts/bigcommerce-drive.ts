// Uses everything of the BigCommerce client, and asks each route of the sandbox at least once.
import type { Brand, Category, Product } from '../../src/bigcommerce/catalog-records';
import type { BigCommerce } from '../../src/bigcommerce/client';
import type { Customer } from '../../src/bigcommerce/customer-records';
import type { Order } from '../../src/bigcommerce/order-records';
import { createBigCommerce } from '../../src/bigcommerce/store-client';
import { startSandbox } from '../../src/sandbox/start';
import type { Sandbox } from '../../src/sandbox/start';
import { openGate } from '../support/open-gate';
import { Recording, watched } from './exchanges';
import type { Exchange } from './exchanges';
import { fillEverything } from './full-cart';
import { failAtADoor, hearEverything, keepHooks } from './hooks-drive';

export interface Driven {
  readonly exchanges: readonly Exchange[];
  /** Client methods that were called. */
  readonly used: readonly string[];
  readonly unused: readonly string[];
}

/** What the client read, for those who write it elsewhere. */
export interface ShopRecords {
  readonly customers: readonly Customer[];
  readonly orders: readonly Order[];
  readonly products: readonly Product[];
  readonly categories: readonly Category[];
  readonly brands: readonly Brand[];
}

// Below 50 people nobody is odd: the sandbox's odd customers break the contract on purpose.
const shopSize = { customers: 49, orders: 60, products: 60 };
const longAgo = '2001-01-01T00:00:00Z';
const nowhere = 999_999;
const tillChannel = 9;
const nobodysCart = '09346904-4175-44fd-be53-f7e598531b6c';

export async function driveBigCommerce(): Promise<Driven & { readonly shop: ShopRecords }> {
  const sandbox = await startSandbox({ keepBodies: true, quota: 1_000_000, ...shopSize });
  try {
    const { storeHash, accessToken, bigcommerceUrl: baseUrl } = sandbox;
    const gate = openGate('bigcommerce');
    const store = watched(createBigCommerce({ baseUrl, storeHash, accessToken, gate }));
    const recording = new Recording(sandbox.bigcommerce.ledger, `/stores/${storeHash}`);
    const shop = await recording.during('client', () => readShop(store.client));
    await recording.during('client', () => walkLists(store.client));
    for (const { id } of shop.orders.slice(0, 1)) sandbox.shop.refundOrder(id, 100);
    await recording.during('client', () => readOrders(store.client, shop.orders));
    const cartId = fillEverything(sandbox.shop);
    await recording.during('client', () => store.client.readCart(cartId));
    await recording.during('client', () => keepHooks(store.client));
    const callbacks = await hearEverything(sandbox, store.client);
    await failAtADoor(sandbox, store.client);
    await recording.during('client', () => store.client.listHooks({ limit: 2 }));
    await recording.during('client', () => store.client.listBlockedDomains());
    await recording.during('probe', () => probe(sandbox, cartId));
    return { exchanges: [...recording.exchanges, ...callbacks], ...store.methods(), shop };
  } finally {
    await sandbox.close();
  }
}

async function readShop(store: BigCommerce): Promise<ShopRecords> {
  await store.readStore();
  await store.listOrderStatuses();
  await store.countOrders();
  return {
    customers: (await store.listCustomers({})).records,
    orders: (await store.listOrders({})).records,
    products: (await store.listProducts({})).records,
    categories: (await store.listCategories({})).records,
    brands: (await store.listBrands({})).records,
  };
}

async function walkLists(store: BigCommerce): Promise<void> {
  const paged = { limit: 2, after: '2' };
  const filtered = { ids: [1, 2, 3], modifiedSince: longAgo };
  const { ids } = filtered;
  const customers = await store.listCustomers({ limit: 20 });
  await store.listCustomers({ limit: 20, after: customers.next ?? '' });
  await store.listCustomers(filtered);
  await store.listCustomerAttributes({ limit: 1 });
  await store.listCustomerGroups({ limit: 1, after: '2' });
  await store.listSubscribers(paged);
  await store.listSubscribers(filtered);
  await store.listProducts(paged);
  await store.listProducts(filtered);
  await store.listProductIds(paged);
  await store.listProductIds(filtered);
  await store.listProducts({ ...paged, channels: true });
  await store.listProductIds({ ...filtered, channels: true });
  await store.listChannels({ limit: 1 });
  await store.listChannels({ limit: 1, after: '2' });
  await store.readSite(1);
  await store.readSite(tillChannel);
  await store.listCategories(paged);
  await store.listCategories({ ids });
  await store.listBrands(paged);
  await store.listBrands({ ids });
  await store.listInventory(paged);
  await store.hasCart(nobodysCart);
  await store.readCart(nobodysCart);
  await store.readCartSettings();
  await store.listOrders({ cartId: nobodysCart, lines: false });
  store.window();
  await store.listOrders(paged);
  await store.listOrders({ modifiedSince: longAgo, ...paged });
  await store.listOrders({ modifiedSince: longAgo, ...paged, lines: false });
}

async function readOrders(store: BigCommerce, orders: readonly Order[]): Promise<void> {
  for (const { id } of orders) await store.readOrder(id);
  await store.readOrder(nowhere);
  const [refunded] = orders;
  if (refunded === undefined) throw new Error('The shop has no orders.');
  await store.listRefunds(refunded.id);
  await store.countEarlierOrders({ customerId: 1, beforeId: refunded.id });
  await store.countEarlierOrders({ email: 'nobody@example.com', beforeId: refunded.id });
}

const everyProductPart =
  'bulk_pricing_rules,channels,custom_fields,images,modifiers,options,parent_relations,primary_image,variants,videos';
const everyOrderPart = 'include=consignments.line_items,fees&consignment_structure=object';

async function probe(sandbox: Sandbox, cartId: string): Promise<void> {
  const { shop } = sandbox;
  const paths = [
    '/v2/time',
    `/v3/carts/${cartId}?include=promotions.banners`,
    '/v3/customers?include=addresses,attributes,formfields,storecredit',
    '/v3/customers?limit=20&page=2',
    '/v3/customers?unknown=1',
    ...sandbox.bigcommerce.hooks().map(({ id }) => `/v3/hooks/${id}`),
    '/v3/hooks?is_active=true&limit=2&page=2',
    `/v3/hooks/${nowhere}`,
    '/v3/hooks/admin?is_active=true',
    '/v3/customers/addresses?include=formfields&limit=20&page=2',
    '/v2/customer_groups?name=nobody',
    '/v2/orders?include=consignments&consignment_structure=object',
    `/v2/orders?${everyOrderPart}`,
    `/v2/orders?min_id=${nowhere}`,
    `/v2/orders/${nowhere}/products`,
    `/v3/catalog/products?page=2&include=${everyProductPart}`,
    `/v3/catalog/products/${nowhere}`,
    `/v3/catalog/products/${nowhere}/variants`,
    ...[...shop.orders.keys()].flatMap((id) => [
      `/v2/orders/${id}`,
      `/v2/orders/${id}?include=consignments&consignment_structure=object`,
      `/v2/orders/${id}?${everyOrderPart}`,
      `/v2/orders/${id}/products`,
    ]),
    ...[...shop.products.keys()].flatMap((id) => [
      `/v3/catalog/products/${id}?include=${everyProductPart}`,
      `/v3/catalog/products/${id}/variants?limit=1`,
      `/v3/catalog/products/${id}/variants?limit=1&page=2`,
    ]),
  ];
  for (const path of paths) await ask(sandbox, path);
  await ask(sandbox, '/v3/catalog/brands', 'a wrong token');
  sandbox.bigcommerce.setScopes([]);
  await ask(sandbox, '/v3/catalog/brands');
}

async function ask(sandbox: Sandbox, path: string, token = sandbox.accessToken): Promise<void> {
  const { bigcommerceUrl, storeHash } = sandbox;
  const headers = { 'x-auth-token': token };
  await (await fetch(`${bigcommerceUrl}/stores/${storeHash}${path}`, { headers })).text();
}

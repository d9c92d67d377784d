// Which hooks a store's settings call for: each event by its own name, because wildcards bring more than their word says.
import type { StoreOptions, SyncSwitch } from '../contracts/store-settings';

const each = (stem: string, ...events: readonly string[]): readonly string[] =>
  events.map((event) => `${stem}/${event}`);

const LIFE = ['created', 'updated', 'deleted'] as const;

/**
 * https://docs.bigcommerce.com/docs/integrations/webhooks/events. A customer's update does not tell of addresses;
 * `store/product/*` and `store/sku/*` would tell of stock, which is a switch of its own.
 */
const SCOPES: Readonly<Record<SyncSwitch, readonly string[]>> = {
  customers: [
    ...each('store/customer', ...LIFE),
    ...each('store/customer/address', ...LIFE),
    ...each('store/subscriber', ...LIFE),
  ],
  orders: [
    ...each('store/order', 'created', 'updated', 'statusUpdated', 'archived', 'refund/created'),
    ...each('store/shipment', ...LIFE),
  ],
  products: [
    ...each('store/product', ...LIFE),
    ...each('store/sku', ...LIFE),
    ...each('store/category', ...LIFE),
  ],
  // Lines and coupons are an update of their cart too.
  carts: each('store/cart', ...LIFE, 'abandoned', 'converted'),
  inventory: [
    ...each('store/product/inventory', 'updated', 'order/updated'),
    ...each('store/sku/inventory', 'updated', 'order/updated'),
  ],
};

const SWITCHES: readonly SyncSwitch[] = ['customers', 'orders', 'products', 'carts', 'inventory'];

/** Whatever `webhooks` says: it names the events sent to Brevo, these are needed to be right. Stock is a product's. */
export function wantedScopes({
  enabled,
  sync,
}: Pick<StoreOptions, 'enabled' | 'sync'>): readonly string[] {
  if (!enabled) return [];
  return SWITCHES.filter((name) => sync[name] && (name !== 'inventory' || sync.products)).flatMap(
    (name) => SCOPES[name],
  );
}

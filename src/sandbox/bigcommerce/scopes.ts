// Which OAuth scope opens which endpoints (api-accounts.mdx).

/** The connector's least: everything read only. */
export const readScopes = [
  'store_v2_customers_read_only',
  'store_v2_orders_read_only',
  'store_v2_products_read_only',
  'store_v2_information_read_only',
  'store_inventory_read_only',
  'store_cart_read_only',
  'store_channel_settings_read_only',
  'store_sites_read_only',
] as const;

export type ScopeFamily =
  | 'store_v2_customers'
  | 'store_v2_orders'
  | 'store_v2_products'
  | 'store_v2_information'
  | 'store_cart'
  | 'store_inventory'
  | 'store_channel_settings'
  | 'store_sites';

/** A modify scope implies reading. */
export function mayRead(scopes: ReadonlySet<string>, family: ScopeFamily): boolean {
  return scopes.has(family) || scopes.has(`${family}_read_only`);
}

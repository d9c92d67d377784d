// BigCommerce's webhook scopes that an event can be made of, and the one the connector's documentation invented.

/** https://docs.bigcommerce.com/docs/integrations/webhooks/events: the store-level scopes of the records we sync. */
export const WEBHOOK_SCOPES: readonly string[] = [
  'store/customer/created',
  'store/customer/updated',
  'store/customer/deleted',
  'store/customer/address/created',
  'store/customer/address/updated',
  'store/customer/address/deleted',
  'store/subscriber/created',
  'store/subscriber/updated',
  'store/subscriber/deleted',
  'store/order/created',
  'store/order/updated',
  'store/order/archived',
  'store/order/statusUpdated',
  'store/order/refund/created',
  'store/cart/created',
  'store/cart/updated',
  'store/cart/deleted',
  'store/cart/abandoned',
  'store/cart/converted',
  'store/product/created',
  'store/product/updated',
  'store/product/deleted',
  'store/product/inventory/updated',
  'store/product/inventory/order/updated',
  'store/sku/created',
  'store/sku/updated',
  'store/sku/deleted',
  'store/sku/inventory/updated',
  'store/sku/inventory/order/updated',
  'store/category/created',
  'store/category/updated',
  'store/category/deleted',
];

/** Stands in the published configuration and does not exist at BigCommerce. */
export const INVENTORY_ALIAS = 'store/inventory/updated';

/** What `store/inventory/updated` means: stock of products and of variants, changed by people and by orders. */
export const INVENTORY_SCOPES: readonly string[] = [
  'store/product/inventory/updated',
  'store/product/inventory/order/updated',
  'store/sku/inventory/updated',
  'store/sku/inventory/order/updated',
];

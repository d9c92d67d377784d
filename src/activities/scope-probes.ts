// One small read for each scope of BigCommerce that a store's switches call for: it proves the scope.
import { randomUUID } from 'node:crypto';
import type { BigCommerce } from '../bigcommerce/client';
import { ApiFailure } from '../http/failures';
import { curedSentence, NEW_ACCOUNT } from './failure-sentences';
import type { Shop } from './world';

export interface ScopeProbe {
  /** What does not work without it. */
  readonly feature: string;
  readonly scope: string;
  readonly read: () => Promise<unknown>;
}

/** A cart that nobody has is answered 404 by who may read carts, and 403 by who may not. */
const cartProbe = (bigcommerce: BigCommerce): ScopeProbe => ({
  feature: 'carts',
  scope: 'store_cart_read_only',
  read: () => bigcommerce.hasCart(randomUUID()),
});

/** Without these the store is not connected. */
export function requiredProbes({ bigcommerce, settings: { sync } }: Shop): readonly ScopeProbe[] {
  return [
    ...(sync.customers || sync.orders
      ? [
          {
            feature: 'customers and newsletter subscribers',
            scope: 'store_v2_customers_read_only',
            read: () => bigcommerce.listCustomers({ limit: 1 }),
          },
        ]
      : []),
    ...(sync.orders
      ? [
          {
            feature: 'orders',
            scope: 'store_v2_orders_read_only',
            read: () => bigcommerce.countOrders(),
          },
        ]
      : []),
    ...(sync.products
      ? [
          {
            feature: 'products',
            scope: 'store_v2_products_read_only',
            read: () => bigcommerce.listProductIds({ limit: 1 }),
          },
        ]
      : []),
    ...(sync.carts ? [cartProbe(bigcommerce)] : []),
  ];
}

/** Without one of these its feature is off, and everything else works. */
export const optionalProbes = (shop: Shop): readonly ScopeProbe[] => [
  ...inventoryProbes(shop),
  ...storefrontProbes(shop),
];

const inventoryProbes = ({ bigcommerce, settings: { sync } }: Shop): readonly ScopeProbe[] =>
  sync.inventory
    ? [
        {
          feature: 'inventory',
          scope: 'store_inventory_read_only',
          read: () => bigcommerce.listInventory({ limit: 1 }),
        },
      ]
    : [];

function storefrontProbes({ bigcommerce, settings }: Shop): readonly ScopeProbe[] {
  const { storefronts: [first, ...others] = [] } = settings;
  if (first === undefined) return [];
  const { channelId } = [first, ...others].find(({ url }) => url === undefined) ?? first;
  return [
    {
      feature: 'channels of storefronts',
      scope: 'store_channel_settings_read_only',
      read: () => bigcommerce.listChannels({ limit: 1 }),
    },
    {
      feature: 'addresses of storefronts',
      scope: 'store_sites_read_only',
      read: () => bigcommerce.readSite(channelId),
    },
  ];
}

/** Carts are read by no plan, so connecting asks for their scope by itself. */
export async function cartProblems({ bigcommerce, settings }: Shop): Promise<readonly string[]> {
  if (!settings.sync.carts) return [];
  const missing = await missingScope(cartProbe(bigcommerce));
  if (missing === undefined) return [];
  return [`${curedSentence(missing)} Or switch carts off: sync.carts: false.`];
}

/** Features that are off for want of an optional scope, each with the cure. */
export async function scopesOff(shop: Shop): Promise<readonly string[]> {
  const off: string[] = [];
  for (const probe of inventoryProbes(shop)) {
    if ((await missingScope(probe)) === undefined) continue;
    off.push(
      `${probe.feature}: the API account lacks the scope ${probe.scope} (403). ${NEW_ACCOUNT}`,
    );
  }
  return off;
}

/** Switches that are on although the account cannot do it are told, not guessed. */
async function missingScope({ read }: ScopeProbe): Promise<ApiFailure | undefined> {
  try {
    await read();
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const { kind } = error.detail;
    if (kind === 'MissingScope') return error;
    // The checks before have told that the token is refused.
    if (kind === 'Unauthorized') return undefined;
    throw error;
  }
}

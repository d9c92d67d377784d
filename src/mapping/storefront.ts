// Whose storefront a record belongs to, and which Brevo account that storefront writes to.

/** The account of the store's own key; what no storefront claims goes there. */
export const DEFAULT_ACCOUNT = 'default';

/** Stands for every channel that is no configured storefront. BigCommerce numbers channels from 1. */
export const NO_STOREFRONT = 0;

/** A configured storefront and its account. */
export interface RoutedStorefront {
  readonly channelId: number;
  readonly account: string;
}

/** Where a record belongs. */
export interface Place {
  /** A channel id, or NO_STOREFRONT. */
  readonly storefront: number;
  readonly account: string;
}

const NOWHERE_ELSE: Place = { storefront: NO_STOREFRONT, account: DEFAULT_ACCOUNT };

/** Of a customer, an order or a subscriber: exactly one place. Without a channel it is the default. */
export function placeOf(
  storefronts: readonly RoutedStorefront[],
  channelId: number | null | undefined,
): Place {
  const found = storefronts.find((storefront) => storefront.channelId === channelId);
  return found === undefined
    ? NOWHERE_ELSE
    : { storefront: found.channelId, account: found.account };
}

/**
 * Of a product, which may be sold in several channels: one place a storefront, the default first and the others in
 * the order of the configuration. Assigned to nothing, it belongs to the default.
 */
export function placesOf(
  storefronts: readonly RoutedStorefront[],
  channels: readonly number[],
): readonly Place[] {
  const found = storefronts.filter(({ channelId }) => channels.includes(channelId));
  const isElsewhereToo = channels.some(
    (channel) => !storefronts.some(({ channelId }) => channelId === channel),
  );
  const own = found.map(({ channelId, account }) => ({ storefront: channelId, account }));
  return isElsewhereToo || own.length === 0 ? [NOWHERE_ELSE, ...own] : own;
}

/** Every account, the default first. */
export const accountsOf = (storefronts: readonly RoutedStorefront[]): readonly string[] => [
  ...new Set([DEFAULT_ACCOUNT, ...storefronts.map(({ account }) => account)]),
];

/** The names of accounts, with no secret in them: an account is called by its first storefront. */
export function routed(
  storefronts: readonly { readonly channelId: number }[],
  keyOf: (channelId: number) => string | undefined,
): readonly RoutedStorefront[] {
  const names = new Map<string, string>();
  return storefronts.map(({ channelId }) => {
    const key = keyOf(channelId);
    if (key === undefined) return { channelId, account: DEFAULT_ACCOUNT };
    const account = names.get(key) ?? `channel-${channelId}`;
    names.set(key, account);
    return { channelId, account };
  });
}

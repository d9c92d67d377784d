// A short name for "what would be written": when it changes, records that did not change are written again.
import { createHash } from 'node:crypto';
import type { StoreSettings } from './settings';

/** Raise it when the code maps orders to another shape: then they are written again everywhere. */
const SHAPE = 1;

/**
 * Stable over the order of lines in the file. Covers the mapping, what counts into order sums, who joins which
 * list, how emptied values are treated, and which Brevo account each storefront writes to.
 */
export function mappingHash(store: StoreSettings): string {
  const mapping = store.customerMapping
    .map(({ path, attribute }) => [attribute, path])
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  const { allCustomers, buyers, abandonedCart } = store.lists;
  const written = [
    SHAPE,
    mapping,
    [...store.countedStatuses].sort((one, other) => one - other),
    [allCustomers ?? null, buyers ?? null, abandonedCart ?? null],
    store.consent,
    store.onCleared,
    digest(store.brevoApiKey),
    ...storefrontsOf(store),
  ];
  return digest(JSON.stringify(written)).slice(0, 32);
}

/** Where records go, and how their addresses read. Without storefronts nothing, so that the name stays what it was. */
function storefrontsOf({ storefronts, storefrontKeys = {} }: StoreSettings): readonly unknown[] {
  if (storefronts === undefined) return [];
  const lines = storefronts.map(({ channelId, lists, url }) => [
    channelId,
    [lists.allCustomers ?? null, lists.buyers ?? null, lists.abandonedCart ?? null],
    url ?? null,
    digest(storefrontKeys[String(channelId)] ?? ''),
  ]);
  return [lines];
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

// BigCommerce as one Brevo account sees it: records of other accounts are read and dropped in memory.
import type { BigCommerce } from '../bigcommerce/client';
import type { Page } from '../bigcommerce/pages';
import { placeOf, placesOf, type RoutedStorefront } from '../mapping/storefront';
import type { RunMemory } from './memory/run-memory';
import type { Places } from './memory/places';

export interface AccountView {
  readonly storefronts: readonly RoutedStorefront[];
  readonly account: string;
  readonly memory: RunMemory;
}

/** Totals stay those of the whole shop. Without storefronts every record is the only account's. */
export function asSeenBy(bigcommerce: BigCommerce, view: AccountView): BigCommerce {
  if (view.storefronts.length === 0) return bigcommerce;
  const { customers, subscribers, orders, products } = view.memory.places;
  const sold = <T extends Sold>(page: Page<T>) =>
    only(page, (one) => isSoldHere(view, products, one));
  return {
    ...bigcommerce,
    listCustomers: async (query) =>
      only(await bigcommerce.listCustomers(query), ({ id, origin_channel_id }) =>
        isOurs(view, customers, { id, channel: origin_channel_id }),
      ),
    listSubscribers: async (query) =>
      only(await bigcommerce.listSubscribers(query), ({ id, channel_id }) =>
        isOurs(view, subscribers, { id, channel: channel_id }),
      ),
    listOrders: async (query) =>
      only(await bigcommerce.listOrders(query), ({ id, channel_id }) =>
        isOurs(view, orders, { id, channel: channel_id }),
      ),
    readOrder: async (orderId) => {
      const order = await bigcommerce.readOrder(orderId);
      if (order === null) return null;
      return isOurs(view, orders, { id: order.id, channel: order.channel_id }) ? order : null;
    },
    listProducts: async (query) =>
      sold(await bigcommerce.listProducts({ ...query, channels: true })),
    listProductIds: async (query) =>
      sold(await bigcommerce.listProductIds({ ...query, channels: true })),
  };
}

const only = <T>(page: Page<T>, isKept: (record: T) => boolean): Page<T> => ({
  ...page,
  records: page.records.filter(isKept),
});

interface Channelled {
  readonly id: number;
  readonly channel: number | null | undefined;
}

function isOurs(view: AccountView, places: Places, { id, channel }: Channelled): boolean {
  const { account, storefront } = placeOf(view.storefronts, channel);
  const ours = account === view.account;
  places.note(id, { ours, storefront });
  return ours;
}

interface Sold {
  readonly id: number;
  readonly channels?: readonly number[] | undefined;
}

function isSoldHere(view: AccountView, places: Places, { id, channels = [] }: Sold): boolean {
  const here = placesOf(view.storefronts, channels).find(({ account }) => account === view.account);
  places.note(id, { ours: here !== undefined, storefront: here?.storefront ?? 0 });
  return here !== undefined;
}

// The channels of the toy shop, and a spread of its records over several of them.

import type { ShopChannel } from './catalog-records';
import type { ShopState } from './shop-state';

const mainChannel: ShopChannel = {
  id: 1,
  name: 'Sample Store',
  type: 'storefront',
  url: 'https://store.example.com',
};

/** Has no site, like every till and marketplace. */
const till: ShopChannel = { id: 9, name: 'Till', type: 'pos' };

/** Channel 1 is always there. */
export function seedChannels(ids: readonly number[] = [1, 2]): readonly ShopChannel[] {
  const others = ids
    .filter((id) => id !== mainChannel.id && id !== till.id)
    .map((id): ShopChannel => ({
      id,
      name: `Storefront ${id}`,
      type: 'storefront',
      url: `https://storefront-${id}.example.com`,
    }));
  return [mainChannel, ...others, till];
}

/**
 * One after the other: customers and guests take turns, a customer orders and subscribes where he or she came from,
 * except for every seventh order. Of the products some are sold in one channel, some in all, some in none.
 */
export function spreadOver(state: ShopState, channels: readonly number[]): void {
  const turn = (at: number): number => channels[at % channels.length] ?? mainChannel.id;
  const homes = new Map<string, number>();
  for (const [id, customer] of state.customers) {
    state.customers.set(id, { ...customer, origin_channel_id: turn(id), channel_ids: null });
    homes.set(customer.email.trim().toLowerCase(), turn(id));
  }
  for (const [id, order] of state.orders) {
    const home = state.customers.get(order.customer_id)?.origin_channel_id;
    state.orders.set(id, { ...order, channel_id: id % 7 === 0 ? turn(id) : (home ?? turn(id)) });
  }
  for (const [id, reader] of state.subscribers) {
    const home = homes.get(reader.email.trim().toLowerCase()) ?? turn(id);
    state.subscribers.set(id, { ...reader, channel_id: home });
  }
  for (const [id, product] of state.products) {
    state.products.set(id, { ...product, channels: soldIn(id, turn(id), channels) });
  }
}

function soldIn(id: number, own: number, channels: readonly number[]): readonly number[] {
  if (id % 5 === 0) return channels;
  return id % 11 === 0 ? [] : [own];
}

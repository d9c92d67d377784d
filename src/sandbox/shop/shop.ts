// The toy shop: everything in it, readable by tests, and the changes a merchant or shopper can make.

import { cartChanges } from './cart-changes';
import type { CartChanges } from './cart-changes';
import { catalogChanges } from './catalog-changes';
import type { CatalogChanges } from './catalog-changes';
import { categoryChanges } from './category-changes';
import type { CategoryChanges } from './category-changes';
import { orderChanges } from './order-changes';
import type { OrderChanges } from './order-changes';
import { peopleChanges } from './people-changes';
import type { PeopleChanges } from './people-changes';
import { seedShop } from './shop-seed';
import type { Happening, ShopState, Workshop } from './shop-state';

export interface Shop
  extends ShopState, PeopleChanges, OrderChanges, CatalogChanges, CategoryChanges, CartChanges {
  /** Told of everything that happens from now on, at once and in order. */
  listen(listener: (happening: Happening) => void): void;
}

export interface ShopOptions {
  readonly seed: number;
  /** How many of each; a list under 50 records has none of the deliberately bad ones. */
  readonly customers: number;
  readonly orders: number;
  readonly products: number;
  /** Spreads everything over these channels; without them nearly all is in channel 1. */
  readonly channels?: readonly number[];
  /** Epoch milliseconds; asked again at every change. */
  readonly now: () => number;
  /** Real milliseconds of quiet until a cart counts as left; an hour by default. */
  readonly abandonedMs?: number;
}

/** The same options at the same moment make the same shop. All seeded dates are two hours old or more. */
export function createShop(options: ShopOptions): Shop {
  const { state, random, nextPerson } = seedShop({ ...options, now: options.now() });
  const listeners: ((happening: Happening) => void)[] = [];
  const tell = (happening: Happening): void => {
    for (const listener of listeners) listener(happening);
  };
  const workshop: Workshop = { state, random, nextPerson, now: options.now, tell };
  const orders = orderChanges(workshop);
  return {
    ...state,
    ...peopleChanges(workshop),
    ...orders,
    ...cartChanges(workshop, orders, options.abandonedMs ?? 3_600_000),
    ...catalogChanges(workshop),
    ...categoryChanges(workshop),
    listen: (listener) => void listeners.push(listener),
  };
}

// Fills a new toy shop: goods first, then people, then what the people bought.

import type { ShopProduct } from './catalog-records';
import { seedBrands, seedCategories } from './catalog-seed';
import { seedChannels, spreadOver } from './channel-seed';
import type { ShopCustomer, ShopSubscriber } from './customer-records';
import { seedAttributes, seedCustomer, seedGroups } from './customer-seed';
import { lifeOf, seedTimes } from './iso-seconds';
import type { SeedTimes } from './iso-seconds';
import type { ShopCurrency } from './money';
import type { ShopBillingAddress, ShopOrder } from './order-records';
import { seedOrder } from './order-seed';
import { billingOf, inventPerson } from './people';
import type { Person } from './people';
import { childIdsPerProduct, seedProduct } from './product-seed';
import { oddCustomers, oddOrders, oddProducts } from './oddities';
import { createRandom } from './random';
import type { Random } from './random';
import type { ShopState } from './shop-state';
import { seedSubscribers } from './subscriber-seed';

export interface SeedSize {
  readonly seed: number;
  readonly customers: number;
  readonly orders: number;
  readonly products: number;
  /** Spreads everything over these channels; without them nearly all is in channel 1. */
  readonly channels?: readonly number[];
  /** Epoch milliseconds. */
  readonly now: number;
}

interface Seeding {
  readonly random: Random;
  readonly times: SeedTimes;
  readonly nextPerson: () => number;
}

const firstProductId = 77;
const firstOrderId = 101;

export function seedShop(size: SeedSize): {
  readonly state: ShopState;
  readonly random: Random;
  readonly nextPerson: () => number;
} {
  const random = createRandom(size.seed);
  const times = seedTimes(size.now);
  let people = 0;
  const nextPerson = () => (people += 1);
  const seeding: Seeding = { random, times, nextPerson };
  const categories = seedCategories();
  const brands = seedBrands();
  const ids = { categories: categories.map(({ id }) => id), brands: brands.map(({ id }) => id) };
  const products = oddProducts(seedProducts(seeding, size.products, ids));
  const persons = Array.from({ length: size.customers }, () => inventPerson(random, nextPerson()));
  const customers = oddCustomers(seedCustomers(seeding, persons), persons);
  const brandNames = new Map(brands.map(({ id, name }) => [id, name]));
  const brandName = (id: number) => brandNames.get(id) ?? '';
  const orders = seedOrders(seeding, {
    count: size.orders,
    customers,
    persons,
    products,
    brandName,
  });
  const readers = Math.ceil(size.customers * 0.05);
  const firstPerson = people + 1;
  people += readers;
  const subscribers = seedSubscribers({ random, times, customers, readers, firstPerson });
  const state: ShopState = {
    customers: byId<ShopCustomer>(customers),
    orders: byId<ShopOrder>(oddOrders(orders)),
    products: byId<ShopProduct>(products),
    subscribers: byId<ShopSubscriber>(subscribers),
    carts: new Map(),
    groups: seedGroups(times.oldest),
    attributes: seedAttributes(times.oldest),
    categories: [...categories],
    brands,
    channels: seedChannels(size.channels),
  };
  if (size.channels !== undefined) spreadOver(state, size.channels);
  return { state, random, nextPerson };
}

function byId<T extends { readonly id: number }>(records: readonly T[]): Map<number, T> {
  return new Map(records.map((record) => [record.id, record]));
}

function seedProducts(
  { random, times }: Seeding,
  count: number,
  ids: { readonly categories: readonly number[]; readonly brands: readonly number[] },
): readonly ShopProduct[] {
  return Array.from({ length: count }, (_, at) => {
    const id = firstProductId + at;
    const life = lifeOf(times, at / count, random.int(0, 300));
    return seedProduct({ random, id, firstChildId: id * childIdsPerProduct, ...ids, times: life });
  });
}

function seedCustomers(
  { random, times }: Seeding,
  persons: readonly Person[],
): readonly ShopCustomer[] {
  return persons.map((person, at) => {
    const life = lifeOf(times, at / persons.length, random.int(0, 400));
    return seedCustomer({ random, id: at + 1, person, times: life });
  });
}

interface Market {
  readonly count: number;
  readonly customers: readonly ShopCustomer[];
  readonly persons: readonly Person[];
  readonly products: readonly ShopProduct[];
  readonly brandName: (brandId: number) => string;
}

function seedOrders(seeding: Seeding, market: Market): readonly ShopOrder[] {
  const { random, times } = seeding;
  const guests = inviteGuests(seeding, market);
  return Array.from({ length: market.count }, (_, at) => {
    const { customerId, billing, channelId } = chooseBuyer(random, market, guests);
    return seedOrder({
      random,
      customerId,
      billing,
      channelId,
      id: firstOrderId + at,
      currency: chooseCurrency(random),
      statusId: chooseStatus(random),
      lineCount: random.chance(0.5) ? 1 : random.int(2, 5),
      products: market.products,
      brandName: market.brandName,
      times: lifeOf(times, at / market.count, random.int(0, 5)),
      ...(at < market.count * 0.03 ? { externalSource: 'M-MIG' } : {}),
    });
  });
}

// Fewer guests than guest orders, so some order twice; some are customers who did not sign in.
function inviteGuests(
  { random, nextPerson }: Seeding,
  market: Market,
): readonly ShopBillingAddress[] {
  return Array.from({ length: Math.ceil(market.count * 0.22) }, () => {
    const guest = inventPerson(random, nextPerson());
    const billing = billingOf(guest, random.chance(0.4) ? '' : guest.phone);
    if (market.persons.length === 0 || !random.chance(0.08)) return billing;
    const known = random.pick(market.persons);
    return billingOf(known, billing.phone === '' ? '' : known.phone);
  });
}

function chooseBuyer(
  random: Random,
  { customers, persons }: Market,
  guests: readonly ShopBillingAddress[],
): {
  readonly customerId: number;
  readonly billing: ShopBillingAddress;
  readonly channelId: number;
} {
  const at = random.int(0, customers.length - 1);
  const customer = customers[at];
  const person = persons[at];
  if (customer === undefined || person === undefined || random.chance(0.3)) {
    return { customerId: 0, billing: random.pick(guests), channelId: 1 };
  }
  const billing = billingOf(person, customer.phone);
  return { customerId: customer.id, billing, channelId: customer.origin_channel_id };
}

function chooseCurrency(random: Random): ShopCurrency {
  return random.chance(0.8) ? 'USD' : random.pick(['EUR', 'GBP', 'JPY'] as const);
}

function chooseStatus(random: Random): number {
  if (random.chance(0.05)) return 0;
  return random.chance(0.6) ? random.pick([2, 10, 11]) : random.int(1, 14);
}

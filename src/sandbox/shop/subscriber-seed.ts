// Seeds newsletter subscribers: a third of the customers and some people who only read the newsletter.

import type { ShopCustomer, ShopSubscriber } from './customer-records';
import { lifeOf } from './iso-seconds';
import type { SeedTimes } from './iso-seconds';
import { inventPerson } from './people';
import type { Random } from './random';

type Consents = ShopSubscriber['consents'];

function consentsOf(random: Random): Consents {
  if (random.chance(0.1)) return [];
  if (random.chance(0.08)) return ['abandoned_cart'];
  return random.chance(0.25)
    ? ['marketing_newsletter', 'abandoned_cart']
    : ['marketing_newsletter'];
}

export interface SubscriberSeed {
  readonly random: Random;
  readonly times: SeedTimes;
  readonly customers: Iterable<ShopCustomer>;
  /** People without an account; numbered from `firstPerson`. */
  readonly readers: number;
  readonly firstPerson: number;
}

export function seedSubscribers(seed: SubscriberSeed): readonly ShopSubscriber[] {
  const { random, times } = seed;
  const subscribers: ShopSubscriber[] = [];
  const add = (who: Pick<ShopSubscriber, 'email' | 'first_name' | 'last_name' | 'channel_id'>) => {
    subscribers.push({
      id: subscribers.length + 1,
      ...who,
      source: random.chance(0.8) ? 'storefront' : 'custom',
      order_id: null,
      consents: consentsOf(random),
      ...lifeOf(times, random.next(), random.int(0, 200)),
    });
  };
  const taken = new Set<string>();
  for (const customer of seed.customers) {
    const email = customer.email.trim().toLowerCase();
    if (!random.chance(0.35) || !/^\S+@\S+$/.test(email) || taken.has(email)) continue;
    taken.add(email);
    const { first_name, last_name, origin_channel_id } = customer;
    add({ email, first_name, last_name, channel_id: origin_channel_id });
  }
  for (let at = 0; at < seed.readers; at += 1) {
    const { email, firstName, lastName } = inventPerson(random, seed.firstPerson + at);
    add({ email, first_name: firstName, last_name: lastName, channel_id: 1 });
  }
  return subscribers;
}

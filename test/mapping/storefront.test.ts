// Ten thousand random assignments of records to channels: nothing crosses between storefronts, nothing goes nowhere.
import fc from 'fast-check';
import {
  accountsOf,
  DEFAULT_ACCOUNT,
  NO_STOREFRONT,
  placeOf,
  placesOf,
  routed,
} from '../../src/mapping/storefront';

const RUNS = { numRuns: 10_000 };
const channel = fc.integer({ min: 1, max: 8 });

/** Some channels are storefronts, some of those have a key of their own, and some of them share it. */
const shops = fc.uniqueArray(
  fc.record({
    channelId: channel,
    key: fc.constantFrom(undefined, 'one key', 'another key', 'a third key'),
  }),
  { selector: ({ channelId }) => channelId, maxLength: 6 },
);

type Shop = readonly { readonly channelId: number; readonly key: string | undefined }[];

const storefrontsOf = (shop: Shop) =>
  routed(shop, (channelId) => shop.find((one) => one.channelId === channelId)?.key);

/** The key that a record of the channel must be written with; undefined is the store's own. */
const keyOf = (shop: Shop, of: number | null | undefined): string | undefined =>
  shop.find(({ channelId }) => channelId === of)?.key;

test('a customer, an order and a subscriber are in one account: that of their channel, else the default', () => {
  fc.assert(
    fc.property(shops, fc.oneof(channel, fc.constantFrom(null, undefined)), (shop, of) => {
      const storefronts = storefrontsOf(shop);
      const { account, storefront } = placeOf(storefronts, of);

      const key = keyOf(shop, of);
      const isDefault = account === DEFAULT_ACCOUNT;
      expect(isDefault).toBe(key === undefined);
      expect(accountsOf(storefronts)).toContain(account);
      // Everybody else in this account has the same key.
      for (const other of storefronts.filter((one) => one.account === account))
        expect(keyOf(shop, other.channelId)).toBe(key);
      const isConfigured = shop.some(({ channelId }) => channelId === of);
      expect(storefront).toBe(isConfigured ? of : NO_STOREFRONT);
    }),
    RUNS,
  );
});

test('a product is in every account that sells it, in no other, and somewhere in any case', () => {
  fc.assert(
    fc.property(shops, fc.uniqueArray(channel, { maxLength: 5 }), (shop, channels) => {
      const storefronts = storefrontsOf(shop);
      const places = placesOf(storefronts, channels);

      const found = new Set(places.map(({ account }) => account));
      const keys = new Set(channels.map((one) => keyOf(shop, one)));
      expect(found.size).toBe(Math.max(1, keys.size));
      expect(found.has(DEFAULT_ACCOUNT)).toBe(keys.size === 0 || keys.has(undefined));
      for (const { account, storefront } of places) {
        if (storefront === NO_STOREFRONT) expect(account).toBe(DEFAULT_ACCOUNT);
        else expect(channels).toContain(storefront);
        const sold = storefronts.filter((one) => one.account === account);
        const isSoldHere = sold.some(({ channelId }) => channels.includes(channelId));
        expect(isSoldHere || account === DEFAULT_ACCOUNT).toBe(true);
      }
    }),
    RUNS,
  );
});

test('accounts are named after their first storefront, the default comes first, and no key is told', () => {
  const storefronts = storefrontsOf([
    { channelId: 3, key: 'one key' },
    { channelId: 2, key: undefined },
    { channelId: 5, key: 'one key' },
  ]);

  expect(storefronts).toEqual([
    { channelId: 3, account: 'channel-3' },
    { channelId: 2, account: 'default' },
    { channelId: 5, account: 'channel-3' },
  ]);
  expect(accountsOf(storefronts)).toEqual(['default', 'channel-3']);
  expect(accountsOf([])).toEqual(['default']);
});

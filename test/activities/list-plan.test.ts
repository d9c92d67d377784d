// Which lists take whose people, for any storefronts a merchant may write down.
import fc from 'fast-check';
import { accountPlans } from '../../src/activities/account-plans';
import { listsToJoin } from '../../src/activities/list-plan';
import { storeSection } from '../../src/config/schema';
import { storeSettings } from '../../src/config/store-settings';

const IDENTITY = { store_hash: 'abc123', access_token: 'token', brevo_api_key: 'key' };

interface Written {
  readonly channel_id: number;
  readonly lists?: { readonly all_customers?: number; readonly buyers?: number };
}

const settingsWith = (
  storefronts: readonly Written[],
  keys: Readonly<Record<string, string>> = {},
) =>
  storeSettings(
    'main',
    { ...IDENTITY, storefront_keys: keys },
    storeSection.parse({ lists: { all_customers: 40, buyers: 41 }, storefronts }),
  );

const ORDERS = { resources: ['customers', 'orders'] } as const;

test('people of each storefront join exactly one list of a role: its own, else the default', () => {
  const written = fc.uniqueArray(
    fc.record({
      channel_id: fc.integer({ min: 1, max: 9 }),
      own: fc.constantFrom(undefined, 50, 51, 52),
    }),
    { selector: ({ channel_id }) => channel_id, minLength: 1 },
  );
  fc.assert(
    fc.property(written, (lines) => {
      const settings = settingsWith(
        lines.map(({ channel_id, own }) =>
          own === undefined ? { channel_id } : { channel_id, lists: { all_customers: own } },
        ),
      );
      const lists = listsToJoin(settings, ORDERS);

      const takers = (channel: number) =>
        lists
          .filter(
            ({ role, storefronts }) => role === 'all_customers' && storefronts?.includes(channel),
          )
          .map(({ listId }) => listId);
      expect(takers(0)).toEqual([40]);
      for (const { channel_id, own } of lines) expect(takers(channel_id)).toEqual([own ?? 40]);
      const buyers = lists.filter(({ role }) => role === 'buyers');
      expect(buyers).toHaveLength(1);
      expect(buyers[0]?.storefronts).toHaveLength(lines.length + 1);
    }),
  );
});

test('without storefronts a list takes everybody, and says nothing of storefronts', () => {
  const settings = storeSettings('main', IDENTITY, { lists: { all_customers: 40 } });

  expect(listsToJoin(settings, ORDERS)).toEqual([{ listId: 40, role: 'all_customers' }]);
});

test('a storefront with another account takes no list of the store, and its shop is its own', () => {
  const settings = settingsWith([{ channel_id: 2, lists: { buyers: 7 } }, { channel_id: 3 }], {
    2: 'another key',
  });
  const urls = new Map([
    [2, 'https://two.example.com'],
    [3, 'https://three.example.com'],
  ]);

  const { accounts } = accountPlans(settings, {
    ...ORDERS,
    shopUrl: 'https://shop.example.com',
    urls,
  });

  expect(accounts).toEqual([
    {
      account: 'default',
      lists: [
        { listId: 40, role: 'all_customers', storefronts: [0, 3] },
        { listId: 41, role: 'buyers', storefronts: [0, 3] },
      ],
      shopUrl: 'https://shop.example.com',
      storefronts: [{ channelId: 3, url: 'https://three.example.com' }],
    },
    {
      account: 'channel-2',
      lists: [{ listId: 7, role: 'buyers', storefronts: [2] }],
      shopUrl: 'https://two.example.com',
      storefronts: [{ channelId: 2, url: 'https://two.example.com' }],
    },
  ]);
});

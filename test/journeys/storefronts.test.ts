// Two storefronts that share one Brevo account: each has its lists and its addresses, and nothing else differs.
import { contactDifferences, listDifferences } from '../support/oracle-contacts';
import { catalogDifferences } from '../support/oracle-catalog';
import { orderDifferences } from '../support/oracle-orders';
import { buyerOf } from '../support/oracle-people';
import { openStage, type Stage } from '../support/stage';
import { seenBy } from '../support/storefront-views';

const OUTLET = { allCustomers: 50, buyers: 51 };

describe('a store with a second storefront in the same Brevo account', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage({
      sandbox: {
        channels: [1, 2],
        brevo: {
          lists: [
            { id: 40, name: 'All customers' },
            { id: 41, name: 'Buyers' },
            { id: 42, name: 'Abandoned carts' },
            { id: 50, name: 'Outlet' },
            { id: 51, name: 'Outlet buyers' },
          ],
        },
      },
      connector: `    lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 }
    storefronts:
      - { channel_id: 2, lists: { all_customers: 50, buyers: 51 } }`,
    });
  });
  afterAll(async () => {
    await stage.close();
  });

  const ofChannel = (own: number) =>
    seenBy(stage.sandbox, {
      isOwn: (channel) => channel === own,
      isDefault: own === 1,
      sharesPeople: true,
      // Whoever has said no has said it to all of them.
      keepsSubscriber: ({ consents }) => !consents.includes('marketing_newsletter'),
    });

  const wrong = () => [
    ...contactDifferences(stage.sandbox),
    ...orderDifferences(stage.sandbox),
    ...catalogDifferences(stage.sandbox),
    ...listDifferences(ofChannel(1)),
    ...listDifferences(ofChannel(2), OUTLET),
  ];

  test('puts people on the lists of the storefronts where they agreed, and writes nothing a second time', async () => {
    await stage.sync();
    const { state } = stage.sandbox.brevo;
    expect(wrong()).toEqual([]);
    for (const list of [40, 41, 50, 51]) expect(state.lists.get(list)?.members.size).not.toBe(0);

    const writes = stage.sandbox.brevo.writes().length;
    await stage.sync();

    expect(wrong()).toEqual([]);
    expect(stage.sandbox.brevo.writes()).toHaveLength(writes);
  });

  test('shows each product where it is sold: in the main shop, or in the storefront alone', () => {
    const { shop, brevo, storeHash } = stage.sandbox;
    const addressed = [...shop.products.values()].map(({ id, channels, custom_url }) => {
      const isOutletOnly = channels.join() === '2';
      const site = isOutletOnly ? 'https://storefront-2.example.com' : 'https://store.example.com';
      return [`${storeHash}-${id}`, `${site}${custom_url.url}`] as const;
    });

    const shown = addressed.map(([id]) => [id, brevo.state.products.get(id)?.url] as const);

    expect(shown).toEqual(addressed);
    expect(new Set(addressed.map(([, url]) => new URL(url).host)).size).toBe(2);
  });

  test('carries a new consent, and one that was taken back, to the right list', async () => {
    const { shop, brevo } = stage.sandbox;
    const newcomer = shop.addSubscriber({ channel_id: 2 });
    const member = [...shop.subscribers.values()].find(
      ({ email, consents, channel_id }) =>
        channel_id === 2 &&
        consents.includes('marketing_newsletter') &&
        brevo.state.contactByEmail(email.trim().toLowerCase())?.listIds.has(50) === true,
    );
    if (member === undefined) throw new Error('Nobody reads the outlet.');
    shop.editSubscriber(member.id, { consents: [] });

    await stage.sync({ type: 'incremental' });

    const now = (email: string) => [...(brevo.state.contactByEmail(email)?.listIds ?? [])];
    expect(now(newcomer.email)).toContain(50);
    expect(now(newcomer.email)).not.toContain(40);
    expect(now(member.email.trim().toLowerCase())).not.toContain(50);
    expect(wrong()).toEqual([]);
  });
});

describe('a store whose merchant answers for the consent of all', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage({
      sandbox: {
        channels: [1, 2],
        brevo: { lists: [40, 41, 42, 50].map((id) => ({ id, name: `List ${id}` })) },
      },
      connector: `    lists: { all_customers: 40 }
    consent: all
    storefronts:
      - { channel_id: 2, lists: { all_customers: 50 } }`,
    });
    await stage.sync();
  });
  afterAll(async () => {
    await stage.close();
  });

  test('puts everybody on the lists of the storefronts where they have been, and on no other', () => {
    const { shop, brevo } = stage.sandbox;
    const been = new Map<string, Set<number>>();
    const note = (email: string, channel: number) => {
      const address = email.trim().toLowerCase();
      been.set(address, (been.get(address) ?? new Set()).add(channel === 2 ? 50 : 40));
    };
    for (const { email, origin_channel_id } of shop.customers.values())
      note(email, origin_channel_id);
    for (const { email, channel_id } of shop.subscribers.values()) note(email, channel_id);
    for (const order of shop.orders.values())
      note(buyerOf(stage.sandbox, order) ?? '', order.channel_id);

    const crossed = [...brevo.state.contacts.values()].flatMap(({ id, email = '', listIds }) =>
      [40, 50]
        .filter((list) => listIds.has(list) && been.get(email)?.has(list) !== true)
        .map((list) => `contact ${id} was never in the storefront of list ${list}`),
    );
    expect(crossed).toEqual([]);
    const onlyOutlet = [...shop.customers.values()].filter(({ email, origin_channel_id }) => {
      const { size = 0 } = been.get(email.trim().toLowerCase()) ?? {};
      return origin_channel_id === 2 && size === 1;
    });
    const joined = onlyOutlet.filter(
      ({ id }) => brevo.state.contactByExtId(`abc123-${id}`)?.listIds.has(50) === true,
    );
    expect(joined.length).toBeGreaterThan(5);
  });
});

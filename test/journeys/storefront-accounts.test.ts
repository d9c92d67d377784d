// Two storefronts with a Brevo account each: nothing of the one is in the other, and nothing is lost.
import { randomUUID } from 'node:crypto';
import type { FullSyncResult } from '../../src/contracts/sync-progress';
import { differences } from '../support/oracle';
import { openStage, type Stage } from '../support/stage';
import { seenBy } from '../support/storefront-views';

const OUTLET_KEY = `xkeysib-${randomUUID()}`;
const LISTS = [
  { id: 40, name: 'All customers' },
  { id: 41, name: 'Buyers' },
  { id: 42, name: 'Abandoned carts' },
];

describe('a store whose second storefront has a Brevo account of its own', () => {
  let stage: Stage;
  let first: FullSyncResult;

  beforeAll(async () => {
    stage = await openStage({
      sandbox: {
        channels: [1, 2],
        brevo: {
          apiKey: `xkeysib-${randomUUID()}`,
          neighbours: [{ apiKey: OUTLET_KEY, organization: 'outlet', lists: LISTS }],
        },
      },
      connector: `    lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 }
    storefronts:
      - { channel_id: 2, lists: { all_customers: 40, buyers: 41 }, brevo_api_key_env: OUTLET_KEY }`,
      env: { OUTLET_KEY },
    });
    first = await stage.sync();
  });
  afterAll(async () => {
    await stage.close();
  });

  const outlet = () => {
    const [neighbour] = stage.sandbox.brevo.neighbours;
    if (neighbour === undefined) throw new Error('There is one account alone.');
    return neighbour;
  };
  const seenByMain = () =>
    seenBy(stage.sandbox, { isOwn: (channel) => channel !== 2, isDefault: true });
  const seenByOutlet = () =>
    seenBy(stage.sandbox, {
      brevo: outlet(),
      isOwn: (channel) => channel === 2,
      isDefault: false,
    });
  const wrong = () => [
    ...differences(seenByMain()).map((one) => `main: ${one}`),
    ...differences(seenByOutlet()).map((one) => `outlet: ${one}`),
  ];
  const writes = () => [stage.sandbox.brevo.writes().length, outlet().writes().length];

  test('gives each account the people, orders and products of its own channels alone', () => {
    expect(wrong()).toEqual([]);
    const main = stage.sandbox.brevo.state;
    const shopOrders = [...stage.sandbox.shop.orders.values()];
    for (const { id, channel_id } of shopOrders) {
      const there = [main, outlet().state].map(({ orders }) => orders.has(`abc123-${id}`));
      expect(there[channel_id === 2 ? 0 : 1]).toBe(false);
    }
    expect(outlet().state.lists.get(40)?.members.size).not.toBe(0);
    expect(first.phases.map(({ account }) => account)).toContain('channel-2');
    expect(first.summary).toMatch(/customers \(default\) written/);
  });

  test('writes nothing to either account when nothing has changed', async () => {
    const before = writes();

    await stage.sync();

    expect(writes()).toEqual(before);
    expect(wrong()).toEqual([]);
  });

  test('carries what changes to the account it belongs to', async () => {
    const { shop } = stage.sandbox;
    const customers = [...shop.customers.values()];
    const bought = shop.addOrder({ channel_id: 2 });
    const newcomer = shop.addCustomer({ origin_channel_id: 2 });
    const renamed = customers.find(
      ({ id }) => outlet().state.contactByExtId(`abc123-${id}`) !== undefined,
    );
    if (renamed === undefined) throw new Error('Nobody is a customer of the outlet.');
    shop.editCustomer(renamed.id, { first_name: 'Somebody' });
    const mainBefore = stage.sandbox.brevo.writes().length;

    await stage.sync({ type: 'incremental' });

    const { state } = outlet();
    expect(state.orders.has(`abc123-${bought.id}`)).toBe(true);
    expect(state.contactByExtId(`abc123-${newcomer.id}`)).toBeDefined();
    expect(state.contactByExtId(`abc123-${renamed.id}`)?.attributes.get('FIRSTNAME')).toBe(
      'Somebody',
    );
    expect(stage.sandbox.brevo.writes()).toHaveLength(mainBefore);
    expect(wrong()).toEqual([]);
  });

  test('removes what is gone from the account that had it, and from no other', async () => {
    const { shop } = stage.sandbox;
    const sold = [...shop.products.values()].find(
      ({ channels, is_visible, availability }) =>
        channels.join() === '2' && is_visible && availability === 'available',
    );
    const listed = [...shop.customers.values()].find(
      ({ id, origin_channel_id }) =>
        origin_channel_id === 2 &&
        outlet().state.contactByExtId(`abc123-${id}`)?.listIds.has(40) === true,
    );
    if (sold === undefined || listed === undefined)
      throw new Error('The toy shop lacks what this test is about.');
    shop.deleteProduct(sold.id);
    shop.deleteCustomer(listed.id);
    const mainBefore = stage.sandbox.brevo.writes().length;

    await stage.sync();

    expect(outlet().state.products.get(`abc123-${sold.id}`)?.isDeleted).toBe(true);
    expect(outlet().state.contactByExtId(`abc123-${listed.id}`)?.listIds.has(40)).toBe(false);
    expect(stage.sandbox.brevo.writes()).toHaveLength(mainBefore);
    expect(wrong()).toEqual([]);
  });

  test('takes a product to another account when it is sold in another channel', async () => {
    const { shop, brevo } = stage.sandbox;
    const moved = [...shop.products.values()].find(
      ({ channels, is_visible, availability }) =>
        channels.join() === '1' && is_visible && availability === 'available',
    );
    if (moved === undefined) throw new Error('The toy shop lacks what this test is about.');
    shop.editProduct(moved.id, { channels: [2] });

    await stage.sync();

    expect(brevo.state.products.get(`abc123-${moved.id}`)?.isDeleted).toBe(true);
    expect(outlet().state.products.get(`abc123-${moved.id}`)?.isDeleted).toBe(false);
    expect(wrong()).toEqual([]);
  });
});

// Live changes of a store with two storefronts: each reaches the lists, the address and the Brevo account of its own.
import { randomUUID } from 'node:crypto';
import { catalogDifferences } from '../support/oracle-catalog';
import { contactDifferences, listDifferences } from '../support/oracle-contacts';
import { openStage, type Stage } from '../support/stage';
import { seenBy } from '../support/storefront-views';
import { happened } from './changes';

/** So few that none is odd on purpose: nothing is rejected. */
const CLEAN = { customers: 40, orders: 40, products: 20, channels: [1, 2] };

let stage: Stage;

const customers = (hint: Parameters<typeof happened>[1]['hint']) =>
  happened(stage, { kind: 'customers', hint });
const products = (hint: Parameters<typeof happened>[1]['hint']) =>
  happened(stage, { kind: 'products', hint });

const reads = (path: RegExp): number =>
  stage.sandbox.bigcommerce.ledger.count((entry) => path.test(entry.path));

function soldOnlyIn(channel: number) {
  const found = [...stage.sandbox.shop.products.values()].find(
    ({ channels, is_visible, availability }) =>
      channels.join() === String(channel) && is_visible && availability === 'available',
  );
  if (found === undefined) throw new Error(`Nothing is sold in channel ${channel} alone.`);
  return found;
}

function signedUpIn(channel: number) {
  const found = [...stage.sandbox.shop.customers.values()].find(
    ({ origin_channel_id }) => origin_channel_id === channel,
  );
  if (found === undefined) throw new Error(`Nobody signed up in channel ${channel}.`);
  return found;
}

describe('in one Brevo account', () => {
  beforeAll(async () => {
    stage = await openStage({
      sandbox: {
        ...CLEAN,
        brevo: { lists: [40, 41, 50, 51].map((id) => ({ id, name: `List ${id}` })) },
      },
      connector: `    lists: { all_customers: 40, buyers: 41 }
    storefronts:
      - { channel_id: 2, lists: { all_customers: 50, buyers: 51 } }`,
    });
    await stage.sync();
    expect(wrong()).toEqual([]);
  }, 120_000);
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
    ...catalogDifferences(stage.sandbox),
    ...listDifferences(ofChannel(1)),
    ...listDifferences(ofChannel(2), { allCustomers: 50, buyers: 51 }),
  ];
  const listsOf = (email: string) => [
    ...(stage.sandbox.brevo.state.contactByEmail(email.trim().toLowerCase())?.listIds ?? []),
  ];

  test('a consent joins the lists of the storefront where it was given, and leaves them when it is taken back', async () => {
    const { shop } = stage.sandbox;
    const newcomer = shop.addCustomer({ origin_channel_id: 2 });
    const reader = shop.addSubscriber({ email: newcomer.email, channel_id: 2 });
    const guest = shop.addOrder({ channel_id: 2, is_email_opt_in: true });

    await customers({ changed: [newcomer.id], subscribers: [reader.id], orders: [guest.id] });

    expect(listsOf(newcomer.email)).toContain(50);
    expect(listsOf(newcomer.email)).not.toContain(40);
    expect(listsOf(guest.billing_address.email)).toEqual(expect.arrayContaining([50, 51]));
    expect(listsOf(guest.billing_address.email)).not.toContain(41);
    expect(wrong()).toEqual([]);

    shop.editSubscriber(reader.id, { consents: [] });
    await customers({ subscribers: [reader.id] });

    expect(listsOf(newcomer.email)).not.toContain(50);
    expect(wrong()).toEqual([]);
  });

  test('a product is shown where it is sold, and moves with its channel', async () => {
    const { shop, brevo, storeHash } = stage.sandbox;
    const { id } = soldOnlyIn(2);
    const host = () => new URL(brevo.state.products.get(`${storeHash}-${id}`)?.url ?? '').host;

    shop.editProduct(id, { name: 'Renamed' });
    await products({ changed: [id] });

    expect(brevo.state.products.get(`${storeHash}-${id}`)?.name).toBe('Renamed');
    expect(host()).toBe('storefront-2.example.com');

    shop.editProduct(id, { channels: [1] });
    await products({ changed: [id] });

    expect(host()).toBe('store.example.com');
    expect(wrong()).toEqual([]);
  });

  test('whoever has not changed costs one read and no write', async () => {
    const { shop, brevo, bigcommerce } = stage.sandbox;
    const before = brevo.writes().length;
    bigcommerce.ledger.clear();

    const result = await customers({ changed: [...shop.customers.keys()] });

    expect(result).toMatchObject({ read: shop.customers.size, unchanged: shop.customers.size });
    expect(reads(/v3\/customers\?.*id:in/)).toBe(1);
    expect(brevo.writes()).toHaveLength(before);
  });
});

describe('in two Brevo accounts', () => {
  const OUTLET_KEY = `xkeysib-${randomUUID()}`;

  beforeAll(async () => {
    stage = await openStage({
      sandbox: {
        ...CLEAN,
        brevo: {
          neighbours: [
            {
              apiKey: OUTLET_KEY,
              organization: 'outlet',
              lists: [40, 41].map((id) => ({ id, name: `List ${id}` })),
            },
          ],
        },
      },
      connector: `    lists: { all_customers: 40, buyers: 41 }
    webhooks:
      - { scope: "store/customer/updated", destination: "shop_customer_changed" }
    storefronts:
      - { channel_id: 2, lists: { all_customers: 40, buyers: 41 }, brevo_api_key_env: OUTLET_KEY }`,
      env: { OUTLET_KEY },
    });
    await stage.sync();
    expect(wrong()).toEqual([]);
  }, 120_000);
  afterAll(async () => {
    await stage.close();
  });

  const outlet = () => {
    const [neighbour] = stage.sandbox.brevo.neighbours;
    if (neighbour === undefined) throw new Error('There is one account alone.');
    return neighbour;
  };
  const wrong = () => {
    const main = seenBy(stage.sandbox, { isOwn: (channel) => channel !== 2, isDefault: true });
    const other = seenBy(stage.sandbox, {
      brevo: outlet(),
      isOwn: (channel) => channel === 2,
      isDefault: false,
    });
    return [
      ...[...contactDifferences(main), ...catalogDifferences(main)].map((one) => `main: ${one}`),
      ...[...contactDifferences(other), ...catalogDifferences(other)].map(
        (one) => `outlet: ${one}`,
      ),
    ];
  };
  const writes = () => [stage.sandbox.brevo.writes().length, outlet().writes().length];
  const ext = (id: number) => `${stage.sandbox.storeHash}-${id}`;

  test('a customer is written to the account of the storefront that has him, and only that one hears of it', async () => {
    const { shop, brevo } = stage.sandbox;
    const { id } = signedUpIn(2);
    shop.editCustomer(id, { first_name: 'Outlet' });
    const [before] = writes();

    const result = await customers({ changed: [id] });

    expect(result).toMatchObject({ read: 1, written: 1, removed: 0, eventsSent: 1 });
    expect(outlet().state.contactByExtId(ext(id))?.attributes.get('FIRSTNAME')).toBe('Outlet');
    expect(outlet().state.events.map(({ name }) => name)).toEqual(['shop_customer_changed']);
    expect(brevo.state.events).toEqual([]);
    expect(brevo.state.contactByExtId(ext(id))).toBeUndefined();
    expect(writes()[0]).toBe(before);
    expect(wrong()).toEqual([]);
  });

  test('customers of both are each written once', async () => {
    const { shop, brevo } = stage.sandbox;
    const here = shop.addCustomer({ origin_channel_id: 1 });
    const there = shop.addCustomer({ origin_channel_id: 2 });

    const result = await customers({ changed: [here.id, there.id] });

    expect(result).toMatchObject({ read: 2, written: 2, rejected: [] });
    expect(brevo.state.contactByExtId(ext(here.id))).toBeDefined();
    expect(brevo.state.contactByExtId(ext(there.id))).toBeUndefined();
    expect(outlet().state.contactByExtId(ext(there.id))).toBeDefined();
    expect(outlet().state.contactByExtId(ext(here.id))).toBeUndefined();
    expect(wrong()).toEqual([]);
  });

  test('a guest and a reader become contacts of their own account; each order is read once', async () => {
    const { shop, bigcommerce } = stage.sandbox;
    const guest = shop.addOrder({ channel_id: 2, is_email_opt_in: true });
    const reader = shop.addSubscriber({ channel_id: 2 });
    const gone = shop.addSubscriber({ channel_id: 1 });
    shop.deleteSubscriber(gone.id);
    const [before] = writes();
    bigcommerce.ledger.clear();

    const result = await customers({ orders: [guest.id], subscribers: [reader.id, gone.id] });

    const { state } = outlet();
    for (const email of [guest.billing_address.email, reader.email])
      expect(state.contactByEmail(email)?.listIds.has(40)).toBe(true);
    expect(result.skipped).toEqual([
      { reason: 'subscription is gone', count: 1, ids: [`subscriber:${gone.id}`] },
    ]);
    expect(result.joined).toBe(2);
    expect(reads(new RegExp(`/v2/orders/${guest.id}\\b`))).toBe(1);
    expect(writes()[0]).toBe(before);
    expect(wrong()).toEqual([]);
  });

  test('a product is written to the account that sells it', async () => {
    const { shop, brevo } = stage.sandbox;
    const { id } = soldOnlyIn(2);
    shop.editProduct(id, { name: 'Renamed' });
    const [before] = writes();

    const result = await products({ changed: [id] });

    expect(result).toMatchObject({ read: 1, written: 1, removed: 0 });
    const row = outlet().state.products.get(ext(id));
    expect(row?.name).toBe('Renamed');
    expect(new URL(row?.url ?? '').host).toBe('storefront-2.example.com');
    expect(brevo.state.products.get(ext(id))).toBeUndefined();
    expect(writes()[0]).toBe(before);
    expect(wrong()).toEqual([]);
  });

  test('what is gone leaves the account that had it', async () => {
    const { shop } = stage.sandbox;
    const listed = [...shop.customers.values()].find(
      ({ id }) => outlet().state.contactByExtId(ext(id))?.listIds.has(40) === true,
    );
    if (listed === undefined) throw new Error('Nobody is on a list of the outlet.');
    const sold = soldOnlyIn(2);
    const [before] = writes();
    shop.deleteCustomer(listed.id);
    shop.deleteProduct(sold.id);

    const left = await customers({ deleted: [listed.id] });
    const sorted = await products({ changed: [sold.id] });

    expect([left.removed, sorted.removed]).toEqual([1, 1]);
    expect(outlet().state.contactByExtId(ext(listed.id))?.listIds.has(40)).toBe(false);
    expect(outlet().state.products.get(ext(sold.id))?.isDeleted).toBe(true);
    expect(writes()[0]).toBe(before);
    expect(wrong()).toEqual([]);
  });

  test('nothing that has not changed is written to either', async () => {
    const { shop } = stage.sandbox;
    const before = writes();

    const people = await customers({ changed: [...shop.customers.keys()] });
    await products({ changed: [...shop.products.keys()], categories: [1] });

    expect(people).toMatchObject({ read: shop.customers.size, unchanged: shop.customers.size });
    expect(writes()).toEqual(before);
  });
});

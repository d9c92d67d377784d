// Each kind of change in a shop, signalled as webhooks do it, is in Brevo once live changes are quiet.
import { openStage, sideNamespace, type Stage } from '../support/stage';
import { happened, say, wrong } from './changes';

let stage: Stage;

/** So few that none is odd on purpose: nothing is rejected. */
const CLEAN = { customers: 40, orders: 40, products: 20 };

beforeAll(async () => {
  stage = await openStage({ namespace: sideNamespace(1), sandbox: CLEAN });
  await stage.sync();
  expect(wrong(stage.sandbox)).toEqual([]);
}, 120_000);

afterAll(async () => {
  await stage.close();
});

const last = <T>(records: ReadonlyMap<number, T>): T => {
  const found = [...records.values()].at(-1);
  if (found === undefined) throw new Error('The shop is empty.');
  return found;
};

const reads = (path: RegExp): number =>
  stage.sandbox.bigcommerce.ledger.count((entry) => path.test(entry.path));

const customers = (hint: Parameters<typeof say>[1]['hint']) =>
  happened(stage, { kind: 'customers', hint });
const products = (hint: Parameters<typeof say>[1]['hint']) =>
  happened(stage, { kind: 'products', hint });

describe('customers', () => {
  test('who did not change cost one read and no write', async () => {
    const { shop, brevo, bigcommerce } = stage.sandbox;
    bigcommerce.ledger.clear();
    const writes = brevo.writes().length;

    const result = await customers({ changed: [...shop.customers.keys()] });

    expect(result).toMatchObject({ read: shop.customers.size, unchanged: shop.customers.size });
    expect(result).toMatchObject({ written: 0, windows: 1 });
    expect(reads(/v3\/customers\?.*id:in/)).toBe(1);
    expect(brevo.writes().length).toBe(writes);
    expect(brevo.ledger.count(({ path }) => path.startsWith('/v3/contacts?'))).toBeGreaterThan(0);
  });

  test('are made, edited and get an address', async () => {
    const { shop } = stage.sandbox;
    const edited = last(shop.customers);
    shop.editCustomer(edited.id, { first_name: 'Edited', company: 'New Ltd' });
    const made = shop.addCustomer();
    const other = [...shop.customers.keys()][3] ?? 0;
    const before = shop.customers.get(other);
    shop.editCustomer(other, {
      addresses: (before?.addresses ?? []).map((address) => ({ ...address, city: 'Elsewhere' })),
    });

    const result = await customers({ changed: [edited.id, made.id, made.id, other] });

    expect(result).toMatchObject({ read: 3, written: 3 });
    expect(wrong(stage.sandbox)).toEqual([]);
  });

  test('who are new bring the orders of their time as a guest', async () => {
    const { shop } = stage.sandbox;
    const guest = shop.addOrder({ is_email_opt_in: true });
    await customers({ orders: [guest.id] });
    expect(wrong(stage.sandbox)).toEqual([]);
    const { email } = guest.billing_address;
    const made = shop.addCustomer({ email });

    await customers({ changed: [made.id] });

    expect(wrong(stage.sandbox)).toEqual([]);
    expect(stage.sandbox.brevo.state.contactByEmail(email)?.extId).toBe(`abc123-${made.id}`);
  });

  test('move to another address with their contact, and nobody is subscribed again', async () => {
    const { shop, brevo } = stage.sandbox;
    const mover = shop.addCustomer();
    await customers({ changed: [mover.id] });
    const contact = brevo.state.contactByEmail(mover.email);
    brevo.state.blocklist(mover.email);
    const contacts = brevo.state.contacts.size;

    shop.editCustomer(mover.id, { email: 'moved@post.example' });
    await customers({ changed: [mover.id] });

    const after = brevo.state.contactByEmail('moved@post.example');
    expect(after).toMatchObject({ id: contact?.id, emailBlacklisted: true });
    expect(brevo.state.contacts.size).toBe(contacts);
    expect(brevo.state.resubscribed).toEqual([]);
    expect(wrong(stage.sandbox)).toEqual([]);
  });

  test('who share an address are two people once the first one moves', async () => {
    const { shop } = stage.sandbox;
    const first = shop.addCustomer();
    const twin = shop.addCustomer({ email: first.email.toUpperCase() });
    await customers({ changed: [twin.id, first.id] });
    expect(wrong(stage.sandbox)).toEqual([]);

    shop.editCustomer(first.id, { email: 'first@post.example' });
    await customers({ changed: [first.id] });

    expect(wrong(stage.sandbox)).toEqual([]);
    expect(stage.sandbox.brevo.state.contactByEmail(first.email)?.extId).toBe(`abc123-${twin.id}`);
  });

  test('who are deleted leave the lists; a twin takes over', async () => {
    const { shop, brevo } = stage.sandbox;
    const first = shop.addCustomer();
    const twin = shop.addCustomer({ email: first.email });
    const third = shop.addCustomer({ email: first.email });
    const reader = shop.addCustomer();
    const said = shop.addSubscriber({ email: reader.email });
    await customers({ changed: [third.id, first.id, twin.id, reader.id], subscribers: [said.id] });
    expect(brevo.state.contactByEmail(reader.email)?.listIds.has(40)).toBe(true);

    shop.deleteCustomer(first.id);
    shop.deleteCustomer(reader.id);
    const result = await customers({ deleted: [first.id], changed: [reader.id, 99_999] });

    expect(result.removed).toBe(2);
    expect(brevo.state.contactByEmail(first.email)?.extId).toBe(`abc123-${twin.id}`);
    expect(brevo.state.contactByEmail(reader.email)?.listIds.has(40)).toBe(false);
    expect(wrong(stage.sandbox)).toEqual([]);
  });

  test('who were made and deleted before anybody looked leave nothing', async () => {
    const { shop, brevo } = stage.sandbox;
    const made = shop.addCustomer();
    const writes = brevo.writes().length;
    shop.deleteCustomer(made.id);

    await customers({ deleted: [made.id], changed: [made.id] });

    expect(brevo.writes().length).toBe(writes);
  });
});

describe('orders and subscriptions', () => {
  test('change the sums and lists of their people', async () => {
    const { shop } = stage.sandbox;
    const buyer = last(shop.customers);
    const own = shop.addOrder({ customer_id: buyer.id, is_email_opt_in: true });
    const guest = shop.addOrder({ is_email_opt_in: true });

    await customers({ orders: [own.id, guest.id, 88_888] });
    expect(wrong(stage.sandbox)).toEqual([]);

    shop.editOrder(own.id, { status_id: 4 });
    shop.archiveOrder(guest.id);
    await customers({ orders: [guest.id, own.id, own.id] });

    const { state } = stage.sandbox.brevo;
    expect(state.contactByEmail(guest.billing_address.email)?.attributes.get('ORDER_COUNT')).toBe(
      0,
    );
    expect(state.automationsStarted).toBe(0);
  });

  test('a reader joins, takes the word back and leaves for good', async () => {
    const { shop, brevo } = stage.sandbox;
    const reader = shop.addSubscriber();
    await customers({ subscribers: [reader.id] });
    const contact = brevo.state.contactByEmail(reader.email);
    expect(contact?.listIds.has(40)).toBe(true);

    shop.editSubscriber(reader.id, { consents: [] });
    await customers({ subscribers: [reader.id] });
    expect(brevo.state.contactByEmail(reader.email)?.listIds.has(40)).toBe(false);

    shop.deleteSubscriber(reader.id);
    const result = await customers({ subscribers: [reader.id] });
    expect(result.skipped).toMatchObject([{ reason: 'subscription is gone', count: 1 }]);
    expect(wrong(stage.sandbox)).toEqual([]);
  });
});

describe('products', () => {
  test('that did not change cost one read and no write', async () => {
    const { shop, brevo, bigcommerce } = stage.sandbox;
    bigcommerce.ledger.clear();
    const writes = brevo.writes().length;

    const result = await products({ changed: [...shop.products.keys()] });

    expect(result).toMatchObject({ read: shop.products.size, unchanged: shop.products.size });
    expect(reads(/catalog\/products\?.*id:in/)).toBe(1);
    expect(brevo.writes().length).toBe(writes);
  });

  test('are made, edited, sold out and back in stock', async () => {
    const { shop } = stage.sandbox;
    const made = shop.addProduct({ inventory_tracking: 'product', inventory_level: 0 });
    const edited = last(shop.products);
    shop.editProduct(edited.id, { price: 12.34 });
    await products({ changed: [made.id, edited.id] });
    expect(wrong(stage.sandbox)).toEqual([]);

    shop.editProduct(made.id, { inventory_level: 5 });
    await products({ changed: [made.id] });

    expect(stage.sandbox.brevo.state.products.get(`abc123-${made.id}`)?.stock).toBe(5);
    expect(wrong(stage.sandbox)).toEqual([]);
  });

  test('lose a variant, and go with all of them', async () => {
    const { shop } = stage.sandbox;
    const many = [...shop.products.values()].find(
      ({ variants }) => variants.filter(({ option_values }) => option_values.length > 0).length > 1,
    );
    if (many === undefined) throw new Error('The shop has no product with options.');
    shop.editProduct(many.id, { variants: many.variants.slice(1) });
    await products({ changed: [many.id] });
    expect(wrong(stage.sandbox)).toEqual([]);

    shop.deleteProduct(many.id);
    const result = await products({ deleted: [many.id, 77_777] });

    expect(result.removed).toBe(1);
    expect(wrong(stage.sandbox)).toEqual([]);
  });
});

test('hints that come twice, late and in the wrong order end in the same truth', async () => {
  const { shop } = stage.sandbox;
  const made = shop.addCustomer();
  const first = await say(stage, { kind: 'customers', hint: { deleted: [made.id] } });
  await say(stage, { kind: 'customers', hint: { changed: [made.id] } });
  shop.editCustomer(made.id, { last_name: 'Later' });
  await say(stage, { kind: 'customers', hint: { changed: [made.id], deleted: [made.id] } });
  await first.result();
  shop.editCustomer(made.id, { last_name: 'Last' });
  await customers({ changed: [made.id, made.id] });
  await customers({ changed: [made.id] });

  expect(wrong(stage.sandbox)).toEqual([]);
});

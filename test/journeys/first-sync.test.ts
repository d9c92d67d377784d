// The main job on a small shop, once and again.
import { differences } from '../support/oracle';
import { openStage, type Stage } from '../support/stage';

describe('a shop that is synced for the first time', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => {
    await stage.close();
  });

  test('arrives whole, and a second sync over the unchanged shop writes nothing to Brevo', async () => {
    const first = await stage.sync();
    const writes = stage.sandbox.brevo.writes().length;
    expect(differences(stage.sandbox)).toEqual([]);

    const second = await stage.sync();

    expect(first.phases.map(({ state }) => state)).not.toContain('waiting');
    expect(stage.sandbox.brevo.writes()).toHaveLength(writes);
    expect(second.summary).toContain('0 of 30 products written');
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('differs from Brevo in all that happens afterwards', () => {
    const { shop, brevo } = stage.sandbox;
    const [, product, gone] = [...shop.products.values()].filter(({ is_visible }) => is_visible);
    const [order, archived] = [...shop.orders.values()].filter(({ status_id }) => status_id === 11);
    const member = [...(brevo.state.lists.get(40)?.members ?? [])][0] ?? 0;
    const reader = [...shop.subscribers.values()].find(
      ({ email }) => email === brevo.state.contacts.get(member)?.email,
    );

    shop.editCustomer(30, { first_name: 'Somebody', email: 'elsewhere@post.example' });
    const newcomer = shop.addCustomer();
    shop.editOrder(order?.id ?? 0, { status_id: 5 });
    shop.archiveOrder(archived?.id ?? 0);
    const bought = shop.addOrder();
    shop.editProduct(product?.id ?? 0, { price: 1, sale_price: 0 });
    shop.deleteProduct(gone?.id ?? 0);
    shop.editSubscriber(reader?.id ?? 0, { consents: [] });

    const found = differences(stage.sandbox).join('\n');
    for (const sentence of [
      /contact \d+ keeps an old address of customer 30/,
      `customer ${newcomer.id} has no contact`,
      `order ${order?.id}: stale or wrong: status`,
      `order ${archived?.id} is gone from the shop`,
      `order ${bought.id} is lost`,
      /ORDER_COUNT \d+, not \d+/,
      new RegExp(`product abc123-${product?.id}: stale price`),
      `product abc123-${gone?.id} is left over`,
      `contact ${member} is on list 40 without consent`,
    ]) {
      expect(found).toMatch(sentence);
    }
  });
});

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
    const shown = [...shop.products.values()].filter(({ is_visible }) => is_visible);
    const [edited, gone] = shown.map(({ id }) => id);
    const paid = [...shop.orders.values()].filter(({ status_id }) => status_id === 11);
    const [moved, archived] = paid.map(({ id }) => id);
    const member = brevo.state.lists.get(40)?.members.values().next().value;
    const { email } = required(brevo.state.contacts.get(required(member)));
    const reader = [...shop.subscribers.values()].find((subscriber) => subscriber.email === email);

    shop.editCustomer(30, { first_name: 'Somebody', email: 'elsewhere@post.example' });
    const newcomer = shop.addCustomer();
    shop.editOrder(required(moved), { status_id: 5 });
    shop.archiveOrder(required(archived));
    const bought = shop.addOrder();
    shop.editProduct(required(edited), { price: 1, sale_price: 0 });
    shop.deleteProduct(required(gone));
    shop.editSubscriber(required(reader).id, { consents: [] });

    const found = differences(stage.sandbox).join('\n');
    for (const sentence of [
      /contact \d+ keeps an old address of customer 30/,
      `customer ${newcomer.id} has no contact`,
      `order ${required(moved)}: stale or wrong: status`,
      `order ${required(archived)} is gone from the shop`,
      `order ${bought.id} is lost`,
      /ORDER_COUNT \d+, not \d+/,
      `product abc123-${required(edited)}: stale price`,
      `product abc123-${required(gone)} is left over`,
      `contact ${required(member)} is on list 40 without consent`,
    ]) {
      expect(found).toMatch(sentence);
    }
  });
});

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The toy shop lacks what this test is about.');
  return value;
}

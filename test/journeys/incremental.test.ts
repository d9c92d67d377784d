// What happens between two syncs is brought over by an incremental one, at the cost of what changed alone.
import { differences } from '../support/oracle';
import { openStage, sideNamespace, type Stage } from '../support/stage';

const stages: Stage[] = [];

/** So few that none is odd on purpose: nothing is rejected. */
const CLEAN = { sandbox: { customers: 40, orders: 40, products: 20 } } as const;

async function syncedStage(side: number, options: Parameters<typeof openStage>[0] = {}) {
  const stage = await openStage({ namespace: sideNamespace(side), ...options });
  stages.push(stage);
  await stage.sync();
  return stage;
}

const reads = ({ sandbox }: Stage): number => sandbox.bigcommerce.ledger.entries.length;
const writes = ({ sandbox }: Stage): number => sandbox.brevo.writes().length;
const lineOf = (result: Awaited<ReturnType<Stage['sync']>>, phase: string) =>
  result.phases.find((line) => line.phase === phase)?.tally;

afterEach(async () => {
  await Promise.all(stages.splice(0).map((stage) => stage.close()));
});

describe('an incremental sync', () => {
  test('of a shop that was never synced is a full one, and says so', async () => {
    const stage = await openStage({ namespace: sideNamespace(8) });
    stages.push(stage);

    const result = await stage.sync({ type: 'incremental' });

    expect(result.type).toBe('full');
    expect(result.summary).toMatch(/^no watermark yet: a full sync; /);
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('of an unchanged shop reads each list once and writes nothing', async () => {
    const stage = await syncedStage(1, CLEAN);
    const [before, written] = [reads(stage), writes(stage)];

    const result = await stage.sync({ type: 'incremental' });

    expect(result).toMatchObject({ type: 'incremental', closingRounds: 1 });
    // Five questions of the plan, four lists.
    expect(reads(stage) - before).toBe(9);
    expect(writes(stage)).toBe(written);
  });

  test('brings over whatever was made or edited, and the metrics and lists that follow from it', async () => {
    const stage = await syncedStage(2);
    const { shop } = stage.sandbox;
    const [first, second, third] = [...shop.customers.keys()].slice(-3);
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    const [order] = [...shop.orders.values()].filter(({ is_deleted }) => !is_deleted).slice(-1);
    const [product] = [...shop.products.keys()].slice(-1);
    shop.editCustomer(first, { first_name: 'Edited', customer_group_id: 2 });
    shop.editProduct(product ?? 0, { price: 12.34 });
    shop.editOrder(order?.id ?? 0, { status_id: 4 });
    shop.addProduct();
    shop.addSubscriber();
    const newcomer = shop.addCustomer();
    shop.addSubscriber({ email: newcomer.email });
    shop.addOrder({ customer_id: newcomer.id });
    shop.addOrder({ customer_id: second, is_email_opt_in: true });
    shop.addOrder({ is_email_opt_in: true });
    const guest = shop.addOrder();
    shop.addOrder({ billing_address: guest.billing_address });

    const result = await stage.sync({ type: 'incremental' });

    expect(result.type).toBe('incremental');
    expect(differences(stage.sandbox)).toEqual([]);
    expect(lineOf(result, 'metrics')?.written).toBeGreaterThanOrEqual(4);
  });

  test('asks for the orders of touched people only', async () => {
    const stage = await syncedStage(3, CLEAN);
    const { shop, bigcommerce } = stage.sandbox;
    shop.addOrder();
    bigcommerce.ledger.clear();

    await stage.sync({ type: 'incremental' });

    const whole = bigcommerce.ledger.entries.filter(
      ({ path }) =>
        path.includes('/v2/orders?') && !/[?&](email|customer_id|min_date_modified)=/.test(path),
    );
    expect(whole).toEqual([]);
    expect(bigcommerce.ledger.entries.length).toBeLessThanOrEqual(20);
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('takes a reader who unsubscribed off the lists', async () => {
    const stage = await syncedStage(4);
    const { shop } = stage.sandbox;
    const reader = [...shop.subscribers.values()].find(({ consents }) => consents.length > 0);

    shop.editSubscriber(reader?.id ?? 0, { consents: [] });
    const result = await stage.sync({ type: 'incremental' });

    expect(result.consent?.left).toBe(1);
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('moves a customer to a new address with orders and money', async () => {
    const stage = await syncedStage(5);
    const { shop } = stage.sandbox;
    const buyer = [...shop.customers.values()].find(
      ({ id, email }) =>
        [...shop.orders.values()].some(({ customer_id }) => customer_id === id) &&
        ![...shop.subscribers.values()].some((one) => one.email === email),
    );

    shop.editCustomer(buyer?.id ?? 0, { email: 'moved@post.example' });
    await stage.sync({ type: 'incremental' });

    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('finds a customer again who was rejected and has been corrected', async () => {
    const stage = await openStage({ namespace: sideNamespace(6) });
    stages.push(stage);
    const { shop } = stage.sandbox;
    const [customer] = [...shop.customers.values()].slice(-1);
    const id = customer?.id ?? 0;
    const long = new Date(Date.now() - 86_400_000 * 30).toISOString().replace(/\.\d+/, '');
    shop.editCustomer(id, { email: 'no address', date_modified: long });
    const full = await stage.sync();
    expect(full.rejected.customers).toContain(String(id));

    // The date of change stays: only the id leads there.
    shop.editCustomer(id, { email: 'corrected@post.example', date_modified: long });
    const result = await stage.sync({ type: 'incremental' });

    expect(result.rejected.customers ?? []).not.toContain(String(id));
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('begins where the last good one ended when one has failed', async () => {
    const stage = await syncedStage(7);
    const { shop, faults } = stage.sandbox;
    const { watermarks } = await stage.sync({ type: 'incremental' });
    const edited = shop.addCustomer();
    faults.add({
      api: 'bigcommerce',
      path: /customers\?.*date_modified/,
      times: 1,
      fault: { kind: 'reshape', change: () => ({ data: [{ id: 'nonsense' }] }) },
    });

    const failure = await stage.failureOf({ type: 'incremental' });
    const next = await stage.sync({ type: 'incremental' });

    expect(failure.type).toBe('UnexpectedShape');
    expect(Date.parse(next.watermarks.customers ?? '')).toBeGreaterThanOrEqual(
      Date.parse(watermarks.customers ?? ''),
    );
    expect(stage.sandbox.brevo.state.contactByEmail(edited.email)).toBeDefined();
    expect(differences(stage.sandbox)).toEqual([]);
  });
});

// A full sync that broke off: the next one goes on where it stopped, and misses nothing that happened in between.
import { at } from '../support/moments';
import { differences } from '../support/oracle';
import { openStage, sideNamespace, type Stage } from '../support/stage';

const SIZE = { customers: 300, orders: 550, products: 40 };
const SECOND_PAGE_OF_ORDERS = {
  api: 'bigcommerce',
  path: /v2\/orders\?.*include/,
  skip: 1,
} as const;
const WHOLE_PRODUCTS = /catalog\/products\?include=(?!.*date_modified)/;
const WHOLE_CUSTOMERS = /v3\/customers\?(?!.*(date_modified|id(:|%3A)in|limit=1$|limit=1&))/;

const open = (side: number): Promise<Stage> =>
  openStage({ sandbox: SIZE, namespace: sideNamespace(side) });

/** Fails at the second of three pages of orders. */
async function breakOff(stage: Stage): Promise<void> {
  const change = () => [{ id: 'no number' }];
  stage.sandbox.faults.add({ ...SECOND_PAGE_OF_ORDERS, fault: { kind: 'reshape', change } });
  await expect(stage.failureOf()).resolves.toMatchObject({ type: 'UnexpectedShape' });
}

const reads = ({ sandbox }: Stage, list: RegExp): number =>
  sandbox.bigcommerce.ledger.count(({ method, path }) => method === 'GET' && list.test(path));

describe('a full sync that failed at the orders', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await open(1);
    await breakOff(stage);
  }, 60_000);
  afterAll(() => stage.close());

  test('is continued by the next one, which finds what has changed and gone meanwhile', async () => {
    const { shop } = stage.sandbox;
    const [first, second] = [...shop.products.keys()];
    const [customer] = [...shop.customers.keys()];
    if (first === undefined || second === undefined || customer === undefined) throw new Error();
    shop.editProduct(first, { name: 'Renamed while nobody looked' });
    shop.deleteProduct(second);
    shop.editCustomer(customer, { first_name: 'Anew' });
    const before = {
      products: reads(stage, WHOLE_PRODUCTS),
      customers: reads(stage, WHOLE_CUSTOMERS),
    };

    const result = await stage.sync();

    expect(result.summary).toMatch(/^goes on at orders, where the sync before broke off/);
    expect(differences(stage.sandbox)).toEqual([]);
    // The phases before are not repeated; customers are read for their ids, which only memory held.
    expect(before.products).toBe(1);
    expect(reads(stage, WHOLE_PRODUCTS) - before.products).toBe(0);
    expect(reads(stage, WHOLE_CUSTOMERS) - before.customers).toBe(2);
  });

  test('is over once it was completed', async () => {
    const result = await stage.sync();

    expect(result.summary).not.toContain('goes on');
    expect(differences(stage.sandbox)).toEqual([]);
  });
});

test('a cancelled sync is continued as well', async () => {
  const stage = await open(2);
  try {
    const cancelled = new Promise<void>((resolve) => {
      at(stage.sandbox, SECOND_PAGE_OF_ORDERS, resolve);
    });
    const sync = await stage.start();
    await cancelled;
    await sync.cancel();
    await expect(sync.result()).rejects.toThrow();

    const result = await stage.sync();

    expect(result.summary).toMatch(/^goes on at orders/);
    expect(differences(stage.sandbox)).toEqual([]);
  } finally {
    await stage.close();
  }
});

describe('a sync that begins anew after one that failed', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await open(3);
    await breakOff(stage);
  }, 60_000);
  afterAll(() => stage.close());

  test('is one of other resources', async () => {
    const result = await stage.sync({ resources: ['products'] });

    expect(result.summary).not.toContain('goes on');
  });

  test('is one that is told to be fresh', async () => {
    await breakOff(stage);

    const result = await stage.sync({ fresh: true });

    expect(result.summary).not.toContain('goes on');
    expect(result.phases.find(({ phase }) => phase === 'products')?.tally.unchanged).toBe(0);
    expect(differences(stage.sandbox)).toEqual([]);
  });
});

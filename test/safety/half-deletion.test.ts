// A deletion that stops half-way: what is left of the product goes with the next attempt.
import { happened } from '../live/changes';
import { differences } from '../support/oracle';
import { openStage, type Stage } from '../support/stage';

/** One bad row refuses the whole batch: the rows go one by one then. */
const BATCH = { api: 'brevo', method: 'POST', path: /\/v3\/products\/batch$/ } as const;
const REFUSED = { kind: 'status', status: 400, body: { code: 'invalid_parameter' } } as const;
const SINGLE_ROW = { api: 'brevo', method: 'POST', path: /\/v3\/products$/ } as const;

describe('a product with variants that is gone from the shop', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage({ sandbox: { products: 80 } });
    await stage.sync();
  });
  afterAll(() => stage.close());

  test.each([
    ['meets a full window', { kind: 'status', status: 429, body: {} }],
    ['loses an answer', { kind: 'lost' }],
  ] as const)('leaves nothing behind when its deletion %s', async (_how, fault) => {
    const { shop, brevo, faults } = stage.sandbox;
    const gone = [...shop.products.values()].find(({ variants }) => variants.length > 2);
    if (gone === undefined) throw new Error('The toy shop has no product with variants.');
    shop.deleteProduct(gone.id);
    const before = brevo.ledger.count(({ path }) => path.endsWith('/v3/products'));
    faults.add({ ...BATCH, fault: REFUSED });
    faults.add({ ...SINGLE_ROW, skip: 1, fault });

    await stage.sync();

    faults.clear();
    const rows = brevo.ledger.count(({ path }) => path.endsWith('/v3/products')) - before;
    expect(rows).toBeGreaterThanOrEqual(2);
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('leaves nothing behind when a webhook told of it and Brevo stopped half-way', async () => {
    const { shop, brevo, faults } = stage.sandbox;
    const gone = [...shop.products.values()].find(({ variants }) => variants.length > 2);
    if (gone === undefined) throw new Error('The toy shop has no product with variants.');
    shop.deleteProduct(gone.id);
    const before = brevo.ledger.count(({ path }) => path.endsWith('/v3/products'));
    faults.add({ ...BATCH, fault: REFUSED });
    faults.add({ ...SINGLE_ROW, skip: 1, fault: { kind: 'status', status: 429, body: {} } });

    await happened(stage, { kind: 'products', hint: { deleted: [gone.id] } });

    faults.clear();
    const rows = brevo.ledger.count(({ path }) => path.endsWith('/v3/products')) - before;
    expect(rows).toBeGreaterThanOrEqual(2);
    expect(differences(stage.sandbox)).toEqual([]);
  });
});

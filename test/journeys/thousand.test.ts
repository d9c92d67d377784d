// The main job at its usual size: a thousand of each, and what it may cost both vendors.
import { requestBound } from '../../src/cli/request-bound';
import { differences } from '../support/oracle';
import { openStage, type Stage } from '../support/stage';
import type { Sandbox } from '../../src/sandbox/start';

const PLAN_READS = 5;

function leastRequests({ shop }: Sandbox): number {
  const listed = [...shop.orders.values()].filter(({ is_deleted }) => !is_deleted).length;
  return requestBound({
    sizes: {
      products: shop.products.size,
      categories: shop.categories.length,
      brands: shop.brands.length,
      customers: shop.customers.size,
      subscribers: shop.subscribers.size,
      orders: listed,
    },
    planRequests: PLAN_READS,
    customerGroups: true,
    customerAttributes: false,
  });
}

jest.setTimeout(150_000);

describe('a shop with a thousand products, customers and orders', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage({ sandbox: { customers: 1000, orders: 1000, products: 1000 } });
  });
  afterAll(async () => {
    await stage.close();
  });

  test('arrives whole with hardly more requests than its pages, and harms nobody', async () => {
    const { bigcommerce, brevo } = stage.sandbox;

    await stage.sync();

    const least = leastRequests(stage.sandbox);
    const made = bigcommerce.ledger.entries.length;
    process.stderr.write(
      `${made} requests to BigCommerce (least ${least}), lowest of Brevo's hourly bucket ${brevo.hourlyLowest()}\n`,
    );
    expect(differences(stage.sandbox)).toEqual([]);
    expect(made).toBeLessThanOrEqual(1.1 * least);
    expect([bigcommerce.tooMany(), brevo.tooMany()]).toEqual([0, 0]);
    expect(brevo.hourlyLowest()).toBeGreaterThanOrEqual(1);
    expect(brevo.state.automationsStarted).toBe(0);
    expect(brevo.state.merged).toEqual([]);
    expect(brevo.state.resubscribed).toEqual([]);
  });

  test('is only read by a second sync', async () => {
    const writes = stage.sandbox.brevo.writes().length;

    await stage.sync();

    expect(stage.sandbox.brevo.writes()).toHaveLength(writes);
    expect(differences(stage.sandbox)).toEqual([]);
  });
});

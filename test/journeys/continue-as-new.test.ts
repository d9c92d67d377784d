// A long sync goes on in fresh histories: nothing is lost on the way and nothing is done twice.
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bulkId } from '../../src/contracts/names';
import { findDevServer } from '../../src/temporal/dev-server';
import { differences } from '../support/oracle';
import { openStage, type Stage } from '../support/stage';

/** A server of its own, which finds a history heavy after this many events (usually 4,096). */
const HEAVY = 12;

describe('a sync whose history gets heavy', () => {
  let server: TestWorkflowEnvironment;
  let stage: Stage;

  beforeAll(async () => {
    const executable = await findDevServer({ env: process.env, report: () => undefined });
    server = await TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path: executable },
        extraArgs: [
          ...['--output', 'none'],
          '--dynamic-config-value',
          `limit.historyCount.suggestContinueAsNew=${HEAVY}`,
        ],
      },
    });
    stage = await openStage({
      address: server.address,
      sandbox: { customers: 260, orders: 300, products: 260 },
    });
  });
  afterAll(async () => {
    await stage.close();
    await server.teardown();
  });

  test('goes on where it was, and reads and counts every record once', async () => {
    const { shop, storeHash, bigcommerce } = stage.sandbox;

    const result = await stage.sync();

    const runs: string[] = [];
    for await (const { status } of stage.client.workflow.list({
      query: `WorkflowId = "${bulkId(storeHash)}"`,
    })) {
      runs.push(status.name);
    }
    const listed = [...shop.orders.values()].filter(({ is_deleted }) => !is_deleted).length;
    const read = Object.fromEntries(result.phases.map(({ phase, tally }) => [phase, tally.read]));
    const pages = bigcommerce.ledger.count(({ path }) =>
      /v2\/orders\?(?!.*date_modified)|v3\/customers\?(?!.*(date_modified|id:in|limit=1$|limit=1&))/.test(
        path,
      ),
    );
    expect(runs.filter((name) => name === 'CONTINUED_AS_NEW').length).toBeGreaterThanOrEqual(3);
    expect(runs.filter((name) => name === 'COMPLETED')).toHaveLength(1);
    expect(read).toMatchObject({
      products: shop.products.size,
      customers: shop.customers.size,
      subscribers: shop.subscribers.size,
      orders: listed,
    });
    expect(pages).toBe(Math.ceil(listed / 250) + Math.ceil(shop.customers.size / 250));
    expect(differences(stage.sandbox)).toEqual([]);
  });
});

// A long sync goes on in fresh histories: nothing is lost on the way and nothing is done twice.
import { pauseSync, progressQuery, resumeSync } from '../../src/contracts/full-sync';
import { bulkId } from '../../src/contracts/names';
import type { DevServer } from '../../src/temporal/dev-server';
import { startHeavyServer } from '../support/heavy-server';
import { reached, until } from '../support/moments';
import { differences } from '../support/oracle';
import { openStage, type Stage } from '../support/stage';

/** A server of its own, which finds a history heavy after this many events (usually 4,096). */
const HEAVY = 12;

describe('a sync whose history gets heavy', () => {
  let server: DevServer;
  let stage: Stage;

  beforeAll(async () => {
    server = await startHeavyServer({ heavy: HEAVY });
    stage = await openStage({
      address: server.address,
      sandbox: { customers: 260, orders: 300, products: 260 },
    });
  });
  afterAll(async () => {
    await stage.close();
    await server.stop();
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

  describe('that has gone on in a fresh history', () => {
    /** Holds the bulk work at the orders, some histories later. */
    async function atTheOrders(): Promise<Awaited<ReturnType<Stage['start']>>> {
      const there = reached(stage.sandbox, { api: 'bigcommerce', path: /v2\/orders\?.*include/ });
      const sync = await stage.start({ fresh: true });
      await there;
      return sync;
    }

    test('still stops when the sync is cancelled', async () => {
      const sync = await atTheOrders();

      await sync.cancel();

      await expect(sync.result()).rejects.toThrow();
      const bulk = stage.client.workflow.getHandle(bulkId(stage.sandbox.storeHash));
      expect((await bulk.describe()).status.name).toBe('CANCELLED');
    });

    test('still pauses and goes on at a word to the sync', async () => {
      const sync = await atTheOrders();

      await sync.executeUpdate(pauseSync);
      await until('it pauses', async () => (await sync.query(progressQuery)).state === 'paused');
      await sync.executeUpdate(resumeSync);

      await sync.result();
      expect(differences(stage.sandbox)).toEqual([]);
    });
  });
});

// Two Brevo accounts, and what can come between: a sync that is cut off in the second, heavy histories, hard deletion.
import { randomUUID } from 'node:crypto';
import { bulkId } from '../../src/contracts/names';
import type { DevServer } from '../../src/temporal/dev-server';
import { startHeavyServer } from '../support/heavy-server';
import { reached } from '../support/moments';
import { differences } from '../support/oracle';
import { openStage, type Stage, type StageOptions } from '../support/stage';
import { seenBy } from '../support/storefront-views';

/** Events after which the server finds a history heavy (usually 4,096). */
const HEAVY = 12;

/** Each account reads two. */
const THIRD_PAGE_OF_CUSTOMERS = {
  api: 'bigcommerce',
  path: /v3\/customers\?(?!.*(date_modified|id(:|%3A)in|limit=1$|limit=1&))/,
  skip: 2,
} as const;

function twoAccounts(options: StageOptions, words = ''): StageOptions {
  const OUTLET_KEY = `xkeysib-${randomUUID()}`;
  return {
    ...options,
    sandbox: {
      channels: [1, 2],
      ...options.sandbox,
      brevo: {
        apiKey: `xkeysib-${randomUUID()}`,
        neighbours: [{ apiKey: OUTLET_KEY, organization: 'outlet' }],
      },
    },
    connector: `    lists: { all_customers: 40, buyers: 41 }
    storefronts:
      - { channel_id: 2, lists: { all_customers: 40, buyers: 41 }, brevo_api_key_env: OUTLET_KEY }
${words}`,
    env: { OUTLET_KEY },
  };
}

function wrong({ sandbox }: Stage): readonly string[] {
  const [outlet] = sandbox.brevo.neighbours;
  if (outlet === undefined) throw new Error('There is one account alone.');
  const main = seenBy(sandbox, { isOwn: (channel) => channel !== 2, isDefault: true });
  const other = seenBy(sandbox, {
    brevo: outlet,
    isOwn: (channel) => channel === 2,
    isDefault: false,
  });
  return [...differences(main), ...differences(other)];
}

describe('a long sync of two accounts', () => {
  let server: DevServer;
  let stage: Stage;

  beforeAll(async () => {
    server = await startHeavyServer({ heavy: HEAVY });
    const sandbox = { customers: 300, orders: 300, products: 280 };
    stage = await openStage(twoAccounts({ address: server.address, sandbox }));
  });
  afterAll(async () => {
    await stage.close();
    await server.stop();
  });

  test('goes on in fresh histories, account after account, and counts every record once', async () => {
    const result = await stage.sync();

    const runs: string[] = [];
    const query = `WorkflowId = "${bulkId(stage.sandbox.storeHash)}"`;
    for await (const { status } of stage.client.workflow.list({ query })) runs.push(status.name);
    expect(runs).toContain('CONTINUED_AS_NEW');
    const read = (list: string) =>
      result.phases
        .filter(({ phase }) => phase === list)
        .reduce((sum, { tally }) => sum + tally.read, 0);
    const { shop } = stage.sandbox;
    const listed = [...shop.orders.values()].filter(({ is_deleted }) => !is_deleted);
    expect(read('customers')).toBe(shop.customers.size);
    expect(read('orders')).toBe(listed.length);
    expect(wrong(stage)).toEqual([]);
  });
});

describe('a sync of two accounts that is cut off in the second', () => {
  let stage: Stage;

  beforeAll(async () => {
    const sandbox = { customers: 300, orders: 60, products: 30 };
    stage = await openStage(twoAccounts({ sandbox }));
  });
  afterAll(async () => {
    await stage.close();
  });

  test('goes on there, and leaves the first alone', async () => {
    const outlet = reached(stage.sandbox, THIRD_PAGE_OF_CUSTOMERS);
    const cut = await stage.start();
    await outlet;
    await cut.cancel();
    await expect(cut.result()).rejects.toThrow();
    const mainWrites = stage.sandbox.brevo.writes().length;

    const result = await stage.sync();

    expect(result.summary).toMatch(/^goes on at customers, where the sync before broke off/);
    expect(stage.sandbox.brevo.writes()).toHaveLength(mainWrites);
    expect(wrong(stage)).toEqual([]);
    expect(new Set(result.phases.map(({ account }) => account))).toEqual(
      new Set(['default', 'channel-2']),
    );
    expect(result.phases.every(({ state }) => state === 'done')).toBe(true);
  });
});

describe('a store that deletes customers for good', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(twoAccounts({}, '    deleted_customers: hard'));
    await stage.sync();
  });
  afterAll(async () => {
    await stage.close();
  });

  test('keeps who bought at one storefront and has an account at the other', () => {
    const { shop, brevo } = stage.sandbox;
    const abroad = [...shop.orders.values()].filter(({ customer_id, channel_id }) => {
      const home = shop.customers.get(customer_id)?.origin_channel_id;
      return home === 2 && channel_id === 1;
    });

    expect(abroad.length).toBeGreaterThan(0);
    expect(wrong(stage)).toEqual([]);
    for (const { customer_id } of abroad)
      expect(brevo.state.contactByExtId(`abc123-${customer_id}`)).toBeUndefined();
  });

  test('takes a rejected order of the second account in once it is put right', async () => {
    const { shop, brevo } = stage.sandbox;
    const made = shop.addOrder({ channel_id: 2 });
    const { date_modified, billing_address } = made;
    shop.editOrder(made.id, { billing_address: { ...billing_address, email: '' }, date_modified });
    const before = await stage.sync();
    expect(before.rejected.orders).toContain(`order:${made.id}`);
    // Nothing but the retry can find it: its date of change says that it is old.
    const old = '2020-01-01T00:00:00Z';
    shop.editOrder(made.id, { billing_address, date_modified: old });

    const after = await stage.sync({ type: 'incremental' });

    const [outlet] = brevo.neighbours;
    expect(outlet?.state.orders.has(`abc123-${made.id}`)).toBe(true);
    expect(brevo.state.orders.has(`abc123-${made.id}`)).toBe(false);
    expect(after.rejected.orders ?? []).not.toContain(`order:${made.id}`);
  });
});

// Hooks at a toy BigCommerce, kept by real workflows: made, adopted, repaired, removed, and never those of others.
import { createBigCommerce } from '../../src/bigcommerce/store-client';
import { HOOK_TOKEN_HEADER } from '../../src/contracts/hooks';
import { wantedScopes } from '../../src/mapping/hook-scopes';
import { textOf } from '../support/leak-scan';
import { openGate } from '../support/open-gate';
import { containing, eventually } from '../stores/connected-shop';
import { DOOR, openHookedShop, PUBLIC_URL, type HookedShop } from './hooked-shop';

const USUAL = wantedScopes({
  enabled: true,
  sync: { customers: true, orders: true, products: true, carts: true, inventory: false },
});
const OTHER_APP = { accessToken: 'the-token-of-another-app', clientId: 'another-app' };
const FOREIGN = 'https://other.example.com/door';

let shop: HookedShop;

afterEach(async () => {
  await shop.close();
});

async function open(side: number, { isPublic = true, timeScale = 360 } = {}): Promise<void> {
  shop = await openHookedShop(side, { timeScale, hooks: { otherAccounts: [OTHER_APP] } });
  await shop.startWorker(isPublic ? PUBLIC_URL : undefined);
}

const writes = () =>
  shop.sandbox.bigcommerce.ledger.count(
    ({ method, path }) => method !== 'GET' && path.includes('/hooks'),
  );

const scopesOf = (hooks: ReturnType<HookedShop['hooks']>) => hooks.map(({ scope }) => scope).sort();

const schedules = async (): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const { scheduleId } of shop.client.schedule.list()) found.push(scheduleId);
  return found;
};

const contactOf = (customerId: number) =>
  [...shop.sandbox.brevo.state.contacts.values()].find(
    ({ extId }) => extId === `abc123-${customerId}`,
  );

/** What an incremental sync starts from. */
async function firstSync(): Promise<void> {
  const { workflowId } = await shop.connector.sync({});
  await shop.connector.syncState(workflowId, 60_000);
}

const repair = () => shop.connector.hooks('main', true);
const statusNow = async () => (await shop.connector.status('main')).stores[0]?.hooks;

/** With the token of one app, as a person or another program would. */
const bigcommerceOf = (accessToken: string) =>
  createBigCommerce({
    baseUrl: shop.sandbox.bigcommerceUrl,
    storeHash: shop.sandbox.storeHash,
    accessToken,
    gate: openGate('bigcommerce'),
  });

describe('a store that is connected', () => {
  test('has one hook for each event, with a secret that is in no history', async () => {
    await open(1);

    const report = await shop.connect();

    const hooks = shop.hooks();
    const secret = await shop.secret();
    expect(scopesOf(hooks)).toEqual([...USUAL].sort());
    expect(new Set(hooks.map(({ destination }) => destination))).toEqual(new Set([DOOR]));
    expect(secret).toMatch(/^[\w-]{43}$/);
    const headers = new Set(hooks.map((hook) => JSON.stringify(hook.headers)));
    expect([...headers]).toEqual([JSON.stringify({ [HOOK_TOKEN_HEADER]: secret })]);
    expect(report.created).toContainEqual(containing(`${USUAL.length} of ${USUAL.length} hooks`));
    expect(report.off).not.toContainEqual(containing('live updates'));
    expect(await statusNow()).toMatchObject({
      wanted: USUAL.length,
      active: USUAL.length,
      repaired: 0,
      problems: [],
    });
    const history = await shop.client.workflow.getHandle('store/abc123').fetchHistory();
    expect(textOf(history)).not.toContain(secret);
  });

  test('again keeps its hooks and their secret; connected with other settings it changes only what differs', async () => {
    await open(2);
    await shop.connect();
    const before = shop.hooks();
    const secret = await shop.secret();
    const written = writes();

    const again = await shop.connect();
    const more = await shop.connect({ settings: { sync: { inventory: true } } });
    const fewer = await shop.connect({ settings: { sync: { orders: false } } });

    expect(again.outcome).toBe('unchanged');
    expect(more.outcome).toBe('updated');
    expect(fewer.outcome).toBe('updated');
    expect(await shop.secret()).toBe(secret);
    const kept = before.filter(({ scope }) => !/^store\/(order|shipment)\//.test(scope));
    expect(shop.hooks()).toEqual(kept);
    // Four for stock came and went, five of orders and three of shipments went.
    expect(writes() - written).toBe(4 + 4 + 5 + 3);
  });

  test('after its connection was lost finds its hooks again and adopts them', async () => {
    await open(3);
    await shop.connect();
    const before = shop.hooks().map(({ id }) => id);
    await shop.client.workflow.getHandle('store/abc123').terminate('lost');
    await eventually(
      async () => (await shop.connector.status()).connected,
      (connected) => !connected,
    );

    const report = await shop.connect();

    expect(report.outcome).toBe('connected');
    expect(shop.hooks().map(({ id }) => id)).toEqual(before);
    const secret = await shop.secret();
    for (const { headers } of shop.hooks()) {
      expect(headers).toEqual({ [HOOK_TOKEN_HEADER]: secret });
    }
  });

  test('without a public address is connected all the same, and told why live updates are off', async () => {
    await open(4, { isPublic: false });

    const report = await shop.connect();

    expect(report.outcome).toBe('connected');
    expect(report.off).toContainEqual(
      expect.stringMatching(/^live updates off; hourly sync on: set PUBLIC_URL/),
    );
    expect(shop.hooks()).toEqual([]);
    expect(writes()).toBe(0);
    expect((await repair()).off).toContain('live updates off');
  });

  test('whose first connect breaks off leaves no hook and no schedule', async () => {
    await open(5);
    const { faults } = shop.sandbox;
    faults.add({
      api: 'bigcommerce',
      method: 'POST',
      path: /v3\/hooks/,
      skip: 3,
      fault: { kind: 'status', status: 503 },
    });
    // The first attempt has made three hooks; in the second one the key is no good any more.
    faults.add({
      api: 'brevo',
      method: 'GET',
      path: /contacts\/attributes/,
      skip: 2,
      fault: { kind: 'status', status: 401 },
    });

    await expect(shop.connect()).rejects.toThrow('Brevo refuses the API key');

    const made = shop.sandbox.bigcommerce.ledger.count(
      ({ method, path, status }) => method === 'POST' && path.endsWith('/hooks') && status === 200,
    );
    expect(made).toBe(3);
    expect(shop.hooks()).toEqual([]);
    expect(await schedules()).toEqual([]);
  });
});

describe('the keeper of the hooks', () => {
  test('makes a deleted hook again, and starts an incremental sync that brings over what was missed', async () => {
    await open(1);
    await shop.connect();
    await firstSync();
    const [hook] = shop.hooks();
    shop.sandbox.bigcommerce.deleteHook(hook?.id ?? 0);
    const { id } = shop.sandbox.shop.addCustomer();

    const report = await repair();

    expect(report).toMatchObject({
      active: USUAL.length,
      repaired: 1,
      gap: true,
      caughtUp: true,
      problems: [],
    });
    expect(report.hooks).toContainEqual({ scope: hook?.scope, state: 'missing' });
    expect(scopesOf(shop.hooks())).toEqual([...USUAL].sort());
    const contact = await eventually(
      () => Promise.resolve(contactOf(id)),
      (found) => found !== undefined,
      20_000,
    );
    expect(contact).toBeDefined();
    expect(await statusNow()).toMatchObject({ repaired: 1, lastGap: { until: report.checkedAt } });
    const { hooks } = await shop.connector.status();
    expect(hooks).toMatchObject({ wanted: USUAL.length, active: USUAL.length, repaired: 1 });
  }, 60_000);

  test('switches on again what BigCommerce has switched off', async () => {
    await open(2);
    await shop.connect();
    const [hook] = shop.hooks();
    shop.sandbox.bigcommerce.deactivateHook(hook?.id ?? 0);
    const looked = await shop.connector.hooks('main', false);
    const still = shop.hooks()[0]?.is_active;

    const report = await repair();

    expect(looked).toMatchObject({ active: USUAL.length - 1, repaired: 0, caughtUp: false });
    expect(looked.hooks).toContainEqual({ id: hook?.id, scope: hook?.scope, state: 'inactive' });
    expect(still).toBe(false);
    expect(report).toMatchObject({ active: USUAL.length, repaired: 1, gap: true, caughtUp: true });
    expect(shop.hooks()[0]).toMatchObject({ id: hook?.id, is_active: true });
  });

  test('is started by a schedule every ten minutes, and finds nothing to do', async () => {
    await open(3);
    await shop.connect();
    const handle = shop.client.schedule.getHandle('hooks/abc123');
    const { spec } = await handle.describe();
    const written = writes();
    const before = (await statusNow())?.lastChecked ?? '';

    await handle.trigger();
    const status = await eventually(statusNow, (now) => now?.lastChecked !== before, 10_000);

    expect(spec.intervals).toMatchObject([{ every: 600_000 }]);
    expect(status).toMatchObject({ active: USUAL.length, repaired: 0, problems: [] });
    expect(status?.lastChecked).not.toBe(before);
    expect(writes()).toBe(written);
  });

  test('puts back the secret that somebody has changed, and moves hooks to a new public address', async () => {
    await open(4);
    await shop.connect();
    const [hook] = shop.hooks();
    const client = bigcommerceOf(shop.sandbox.accessToken);
    await client.updateHook(hook?.id ?? 0, { headers: { [HOOK_TOKEN_HEADER]: 'guessed' } });
    const report = await repair();
    await shop.stopWorkers();
    await shop.startWorker('http://127.0.0.1:8');

    const moved = await repair();

    expect(report).toMatchObject({ repaired: 1, gap: true });
    expect(moved).toMatchObject({ repaired: USUAL.length, removed: 0 });
    const secret = await shop.secret();
    expect(shop.hooks()).toHaveLength(USUAL.length);
    for (const { destination, headers } of shop.hooks()) {
      expect(destination).toBe('http://127.0.0.1:8/webhooks/bigcommerce');
      expect(headers).toEqual({ [HOOK_TOKEN_HEADER]: secret });
    }
  });

  test('says which events have no room, and keeps the others', async () => {
    await open(5);
    const client = bigcommerceOf(shop.sandbox.accessToken);
    const scope = 'store/customer/created';
    for (let door = 0; door < 10; door += 1) {
      await client.createHook({ scope, destination: `${FOREIGN}/${door}`, headers: {} });
    }

    const report = await shop.connect();

    expect(report.outcome).toBe('connected');
    expect(report.off).toContainEqual(containing(`${scope}: BigCommerce keeps ten hooks`));
    expect(await statusNow()).toMatchObject({ wanted: USUAL.length, active: USUAL.length - 1 });
  });

  test('says that BigCommerce has blocked the address', async () => {
    // The block lasts 18 s.
    await open(6, { timeScale: 10 });
    await shop.connect();
    for (let event = 0; event < 120; event += 1) shop.sandbox.shop.addSubscriber();
    await shop.sandbox.bigcommerce.webhooks.settled();

    const report = await repair();

    expect(report).toMatchObject({ gap: true, active: USUAL.length });
    expect(report.problems).toEqual([containing('BigCommerce does not call 127.0.0.1:9')]);
  });

  test('adopts a hook whose answer was lost when it was made', async () => {
    await open(7);
    shop.sandbox.faults.add({
      api: 'bigcommerce',
      method: 'POST',
      path: /v3\/hooks/,
      skip: 2,
      fault: { kind: 'lost' },
    });

    const report = await shop.connect();

    expect(report.outcome).toBe('connected');
    expect(scopesOf(shop.hooks())).toEqual([...USUAL].sort());
    expect(await statusNow()).toMatchObject({ active: USUAL.length, problems: [] });
  });
});

describe('a store that is disconnected', () => {
  test('takes its hooks along and leaves those of others', async () => {
    await open(1);
    const own = bigcommerceOf(shop.sandbox.accessToken);
    const scope = 'store/customer/created';
    const mine = await own.createHook({ scope, destination: FOREIGN, headers: {} });
    const theirs = await bigcommerceOf(OTHER_APP.accessToken).createHook({
      scope,
      destination: DOOR,
      headers: {},
    });
    await shop.connect();

    const report = await shop.connector.disconnect('main');

    expect(report.removed).toContainEqual(`${USUAL.length} hooks`);
    const left = shop.sandbox.bigcommerce.hooks().map(({ id }) => id);
    expect(left).toEqual([mine.id, theirs.id]);
    expect(await schedules()).toEqual([]);
  });

  test('is disconnected also when BigCommerce refuses its token, and says what stays', async () => {
    await open(2);
    await shop.connect();
    shop.sandbox.faults.add({
      api: 'bigcommerce',
      path: /v3\/hooks/,
      fault: { kind: 'status', status: 401 },
    });

    const report = await shop.connector.disconnect('main');

    expect(report.outcome).toBe('disconnected');
    expect(report.removed).toContainEqual(containing('hooks stay at BigCommerce'));
  });

  test('that is switched off in its settings loses hooks and schedules', async () => {
    await open(3);
    await shop.connect();

    const report = await shop.connect({ settings: { enabled: false } });
    const again = await shop.connect({ settings: { enabled: false } });

    expect(report.outcome).toBe('updated');
    expect(again.outcome).toBe('unchanged');
    expect(await statusNow()).toMatchObject({ wanted: 0, active: 0 });
    expect(shop.hooks()).toEqual([]);
    expect(await schedules()).toEqual([]);
  });
});

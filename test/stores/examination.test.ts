// Looking into a connected store through the SDK: every row turns when the shop or the account is made so.
import { readScopes } from '../../src/sandbox/bigcommerce/scopes';
import { textOf } from '../support/leak-scan';
import { containing, openConnectedShop, type ConnectedShop } from './connected-shop';
import { AUTOMATIONS, bad, examined, findingsOf, matching, row } from './examined';

describe('a connected store that has been synced', () => {
  let shop: ConnectedShop;

  beforeAll(async () => {
    shop = await openConnectedShop({ side: 1 });
    await shop.startWorker({ publicUrl: shop.apiUrl });
    await shop.connect({
      clientSecret: shop.sandbox.clientSecret,
      settings: { customer_mapping: { first_name: 'FIRSTNAME', customer_group: 'GROUP' } },
    });
    await shop.tajo.connectors.sync('bigcommerce', { wait: true });
  });
  afterEach(() => {
    shop.sandbox.faults.clear();
    shop.sandbox.bigcommerce.setScopes(readScopes);
    shop.sandbox.bigcommerce.setOwnCartMails(false);
    shop.sandbox.brevo.switches.blockedIp = false;
  });
  afterAll(async () => {
    await shop.close();
  });

  test('is in order, is asked little and only read, and stays as it was', async () => {
    const { sandbox, tajo } = shop;
    const before = await tajo.connectors.status('bigcommerce');
    sandbox.bigcommerce.ledger.clear();
    sandbox.brevo.ledger.clear();

    const report = await examined(shop);

    const findings = findingsOf(report);
    expect(bad(findings)).toEqual([]);
    expect(new Set(findings.map(({ row: name }) => name))).toEqual(
      new Set([
        ...['encryption key', 'token', 'store hash', 'scopes', 'customer groups', 'other senders'],
        ...['rate limit', 'Brevo key', 'lists', 'attributes', 'e-commerce', 'mapping'],
        ...['hooks', 'signature', 'schedules', 'last sync', 'rejected records', AUTOMATIONS],
      ]),
    );
    expect(report.connector).toContainEqual(
      expect.objectContaining({ row: 'worker', state: 'ok' }),
    );
    expect(report.connector).toContainEqual(expect.objectContaining({ row: 'inbox', state: 'ok' }));
    const calls = [...sandbox.bigcommerce.ledger.entries, ...sandbox.brevo.ledger.entries];
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(17);
    expect(await tajo.connectors.status('bigcommerce')).toEqual(before);
  });

  test('keeps its secrets and its people to itself', async () => {
    const { client, sandbox } = shop;

    const report = await examined(shop);

    const history = await client.workflow.getHandle('store/abc123').fetchHistory();
    for (const text of [JSON.stringify(report), textOf(history)]) {
      for (const word of [sandbox.accessToken, sandbox.brevoApiKey, '@example.'])
        expect(text).not.toContain(word);
    }
  });

  test('says that the token is refused, and asks BigCommerce nothing more', async () => {
    shop.sandbox.faults.add({
      times: 100,
      api: 'bigcommerce',
      path: /./,
      fault: { kind: 'status', status: 401 },
    });
    shop.sandbox.bigcommerce.ledger.clear();

    const findings = findingsOf(await examined(shop));

    expect(bad(findings)).toEqual(['token']);
    expect(findings).toContainEqual(
      expect.objectContaining({ row: 'token', cure: containing('new store-level API account') }),
    );
    expect(shop.sandbox.bigcommerce.ledger.entries).toHaveLength(1);
  });

  test('names every missing scope with what does not work without it', async () => {
    const missing = ['store_v2_orders_read_only', 'store_cart_read_only'];
    shop.sandbox.bigcommerce.setScopes(readScopes.filter((scope) => !missing.includes(scope)));

    const scopes = await row(shop, 'scopes');

    expect(scopes).toEqual([
      {
        row: 'scopes',
        state: 'wrong',
        sentence: matching(/store_v2_orders_read_only.*no orders/),
        cure: containing('cannot be added'),
      },
      {
        row: 'scopes',
        state: 'wrong',
        sentence: matching(/store_cart_read_only.*no carts/),
        cure: containing('cannot be added'),
      },
    ]);
  });

  test('says that the mapped customer groups are not there', async () => {
    shop.sandbox.faults.add({
      api: 'bigcommerce',
      path: /customer_groups/,
      fault: { kind: 'status', status: 204 },
    });

    expect(await row(shop, 'customer groups')).toMatchObject([
      { state: 'warning', sentence: containing('no customer groups') },
    ]);
  });

  test("says that BigCommerce's own cart mails are on", async () => {
    shop.sandbox.bigcommerce.setOwnCartMails(true);

    expect(await row(shop, 'other senders')).toMatchObject([
      { state: 'warning', sentence: containing('twice'), cure: containing('Switch them off') },
    ]);
  });

  test('says that an automation on the events of carts would write to people without consent', async () => {
    expect(await row(shop, AUTOMATIONS)).toMatchObject([
      {
        state: 'warning',
        sentence: containing('cart_updated and cart_abandoned are sent for everybody'),
        cure: containing('begin with the list abandoned_cart'),
      },
    ]);
  });

  test('says which hooks BigCommerce has switched off or lost, and repairs none of them', async () => {
    const { bigcommerce } = shop.sandbox;
    const [off, gone] = bigcommerce.hooks();
    bigcommerce.deactivateHook(off?.id ?? 0);
    bigcommerce.deleteHook(gone?.id ?? 0);

    const hooks = await row(shop, 'hooks');
    const left = bigcommerce.hooks().length;
    await shop.tajo.connectors.repairHooks('bigcommerce', { store: 'main' });

    expect(hooks).toMatchObject([
      { state: 'wrong', sentence: containing(off?.scope ?? ''), cure: containing('--repair') },
      { state: 'wrong', sentence: containing(gone?.scope ?? ''), cure: containing('--repair') },
    ]);
    expect(bigcommerce.hooks()).toHaveLength(left + 1);
    expect(await row(shop, 'hooks')).toMatchObject([{ state: 'ok' }]);
  });

  test.each([
    [429, 'rate limit', 'warning'],
    [503, 'BigCommerce', 'wrong'],
  ] as const)('is left alone by BigCommerce after a %s', async (status, name, state) => {
    shop.sandbox.faults.add({
      times: 100,
      api: 'bigcommerce',
      path: /orders/,
      fault: { kind: 'status', status },
    });

    const findings = findingsOf(await examined(shop));

    expect(findings.filter((finding) => finding.row === name)).toMatchObject([
      { state, sentence: containing('left out') },
    ]);
    expect(bad(findings)).toEqual([name]);
  });

  test("says that Brevo blocks the worker's IP address, or refuses the key", async () => {
    shop.sandbox.brevo.switches.blockedIp = true;
    const blocked = await row(shop, 'Brevo key');
    shop.sandbox.brevo.switches.blockedIp = false;
    shop.sandbox.faults.add({
      api: 'brevo',
      path: /account/,
      fault: { kind: 'status', status: 401 },
    });
    const refused = await row(shop, 'Brevo key');

    expect(blocked).toMatchObject([{ state: 'wrong', cure: containing('Authorised IPs') }]);
    expect(refused).toMatchObject([{ state: 'wrong', cure: containing('BREVO_API_KEY') }]);
  });

  test('says which list and which attribute Brevo has lost', async () => {
    const { faults } = shop.sandbox;
    faults.add({
      api: 'brevo',
      path: /contacts\/lists/,
      fault: { kind: 'reshape', change: () => ({ lists: [], count: 0 }) },
    });
    faults.add({
      api: 'brevo',
      path: /contacts\/attributes/,
      fault: { kind: 'reshape', change: () => ({ attributes: [] }) },
    });

    const findings = findingsOf(await examined(shop));

    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ row: 'lists', state: 'wrong', sentence: containing('list 40') }),
        expect.objectContaining({
          row: 'attributes',
          state: 'warning',
          sentence: containing('GROUP'),
        }),
      ]),
    );
  });

  test("says that Brevo's e-commerce is off", async () => {
    shop.sandbox.faults.add({
      api: 'brevo',
      path: /displayCurrency/,
      fault: {
        kind: 'status',
        status: 403,
        body: { code: 'permission_denied', message: 'eCommerce is not activated' },
      },
    });

    expect(await row(shop, 'e-commerce')).toMatchObject([{ state: 'warning' }]);
  });
});

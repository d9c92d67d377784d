// Connecting a store with storefronts: what is checked and told, and that no key of theirs can be read anywhere.
import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { sealStore } from '../../src/config/store-sealing';
import { storeSettings } from '../../src/config/store-settings';
import { TASK_QUEUE } from '../../src/contracts/names';
import { connectStore, STORE_CONNECTION } from '../../src/contracts/store-connection';
import { readScopes } from '../../src/sandbox/bigcommerce/scopes';
import { textOf } from '../support/leak-scan';
import { SEALER } from '../support/stage';
import { containing, openConnectedShop, type ConnectedShop } from './connected-shop';

const OUTLET_KEY = `xkeysib-${randomUUID()}`;
const STOREFRONTS = [{ channel_id: 2, lists: { buyers: 41 } }, { channel_id: 1 }];

let shop: ConnectedShop;

beforeEach(async () => {
  shop = await openConnectedShop({
    side: 6,
    sandbox: {
      channels: [1, 2],
      brevo: {
        apiKey: `xkeysib-${randomUUID()}`,
        neighbours: [{ apiKey: OUTLET_KEY, organization: 'outlet' }],
      },
    },
  });
  await shop.startWorker();
});
afterEach(async () => {
  await shop.close();
});

const connect = (storefronts: readonly unknown[] = STOREFRONTS) =>
  shop.tajo.connectors.connect('bigcommerce', {
    storeHash: shop.sandbox.storeHash,
    accessToken: shop.sandbox.accessToken,
    storefrontBrevoApiKeys: storefronts.length === 0 ? {} : { 2: OUTLET_KEY },
    settings: { lists: { all_customers: 40 }, storefronts },
  });

test('makes what is needed in both accounts, tells the storefronts, and keeps their key to itself', async () => {
  const report = await connect();
  const status = await shop.tajo.connectors.status('bigcommerce');

  expect(report).toMatchObject({ outcome: 'connected', missing: [] });
  const [neighbour] = shop.sandbox.brevo.neighbours;
  expect(neighbour?.state.attributes.has('TAJO_LISTED_41')).toBe(true);
  expect(shop.sandbox.brevo.state.attributes.has('TAJO_LISTED_41')).toBe(false);
  expect(status.stores[0]?.storefronts).toEqual([
    {
      channelId: 2,
      url: 'https://storefront-2.example.com',
      lists: { buyers: 41 },
      account: 'own',
    },
    { channelId: 1, url: 'https://store.example.com', lists: {}, account: 'default' },
  ]);
  const handle = shop.client.workflow.getHandle('store/abc123');
  const kept = [textOf(await handle.fetchHistory()), textOf((await handle.describe()).raw)];
  expect(kept.join()).not.toContain(OUTLET_KEY);

  expect(await connect()).toMatchObject({ outcome: 'unchanged' });
  expect(await connect([])).toMatchObject({ outcome: 'updated' });
  expect((await shop.tajo.connectors.status('bigcommerce')).stores[0]).not.toHaveProperty(
    'storefronts',
  );
});

test('is told what an account without the scope for channels leaves unchecked', async () => {
  shop.sandbox.bigcommerce.setScopes(
    readScopes.filter((scope) => !scope.startsWith('store_channel_settings')),
  );

  const { outcome, off } = await connect();

  expect(outcome).toBe('connected');
  expect(off).toContainEqual(
    expect.stringMatching(
      /^storefronts: .*store_channel_settings_read_only \(403\)\. Scopes cannot be added/,
    ),
  );
});

test('a key that is not sealed is refused before it enters a history', async () => {
  const { sandbox, client } = shop;
  const settings = storeSettings(
    'main',
    {
      store_hash: sandbox.storeHash,
      access_token: sandbox.accessToken,
      brevo_api_key: sandbox.brevoApiKey,
      storefront_keys: { 2: OUTLET_KEY },
    },
    { storefronts: [{ channel_id: 2 }] },
  );
  const sealed = sealStore(settings, SEALER);
  const plain = { ...sealed, secrets: { ...sealed.secrets, storefrontKeys: { 2: OUTLET_KEY } } };

  const asking = client.workflow.executeUpdateWithStart(connectStore, {
    args: [plain],
    startWorkflowOperation: new WithStartWorkflowOperation(STORE_CONNECTION, {
      workflowId: 'store/abc123',
      taskQueue: TASK_QUEUE,
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });

  await expect(asking).rejects.toMatchObject({
    cause: { message: containing('the key of storefront 2 is not sealed') },
  });
  const history = await client.workflow.getHandle('store/abc123').fetchHistory();
  expect(textOf(history)).not.toContain(OUTLET_KEY);
});

// Records one history per story on the sandbox. Run by `npm run histories` when a change alters a workflow's commands.
import { approve, pauseSync, progressQuery, resumeSync } from '../../src/contracts/full-sync';
import { askedHooksId } from '../../src/contracts/hooks';
import { bulkId } from '../../src/contracts/names';
import { orderFlowId } from '../../src/contracts/order-flow';
import { changesId } from '../../src/contracts/record-changes';
import { connectionId } from '../../src/contracts/store-connection';
import { readScopes } from '../../src/sandbox/bigcommerce/scopes';
import { PUBLIC_URL, openHookedShop } from '../hooks/hooked-shop';
import { happened, say } from '../live/changes';
import { aCustomer, atCheckout, openOrderShop, STATUS } from '../orders/order-shop';
import { openConnectedShop } from '../stores/connected-shop';
import { at } from '../support/moments';
import { openStage, type Stage, type StageOptions } from '../support/stage';
import { recordCarts } from './record-carts';
import { save } from './save';

interface Story {
  readonly name: string;
  readonly stage: StageOptions;
  readonly play: (stage: Stage) => Promise<string>;
}

const ORDERS_READ = { api: 'bigcommerce', path: /v2\/orders\?.*include/ } as const;

const EVENT_SENT = { api: 'brevo', method: 'POST', path: /v3\/events$/ } as const;

const LISTS = '    lists: { all_customers: 40, buyers: 41 }';

const STORIES: readonly Story[] = [
  {
    name: 'good',
    // Enough people for the shop's oddities: rejected records, twins, dropped phones.
    stage: { sandbox: { customers: 60, orders: 120, products: 20 } },
    play: async (stage) => {
      const handle = await stage.start();
      await handle.result();
      return handle.workflowId;
    },
  },
  {
    name: 'refused',
    stage: { connector: '    lists: { all_customers: 99 }' },
    play: async (stage) => {
      const handle = await stage.start({ store: 'main' });
      await handle.result().catch(() => undefined);
      return handle.workflowId;
    },
  },
  {
    name: 'broken',
    stage: {},
    play: async (stage) => {
      const change = () => [{ id: 'no number' }];
      stage.sandbox.faults.add({ ...ORDERS_READ, fault: { kind: 'reshape', change } });
      const handle = await stage.start();
      await handle.result().catch(() => undefined);
      return handle.workflowId;
    },
  },
  {
    name: 'paused',
    stage: {},
    play: async (stage) => {
      const { bigcommerce } = stage.sandbox;
      at(stage.sandbox, ORDERS_READ, () => {
        bigcommerce.setScopes([]);
      });
      const handle = await stage.start();
      while ((await handle.query(progressQuery)).state !== 'paused');
      bigcommerce.setScopes(readScopes);
      await handle.executeUpdate(resumeSync);
      await handle.result();
      return handle.workflowId;
    },
  },
  {
    name: 'approved',
    stage: { connector: `${LISTS}\n    guard: { max_list_joins: 3 }` },
    play: async (stage) => {
      const handle = await stage.start();
      await handle.executeUpdate(pauseSync);
      await handle.executeUpdate(resumeSync);
      while ((await handle.query(progressQuery)).state !== 'waiting for approval');
      await handle.executeUpdate(approve);
      await handle.result();
      return handle.workflowId;
    },
  },
];

/** A store that is connected, refused a change, synced and changed. */
async function recordStore(): Promise<void> {
  const shop = await openConnectedShop();
  try {
    await shop.startWorker();
    await shop.connect();
    await shop.connect({ settings: { lists: { buyers: 4711 } } }).catch(() => undefined);
    await shop.tajo.connectors.sync('bigcommerce', { wait: true });
    await shop.connect({ settings: { consent: 'all' } });
    await save(shop.client, connectionId(shop.sandbox.storeHash), 'store-connection-connected');
  } finally {
    await shop.close();
  }
}

/** Two windows of people with a new customer's event whose first answer is lost, and one of products. */
async function recordLiveChanges(): Promise<void> {
  const stage = await openStage({ sandbox: { customers: 40, orders: 40, products: 20 } });
  try {
    await stage.sync();
    const { shop, faults, storeHash } = stage.sandbox;
    faults.add({ ...EVENT_SENT, fault: { kind: 'lost' } });
    const { id } = shop.addCustomer();
    const handle = await say(stage, { kind: 'customers', hint: { changed: [id] } });
    const before = shop.customers.keys().next().value ?? 0;
    shop.deleteCustomer(before);
    await say(stage, { kind: 'customers', hint: { deleted: [before] } });
    await handle.result();
    await save(stage.client, changesId(storeHash, 'customers'), 'record-changes-customers');
    const [product] = shop.products.keys();
    await happened(stage, { kind: 'products', hint: { changed: [product ?? 0] } });
    await save(stage.client, changesId(storeHash, 'products'), 'record-changes-products');
  } finally {
    await stage.close();
  }
}

/** A hook that was deleted, and is made again. */
async function recordHooks(): Promise<void> {
  const shop = await openHookedShop(1);
  try {
    await shop.startWorker(PUBLIC_URL);
    await shop.connect();
    const [hook] = shop.hooks();
    shop.sandbox.bigcommerce.deleteHook(hook?.id ?? 0);
    await shop.connector.hooks('main', true);
    await save(shop.client, askedHooksId(shop.sandbox.storeHash, true), 'hook-keeper-repaired');
  } finally {
    await shop.close();
  }
}

/** Placed, shipped with an answer of Brevo lost, completed, refunded. */
async function recordOrder(): Promise<void> {
  const shop = await openOrderShop(1);
  try {
    const { shop: toy, faults, storeHash } = shop.sandbox;
    const { id } = atCheckout(shop, { customer_id: await aCustomer(shop) });
    await shop.reaching(id, 'incomplete');
    toy.editOrder(id, { status_id: STATUS.paid });
    await shop.hearing(id, 2);
    toy.editOrder(id, { status_id: STATUS.shipped });
    await shop.hearing(id, 3);
    toy.editOrder(id, { status_id: STATUS.completed });
    await shop.hearing(id, 4);
    faults.add({ ...EVENT_SENT, fault: { kind: 'lost' } });
    toy.refundOrder(id);
    await shop.hearing(id, 5);
    await save(shop.client, orderFlowId(storeHash, id), 'order-flow-refunded');
  } finally {
    await shop.close();
  }
}

export async function recordHistories(report: (line: string) => void): Promise<void> {
  for (const { name, stage: options, play } of STORIES) {
    const stage = await openStage(options);
    try {
      const workflowId = await play(stage);
      await save(stage.client, workflowId, `full-sync-${name}`);
      if (name !== 'refused') {
        await save(stage.client, bulkId(stage.sandbox.storeHash), `store-sync-${name}`);
      }
      report(`recorded: ${name}`);
    } finally {
      await stage.close();
    }
  }
  await recordStore();
  report('recorded: connected');
  await recordLiveChanges();
  report('recorded: live changes');
  await recordHooks();
  report('recorded: hooks');
  await recordOrder();
  report('recorded: order');
  await recordCarts();
  report('recorded: carts');
}

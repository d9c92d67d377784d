// What a store is and how it was last synced is read from Temporal's memos alone, cheaply and with no worker alive.
import { createTemporalConnector } from '../../src/api/temporal-connector';
import { openStore } from '../../src/config/store-sealing';
import {
  connectionId,
  syncFinished,
  type FinishedSync,
  type RejectedIds,
} from '../../src/contracts/store-connection';
import { createConnectedStores } from '../../src/temporal/connected-stores';
import type { DevServer } from '../../src/temporal/dev-server';
import { settledOf } from '../../src/temporal/settled';
import { connectCounted, type CountedClient } from '../support/counted-client';
import { startHeavyServer } from '../support/heavy-server';
import { openConnectedStores, openOthers } from '../support/open-workflows';
import { SEALER } from '../support/stage';
import { eventually, openConnectedShop, type ConnectedShop } from './connected-shop';

/** After so many events a history is begun anew (usually 4,096). */
const HEAVY = 20;

let server: DevServer;

beforeAll(async () => {
  server = await startHeavyServer({ heavy: HEAVY, namespaces: ['crowded'] });
});
afterAll(async () => {
  await server.stop();
});

const thousand = (from: number): readonly string[] =>
  Array.from({ length: 1000 }, (_none, index) => String(100_000_000 + from + index));

const REJECTED: RejectedIds = {
  customers: thousand(0),
  orders: thousand(2000),
  products: thousand(4000),
};

describe('a store that has been connected for long', () => {
  let shop: ConnectedShop;

  beforeAll(async () => {
    shop = await openConnectedShop({ address: server.address });
  });
  afterAll(async () => {
    await shop.close();
  });

  const memoBytes = async (): Promise<number> => {
    const { raw } = await shop.client.workflow.getHandle('store/abc123').describe();
    const fields = Object.values(raw.workflowExecutionInfo?.memo?.fields ?? {});
    return fields.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
  };
  const hasBegunAnew = async (): Promise<boolean> => {
    const query = 'WorkflowId = "store/abc123" AND ExecutionStatus = "ContinuedAsNew"';
    return (await shop.client.workflow.count(query)).count > 0;
  };

  test('keeps thousands of rejected ids for its next sync, and a memo that stays small', async () => {
    await shop.startWorker();
    await shop.connect();
    await shop.tajo.connectors.sync('bigcommerce', { wait: true });
    const before = await memoBytes();
    const handle = shop.client.workflow.getHandle(connectionId('abc123'));
    const finished: FinishedSync = {
      workflowId: 'sync/abc123',
      finishedAt: '2026-05-06T07:08:09.000Z',
      type: 'incremental',
      resources: ['customers', 'orders', 'products'],
      summary: 'three thousand records rejected',
      watermarks: { orders: '2026-05-06T07:00:00.000Z' },
      mappingHash: 'of-this-mapping',
      counts: {},
      rejected: REJECTED,
    };

    await handle.signal(syncFinished, finished);
    const settled = await eventually(
      () => settledOf(shop.client, 'abc123'),
      (seen) => seen?.mappingHash === 'of-this-mapping',
    );
    const { rejected } = await shop.tajo.connectors.status('bigcommerce', { store: 'abc123' });

    expect(settled?.rejected).toEqual(REJECTED);
    expect(rejected).toEqual({ customers: 1000, orders: 1000, products: 1000 });
    expect(Math.abs((await memoBytes()) - before)).toBeLessThan(200);
  });

  test('answers its status and gives its settings after a fresh history, with no worker alive', async () => {
    const { tajo, client, sandbox, connect } = shop;
    for (const consent of ['all', 'opt_in', 'all']) await connect({ settings: { consent } });
    expect(await eventually(hasBegunAnew, Boolean)).toBe(true);
    const alive = await tajo.connectors.status('bigcommerce');

    await shop.stopWorkers();
    const status = await tajo.connectors.status('bigcommerce');
    const directory = createConnectedStores({
      client,
      unseal: (store) => openStore(store, SEALER),
    });
    const settings = await directory.read('main');

    expect(alive).toMatchObject({ connected: true, lastSync: '2026-05-06T07:08:09.000Z' });
    expect(status).toEqual(alive);
    expect(await directory.list()).toEqual([{ name: 'main', storeHash: 'abc123', enabled: true }]);
    expect(settings).toMatchObject({
      accessToken: sandbox.accessToken,
      brevoApiKey: sandbox.brevoApiKey,
      consent: 'all',
      lists: { allCustomers: 40, buyers: 41 },
    });
  });
});

describe('a crowded namespace', () => {
  let counted: CountedClient;

  beforeAll(async () => {
    counted = await connectCounted({ address: server.address, namespace: 'crowded' });
  });
  afterAll(async () => {
    await counted.close();
  });

  test('costs a status two calls for all stores, three for one of them, and an empty one the first of them', async () => {
    const { client, calls } = counted;
    const connector = createTemporalConnector({ client, sealer: SEALER });
    const statusOf = async (store?: string) => {
      calls();
      const { stores, syncs } = await connector.status(store);
      return { stores: stores.length, syncs: syncs.length, calls: calls() };
    };
    const seen = (stores: number) =>
      eventually(
        () => statusOf(),
        // What was just started is listed a moment later, one after the other.
        (answer) => answer.stores === stores && answer.syncs > 0,
        20_000,
      );

    const empty = await statusOf();
    await openConnectedStores(client, ['first'], SEALER);
    const one = await seen(1);
    const hashes = Array.from({ length: 120 }, (_none, index) => `s${index}`);
    await openConnectedStores(client, hashes, SEALER);
    await openOthers(client, 300);
    const crowded = await seen(121);
    const named = await statusOf('s7');

    const LIST = ['listWorkflowExecutions'];
    expect(empty).toEqual({ stores: 0, syncs: 0, calls: LIST });
    const COUNT = 'countWorkflowExecutions';
    expect(one).toEqual({ stores: 1, syncs: 1, calls: [...LIST, COUNT] });
    expect(crowded).toMatchObject({ stores: 121, calls: [...LIST, COUNT] });
    expect(named).toEqual({
      stores: 1,
      syncs: 0,
      calls: [...LIST, 'describeWorkflowExecution', COUNT],
    });
  });
});

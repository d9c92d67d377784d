// A store that stays connected for long: its history is begun anew, and what it remembers stays.
import type { DevServer } from '../../src/temporal/dev-server';
import { startHeavyServer } from '../support/heavy-server';
import { containing, openConnectedShop, type ConnectedShop } from './connected-shop';

/** A server of its own, which finds a history heavy after this many events (usually 4,096). */
const HEAVY = 20;

/** Every connect looks at the hooks. */
const withoutLooks = (status: object): unknown =>
  JSON.parse(
    JSON.stringify(status, (name, value: unknown) => (name === 'lastChecked' ? null : value)),
  );

describe('a store on a server that finds histories heavy early', () => {
  let server: DevServer;
  let shop: ConnectedShop;

  beforeAll(async () => {
    server = await startHeavyServer({ heavy: HEAVY });
    shop = await openConnectedShop({ address: server.address });
  });
  afterAll(async () => {
    await shop.close();
    await server.stop();
  });

  test('is not connected while no worker is there, and its person hears so at once', async () => {
    await expect(shop.connect()).rejects.toMatchObject({
      type: 'urn:tajo:problem:no-worker',
      message: containing('npm run worker'),
    });
    expect(await shop.executions()).toEqual([]);
  });

  test('goes on in fresh histories, with its settings, secrets and last sync', async () => {
    await shop.startWorker();
    const { connect, tajo, client, sandbox } = shop;
    await connect();
    await tajo.connectors.sync('bigcommerce', { wait: true });
    const before = await tajo.connectors.status('bigcommerce');

    const outcomes: string[] = [];
    for (const consent of ['all', 'opt_in', 'all']) {
      outcomes.push((await connect({ settings: { consent } })).outcome);
    }
    const after = await tajo.connectors.status('bigcommerce');
    const again = await connect({ settings: { consent: 'all' } });

    const runs: string[] = [];
    for await (const { status } of client.workflow.list({
      query: `WorkflowId = "store/${sandbox.storeHash}"`,
    })) {
      runs.push(status.name);
    }
    expect(outcomes).toEqual(['updated', 'updated', 'updated']);
    expect(again.outcome).toBe('unchanged');
    expect(before.lastSync).not.toBeNull();
    expect(withoutLooks(after)).toEqual(withoutLooks(before));
    expect(runs.filter((name) => name === 'CONTINUED_AS_NEW').length).toBeGreaterThanOrEqual(2);
    expect(runs.filter((name) => name === 'RUNNING')).toHaveLength(1);
  });
});

// What people can say to a running sync: pause, go on, approve, cancel; and what it says when it needs them.
import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { approve, pauseSync, progressQuery, resumeSync } from '../../src/contracts/full-sync';
import { bulkId } from '../../src/contracts/names';
import { readScopes } from '../../src/sandbox/bigcommerce/scopes';
import { at, reached, until } from '../support/moments';
import { differences } from '../support/oracle';
import { openStage, sideNamespace, type Stage } from '../support/stage';

const LISTS = '    lists: { all_customers: 40, buyers: 41, abandoned_cart: 42 }';
const ORDERS_READ = { api: 'bigcommerce', path: /v2\/orders\?.*include/ } as const;

describe('a running sync', () => {
  let stage: Stage;

  afterEach(async () => {
    await stage.close();
  });

  const stateOf = async (handle: Awaited<ReturnType<Stage['start']>>) =>
    (await handle.query(progressQuery)).state;

  test('asks before many people join a list, and none has joined before a person agrees', async () => {
    stage = await openStage({ connector: `${LISTS}\n    guard: { max_list_joins: 5 }` });
    const { brevo } = stage.sandbox;
    const sync = await stage.start();
    await until('it waits', async () => (await stateOf(sync)) === 'waiting for approval');

    const { message } = await sync.query(progressQuery);
    const marketing = () => brevo.state.listJoins.filter(({ listId }) => listId < 43);
    expect(marketing()).toEqual([]);
    await sync.executeUpdate(approve);
    await sync.result();

    const members = [40, 41].map((listId) => brevo.state.lists.get(listId)?.members.size ?? 0);
    expect(message).toContain(`${members[0]} people would join list 40`);
    expect(message).toContain(`${members[1]} people would join list 41`);
    expect(message).toContain('guard.max_list_joins (5)');
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('does not ask who agreed beforehand', async () => {
    stage = await openStage({ connector: `${LISTS}\n    guard: { max_list_joins: 5 }` });

    const result = await stage.sync({ approve: true });

    expect(result.consent?.joined.length).toBeGreaterThan(0);
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('stands still after pauseSync and goes on after resumeSync', async () => {
    stage = await openStage();
    const { bigcommerce } = stage.sandbox;
    const atOrders = reached(stage.sandbox, ORDERS_READ);
    const sync = await stage.start();
    await atOrders;
    await sync.executeUpdate(pauseSync);
    await until('it stands still', async () => {
      const { state, message = '' } = await sync.query(progressQuery);
      return state === 'paused' && message.includes('resumeSync');
    });

    const asked = bigcommerce.ledger.entries.length;
    await sync.executeUpdate(resumeSync);
    await sync.result();

    expect(bigcommerce.ledger.entries.length).toBeGreaterThan(asked);
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('pauses itself when the token loses its rights, says the cure, and goes on from there', async () => {
    stage = await openStage();
    const { bigcommerce, shop } = stage.sandbox;
    const customersRead = () =>
      bigcommerce.ledger.count(({ path }) => /v3\/customers\?.*limit=250/.test(path));
    at(stage.sandbox, { api: 'brevo', method: 'POST', path: /contacts\/import/ }, () => {
      bigcommerce.setScopes([]);
    });
    const sync = await stage.start();
    await until('it has paused', async () => (await stateOf(sync)) === 'paused');
    const before = customersRead();
    const { message } = await sync.query(progressQuery);

    bigcommerce.setScopes(readScopes);
    await sync.executeUpdate(resumeSync);
    await sync.result();

    expect(message).toContain('store_v2_orders_read_only');
    expect(message).toContain('resumeSync');
    expect(before).toBe(Math.ceil(shop.customers.size / 250));
    // One closing read; the phase that was done is not done again.
    expect(customersRead()).toBeLessThanOrEqual(before + 1);
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('keeps a second one out, which names the work that is going on', async () => {
    stage = await openStage();
    const atOrders = reached(stage.sandbox, ORDERS_READ);
    const first = await stage.start();
    await atOrders;

    const failure = await stage.failureOf();
    await first.result();

    expect(failure.type).toBe('SyncAlreadyRunning');
    expect(failure.message).toContain(bulkId(stage.sandbox.storeHash));
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('takes the bulk work along when it is cancelled, and the next one finishes the job', async () => {
    stage = await openStage({ namespace: sideNamespace(1) });
    const atOrders = reached(stage.sandbox, ORDERS_READ);
    const sync = await stage.start();
    await atOrders;
    const bulk = stage.client.workflow.getHandle(bulkId(stage.sandbox.storeHash));

    await sync.cancel();
    const failure: unknown = await sync.result().catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(WorkflowFailedError);
    expect(failure instanceof WorkflowFailedError && failure.cause).toBeInstanceOf(
      CancelledFailure,
    );
    expect((await bulk.describe()).status.name).toBe('CANCELLED');
    await stage.sync();
    expect(differences(stage.sandbox)).toEqual([]);
  });
});

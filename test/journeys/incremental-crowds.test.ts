// An incremental sync beside others: several workers, another sync under way, many people at once.
import { approve, progressQuery } from '../../src/contracts/full-sync';
import { bulkId, TASK_QUEUE } from '../../src/contracts/names';
import { until } from '../support/moments';
import { differences } from '../support/oracle';
import { openStage, sideNamespace, type Stage } from '../support/stage';

const stages: Stage[] = [];

async function syncedStage(side: number, options: Parameters<typeof openStage>[0] = {}) {
  const stage = await openStage({ namespace: sideNamespace(side), ...options });
  stages.push(stage);
  return stage;
}

afterEach(async () => {
  await Promise.all(stages.splice(0).map((stage) => stage.close()));
});

describe('an incremental sync', () => {
  test('is right when its steps fall to workers that have not read the round', async () => {
    const stage = await syncedStage(1);
    await stage.sync();
    await stage.addWorker();
    await stage.addWorker();
    const { shop } = stage.sandbox;
    const newcomer = shop.addCustomer();
    shop.addSubscriber({ email: newcomer.email });
    shop.addOrder({ customer_id: newcomer.id, is_email_opt_in: true });
    shop.addOrder({ is_email_opt_in: true });

    await stage.sync({ type: 'incremental' });

    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('waits for approval when more people than agreed might join a list', async () => {
    const stage = await syncedStage(2, {
      connector: '    lists: { all_customers: 40, buyers: 41 }\n    guard: { max_list_joins: 3 }',
    });
    await stage.sync({ approve: true });
    const { shop } = stage.sandbox;
    for (let made = 0; made < 4; made += 1) shop.addSubscriber();

    const handle = await stage.start({ type: 'incremental' });
    await until(
      'it waits',
      async () => (await handle.query(progressQuery)).state === 'waiting for approval',
    );
    const { message } = await handle.query(progressQuery);
    await handle.executeUpdate(approve);
    await handle.result();

    expect(message).toContain('up to 4 people might join the lists 40, 41');
    expect(differences(stage.sandbox)).toEqual([]);
  });

  test('that a schedule starts beside a running sync ends without doing anything; a person is told', async () => {
    const stage = await syncedStage(3, {
      connector: '    lists: { all_customers: 40, buyers: 41 }\n    guard: { max_list_joins: 3 }',
    });
    const { client, sandbox } = stage;
    const running = await stage.start();
    await until(
      'it waits',
      async () => (await running.query(progressQuery)).state === 'waiting for approval',
    );
    const schedule = await client.schedule.create({
      scheduleId: `reconcile/${process.pid}`,
      spec: {},
      state: { triggerImmediately: true, paused: true },
      action: {
        type: 'startWorkflow',
        workflowType: 'fullSync',
        workflowId: `sync/scheduled/${process.pid}`,
        taskQueue: TASK_QUEUE,
        args: [{ type: 'incremental' }],
      },
    });
    let workflowId = '';
    await until('the schedule acts', async () => {
      const [action] = (await schedule.describe()).info.recentActions;
      workflowId = action?.action.type === 'startWorkflow' ? action.action.workflow.workflowId : '';
      return workflowId !== '';
    });

    const result: unknown = await client.workflow.getHandle(workflowId).result();
    const refusal = await stage.failureOf({ type: 'incremental' });
    await schedule.delete();

    const skipped = `${bulkId(sandbox.storeHash)} is running`;
    expect(result).toMatchObject({ skipped, summary: `skipped: ${skipped}` });
    expect(refusal.type).toBe('SyncAlreadyRunning');
  });
});

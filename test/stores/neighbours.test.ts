// A store whose BigCommerce answers nothing but 429 is nobody else's trouble.
import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { Sandbox } from '../../src/sandbox/start';
import { until } from '../support/moments';
import { sideNamespace, TEMPORAL } from '../support/stage';
import { openMall, type Mall } from './mall';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

const TIMES = /\d{4}-\d\d-\d\dT[0-9:.%A]+Z?/g;

/** What a shop and its account were asked; how often an import was looked at is a matter of time. */
const askedOf = ({ bigcommerce, brevo }: Sandbox): readonly string[] =>
  [...bigcommerce.ledger.entries, ...brevo.ledger.entries]
    .filter(({ path, status }) => !path.includes('/processes/') && status !== 429)
    .map(({ method, path }) => `${method} ${path.replace(TIMES, '<time>')}`)
    .sort();

const forget = ({ bigcommerce, brevo }: Sandbox): void => {
  bigcommerce.ledger.clear();
  brevo.ledger.clear();
};

/** As the vendor says it: nothing is left, and the window ends in half a minute. */
const onlyTooMany = ({ faults }: Sandbox): void => {
  const headers = {
    'x-rate-limit-time-window-ms': '30000',
    'x-rate-limit-time-reset-ms': '30000',
    'x-rate-limit-requests-quota': '150',
    'x-rate-limit-requests-left': '0',
  };
  faults.add({
    api: 'bigcommerce',
    path: /./,
    times: Infinity,
    fault: { kind: 'status', status: 429, headers },
  });
};

const historyOf = async (client: Client, workflowId: string): Promise<readonly HistoryEvent[]> =>
  (await client.workflow.getHandle(workflowId).fetchHistory()).events ?? [];

const queuesIn = (events: readonly HistoryEvent[]): ReadonlySet<string> =>
  new Set(
    events.flatMap((event) => event.activityTaskScheduledEventAttributes?.taskQueue?.name ?? []),
  );

/** Attempts after the first, and what the attempt before had failed with. */
const triedAgain = (events: readonly HistoryEvent[]): readonly string[] =>
  events.flatMap(({ activityTaskStartedEventAttributes: started }) =>
    (started?.attempt ?? 1) > 1 ? [started?.lastFailure?.message ?? 'unknown'] : [],
  );

describe('two stores of one connector', () => {
  let mall: Mall;

  beforeAll(async () => {
    mall = await openMall(['aaa111', 'bbb222'], { ...TEMPORAL, namespace: sideNamespace(5) });
  });
  afterAll(async () => {
    await mall.close();
  });

  test('do not wait for each other: one gets nothing but 429, the other asks just what it asks alone', async () => {
    const { shops, tajo, client, connect } = mall;
    const [sick, well] = shops;
    if (sick === undefined || well === undefined) throw new Error('There are two shops.');
    expect([await connect(sick), await connect(well)]).toEqual(['connected', 'connected']);
    const syncWell = () =>
      tajo.connectors.sync('bigcommerce', { store: well.storeHash, fresh: true, wait: true });
    await syncWell();

    forget(well);
    const alone = await syncWell();
    const askedAlone = askedOf(well);

    onlyTooMany(sick);
    forget(sick);
    await tajo.connectors.sync('bigcommerce', { store: sick.storeHash });
    const refused = () => sick.bigcommerce.ledger.count(({ status }) => status === 429);
    await until('the sick store has refused', () => refused() > 0);
    forget(well);
    const beside = await syncWell();

    expect(askedAlone.length).toBeGreaterThan(20);
    expect(askedOf(well)).toEqual(askedAlone);
    expect(beside.phases).toEqual(alone.phases);
    expect(triedAgain(await historyOf(client, `sync/${well.storeHash}`))).toEqual([]);
    const bulk = await historyOf(client, `bulk/${well.storeHash}`);
    expect(triedAgain(bulk)).toEqual([]);
    const queues = queuesIn(bulk);
    expect(queues).toContain(`bigcommerce-brevo.${well.storeHash}`);
    expect(queues).not.toContain(`bigcommerce-brevo.${sick.storeHash}`);
    // The sick one has asked once, waits for its window and has been given up by nobody.
    expect(refused()).toBeLessThanOrEqual(2);
    const { status } = await client.workflow.getHandle(`sync/${sick.storeHash}`).describe();
    expect(status.name).toBe('RUNNING');
  });

  test('are connected while one of them answers nothing but 429', async () => {
    const { shops, tajo, connect } = mall;
    const [sick, well] = shops;
    if (sick === undefined || well === undefined) throw new Error('There are two shops.');

    const outcome = await connect(well, 'renamed');
    const { stores } = await tajo.connectors.status('bigcommerce');

    expect(outcome).toBe('updated');
    expect(stores.map(({ name }) => name).sort()).toEqual(['aaa111', 'renamed']);
  });
});

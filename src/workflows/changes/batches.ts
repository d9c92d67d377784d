// Works off what a window has collected: batch after batch, records before the orders and subscriptions of their people.
import * as wf from '@temporalio/workflow';
import { FAILURE } from '../../contracts/failures';
import type { Resource } from '../../contracts/names';
import type { ChangesWritten, CustomerNews } from '../../contracts/record-changes';
import { recordsRejected } from '../../contracts/record-changes';
import { MOST_IDS } from '../../contracts/tally';
import { liveActivities } from '../activity-options';
import { tellConnection } from '../connection/telling';
import type { ChangesRun } from './run';
import { seeToEvents } from './events';
import { counted, nextBatch, type Batch } from './state';
import { withNews, withoutNewsOf } from './news-state';

type Records = Extract<Batch, { kind: 'records' }>;
type People = Extract<Batch, { kind: 'people' }>;

export async function workOff(run: ChangesRun): Promise<void> {
  for (;;) {
    const next = nextBatch(run.state);
    if (next === undefined) return;
    run.state = next.state;
    await oneBatch(run, next.batch);
    await seeToEvents(run);
    // What is left is carried over.
    if (wf.workflowInfo().continueAsNewSuggested) return;
  }
}

/** A batch that cannot be done at all is left to the next incremental sync; the others go on. */
async function oneBatch(run: ChangesRun, batch: Batch): Promise<void> {
  try {
    if (batch.kind === 'people') await seeToPeople(run, batch);
    else if (run.kind === 'products') await writeProducts(run, batch);
    else await writeCustomers(run, batch);
  } catch (error) {
    const cause = error instanceof wf.ActivityFailure ? error.cause : undefined;
    if (!(cause instanceof wf.ApplicationFailure) || cause.type === FAILURE.unknownStore)
      throw error;
    wf.log.warn('a batch of live changes was refused', { type: cause.type });
    const ids = idsOf(batch);
    const rejected = [
      {
        reason: `refused: ${cause.type ?? 'unknown'}`,
        count: ids.length,
        ids: ids.slice(0, MOST_IDS),
      },
    ];
    await fold(run, { read: ids.length, rejected, rejectedIds: ids });
  }
}

const idsOf = (batch: Batch): readonly string[] =>
  batch.kind === 'records'
    ? [...batch.changed, ...batch.deleted].map(String)
    : [
        ...batch.orders.map((id) => `order:${id}`),
        ...batch.subscribers.map((id) => `subscriber:${id}`),
      ];

async function writeProducts(run: ChangesRun, batch: Records): Promise<void> {
  const { storeHash } = run;
  const { changed, deleted, categories } = batch;
  const { writeChangedProducts } = liveActivities(storeHash);
  const written = await run.attempt(() =>
    writeChangedProducts.executeWithOptions({ summary: `products: ${summaryOf(batch)}` }, [
      { storeHash, changed, deleted, categories, batch: wf.uuid4() },
    ]),
  );
  await fold(run, written);
}

async function writeCustomers(run: ChangesRun, batch: Records): Promise<void> {
  const { storeHash } = run;
  const { changed, deleted } = batch;
  const { lookAtCustomers, writeChangedCustomers } = liveActivities(storeHash);
  const name = wf.uuid4();
  const found = await run.attempt(() =>
    lookAtCustomers.executeWithOptions({ summary: `customers: ${summaryOf(batch)}` }, [
      { storeHash, changed, deleted, batch: name },
    ]),
  );
  const { read, unchanged, different, fresh, gone, news } = found;
  await fold(run, { read, unchanged });
  if (different.length + gone.length === 0) return;
  const { joined } = run.state.counts;
  const written = await run.attempt(() =>
    writeChangedCustomers.executeWithOptions(
      { summary: `customers: ${different.length} differ, ${gone.length} gone` },
      [{ storeHash, deleted, different, fresh, gone, joined, batch: name }],
    ),
  );
  await fold(run, written);
  run.state = withoutNewsOf(run.state, deleted);
  announce(run, news, written);
}

/** Of whoever is no contact Brevo hears nothing. */
function announce(
  run: ChangesRun,
  news: readonly CustomerNews[],
  { rejectedIds = [], absent = [] }: ChangesWritten,
): void {
  const nobody = new Set([...rejectedIds, ...absent.map(String)]);
  const good = news.filter(({ customerId }) => !nobody.has(String(customerId)));
  run.state = withNews(run.state, { storeHash: run.storeHash, news: good, now: Date.now() });
}

async function seeToPeople(run: ChangesRun, { orders, subscribers }: People): Promise<void> {
  const { storeHash } = run;
  const { seeToChangedPeople } = liveActivities(storeHash);
  const { joined } = run.state.counts;
  const written = await run.attempt(() =>
    seeToChangedPeople.executeWithOptions(
      { summary: `people of ${orders.length} orders and ${subscribers.length} subscriptions` },
      [{ storeHash, orders, subscribers, joined }],
    ),
  );
  await fold(run, written);
}

const summaryOf = ({ changed, deleted }: Records): string =>
  `${changed.length} changed${deleted.length === 0 ? '' : `, ${deleted.length} deleted`}`;

async function fold(run: ChangesRun, written: Partial<ChangesWritten>): Promise<void> {
  run.state = counted(run.state, written);
  const { rejectedIds = [] } = written;
  const orders = rejectedIds.filter((id) => id.startsWith('order:'));
  const records = rejectedIds.filter((id) => !id.startsWith('order:'));
  await tellRejected(run, run.kind, records);
  await tellRejected(run, 'orders', orders);
}

/** An incremental sync looks at them again. */
async function tellRejected(
  { storeHash }: ChangesRun,
  resource: Resource,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tellConnection(storeHash, (to) => to.signal(recordsRejected, { resource, ids }));
}

// `tajo-bigcommerce demo`: the whole story on toys, with servers of its own, on this machine alone.
import { syncState } from '../api/sync-state';
import { surroundings } from '../config/environment';
import { bulkId, syncId, TASK_QUEUE } from '../contracts/names';
import type { FullSyncResult } from '../contracts/sync-progress';
import { startFullSync } from '../temporal/sync-starter';
import { workflowUrl } from '../temporal/ui-links';
import { Closers } from './closers';
import { askedSoFar, demoFacts, type Asked } from './demo-facts';
import { demoReport } from './demo-report';
import { DEMO_FOLDER, startDemoWorld, TIME_SCALE, type DemoWorld } from './demo-world';
import { historyLines } from './history-lines';
import { activityResult } from './history-payloads';
import { interruption } from './interruption';
import { progressView } from './progress-view';
import { SyncFailed, watchSync, type Look } from './watch';
import { counted, seconds } from './wording';

/** As commander hands them over. */
export interface DemoOptions {
  readonly once?: true;
  readonly records: number;
}

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** Answers the exit code. Whatever happens, nothing that was started is left running. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const closers = new Closers();
  const interrupted = interruption();
  const end = { told: false };
  try {
    const story = tellStory(options, closers).then(async (world) => {
      if (options.once === true || !process.stdout.isTTY) return 0;
      end.told = true;
      say(`Ctrl-C stops everything; data kept in ${DEMO_FOLDER}`);
      return world.worker.failed;
    });
    // When Ctrl-C wins, the story breaks off somewhere and nobody is left to hear about it.
    story.catch(() => undefined);
    const stopped = interrupted.happened.then(() => (end.told ? 0 : 130));
    return await Promise.race([story, stopped]);
  } finally {
    await closers.closeAll();
    interrupted.forget();
  }
}

async function tellStory(options: DemoOptions, closers: Closers): Promise<DemoWorld> {
  const { records } = options;
  // Only for PATH and HOME: what else stands there, right or wrong, is none of the demo's business.
  const user = surroundings();
  const world = await startDemoWorld({ records, user, report: say, closers });
  tellWorld(world);
  const first = await tellFirstSync(world, options, closers);
  await tellSecondSync(world, options, closers);
  tellLinks(world, first);
  if (options.once === true || !process.stdout.isTTY) await tellHistory(world, first);
  return world;
}

function tellWorld({ sandbox, address, uiUrl, worker }: DemoWorld): void {
  const { shop } = sandbox;
  say('A toy shop, a toy Brevo account and a Temporal server, on this machine alone.');
  say(`An hour of the toys lasts ${3600 / TIME_SCALE} seconds.`);
  say();
  say(`  BigCommerce  ${sandbox.bigcommerceUrl}  store ${sandbox.storeHash}`);
  say(`               ${shopWords(shop)}`);
  say(`  Brevo        ${sandbox.brevoUrl}  empty`);
  say(`  Temporal     ${address}  UI: ${uiUrl}`);
  say(`  Worker       process ${worker.pid}, log: ${DEMO_FOLDER}/worker.log`);
  say();
}

const shopWords = ({ products, customers, subscribers, orders }: DemoWorld['sandbox']['shop']) =>
  [
    counted(products.size, 'product'),
    counted(customers.size, 'customer'),
    counted(subscribers.size, 'subscriber'),
    counted(orders.size, 'order'),
  ].join(', ');

interface SyncRun {
  readonly result: FullSyncResult;
  readonly durationMs: number;
  readonly asked: Asked;
  readonly workflow: { readonly workflowId: string; readonly runId: string };
}

/** More joins than the guard allows need a word, and there is nobody here to say it. */
const GUARD = 1000;

async function syncOnce(
  world: DemoWorld,
  { records }: DemoOptions,
  closers: Closers,
): Promise<SyncRun> {
  const { sandbox, temporal, worker } = world;
  const before = askedSoFar(sandbox);
  const startedAt = performance.now();
  const input = records > GUARD ? { approve: true } : {};
  const workflowId = syncId(sandbox.storeHash);
  const started = await startFullSync(temporal.client, input, { workflowId });
  const view = progressView(process.stdout);
  closers.add(() => {
    view.end();
    return Promise.resolve();
  });
  const watching = watchSync(looksAt(world, workflowId), view);
  watching.catch(() => undefined);
  const result = await Promise.race([watching, worker.failed]).finally(() => {
    view.end();
  });
  const after = askedSoFar(sandbox);
  return {
    result,
    durationMs: performance.now() - startedAt,
    asked: { requests: after.requests - before.requests, writes: after.writes - before.writes },
    workflow: started,
  };
}

const LOOK_EVERY_MS = 500;

const looksAt =
  ({ temporal }: DemoWorld, workflowId: string): Look =>
  async () => {
    const sync = await syncState(temporal.client, workflowId, LOOK_EVERY_MS);
    if (sync !== null) return sync;
    throw new SyncFailed(`The sync ${workflowId} is gone from Temporal.`);
  };

interface FirstWorkflows {
  readonly full: { readonly workflowId: string; readonly runId: string };
  readonly bulk: { readonly workflowId: string; readonly runId: string };
}

async function tellFirstSync(
  world: DemoWorld,
  options: DemoOptions,
  closers: Closers,
): Promise<FirstWorkflows> {
  const { sandbox, temporal } = world;
  say('Full sync: everything in the shop goes to Brevo');
  const sync = await syncOnce(world, options, closers);
  say();
  const full = sync.workflow;
  const history = await temporal.client.workflow
    .getHandle(full.workflowId, full.runId)
    .fetchHistory();
  const plan = activityResult(history, 'planSync');
  for (const line of demoReport(demoFacts(sandbox, { ...sync, plan }))) say(line);
  const workflowId = bulkId(sandbox.storeHash);
  const { runId } = await temporal.client.workflow.getHandle(workflowId).describe();
  return { full, bulk: { workflowId, runId } };
}

async function tellSecondSync(
  world: DemoWorld,
  options: DemoOptions,
  closers: Closers,
): Promise<void> {
  say('Second sync: nothing has changed in the shop');
  const { asked, durationMs } = await syncOnce(world, options, closers);
  say();
  say(`  Writes to Brevo: ${asked.writes}`);
  say(`  ${counted(asked.requests, 'request')} to BigCommerce, ${seconds(durationMs)}`);
  say();
}

function tellLinks({ uiUrl, temporal, sandbox }: DemoWorld, { full, bulk }: FirstWorkflows): void {
  const link = (workflow: FirstWorkflows['full']) =>
    workflowUrl(uiUrl, temporal.namespace, workflow);
  say('Histories in the Temporal UI');
  say(`  fullSync   ${link(full)}`);
  say(`  storeSync  ${link(bulk)}`);
  say('Start another sync there: Start Workflow, with');
  say(
    `  workflow id ${syncId(sandbox.storeHash)}, task queue ${TASK_QUEUE}, type fullSync, no input`,
  );
  say();
}

async function tellHistory({ temporal }: DemoWorld, { bulk }: FirstWorkflows): Promise<void> {
  say(`The history of ${bulk.workflowId}, read aloud`);
  const handle = temporal.client.workflow.getHandle(bulk.workflowId, bulk.runId);
  for (const line of historyLines(await handle.fetchHistory())) say(line);
}

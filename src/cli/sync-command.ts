// `tajo-bigcommerce sync`: starts a full sync through Temporal, and watches it when asked.
import { loadDotEnv, readEnvironment, type Environment } from '../config/environment';
import { ConfigProblems } from '../config/problems';
import { approve } from '../contracts/full-sync';
import type { Resource } from '../contracts/names';
import type { FullSyncInput } from '../contracts/sync-plan';
import type { FullSyncResult } from '../contracts/sync-progress';
import { startFullSync, SyncAlreadyRunning } from '../temporal/sync-starter';
import { workflowUrl } from '../temporal/ui-links';
import { failureText, WrongUsage } from './failure-text';
import { interruption } from './interruption';
import { linesOn, progressView } from './progress-view';
import { chooseStore } from './store-choice';
import { syncReport } from './sync-report';
import { openTemporal, workerIsThere, type Temporal } from './temporal-door';
import { watchSync, type FullSync, type SyncHandle } from './watch';

/** As commander hands them over. */
export interface SyncOptions {
  readonly store?: string;
  readonly resource?: readonly Resource[];
  readonly fresh?: true;
  readonly variants: boolean;
  readonly images: boolean;
  readonly yes?: true;
  readonly watch?: true;
  readonly id?: string;
  readonly json?: true;
}

interface Found {
  readonly handle: SyncHandle;
  readonly workflowId: string;
  readonly runId?: string;
  readonly url?: string;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const remark = (line: string): void => void process.stderr.write(`${line}\n`);

/** Answers the exit code. Throws what a person has to mend; with `--json` that is part of the object. */
export async function runSync(options: SyncOptions): Promise<number> {
  if (options.json !== true) return sync(options, say);
  try {
    return await sync(options, remark);
  } catch (error) {
    say(JSON.stringify({ state: 'failed', failure: failureText(error) }));
    return error instanceof WrongUsage ? 2 : 1;
  }
}

async function sync(options: SyncOptions, tell: (line: string) => void): Promise<number> {
  loadDotEnv('.env');
  const environment = settledEnvironment();
  const { workflowId, note } = await chooseStore(environment, options);
  if (note !== undefined) tell(note);
  const temporal = await openTemporal(environment, tell);
  try {
    const found = await startOrJoin(temporal, { workflowId, options, tell });
    tell(`Sync ${found.workflowId}`);
    tell(found.url ?? 'Set TEMPORAL_UI_URL to get a link into the Temporal UI here.');
    if (!(await workerIsThere(temporal))) {
      tell('No worker is connected: the sync begins when one runs (npm run worker).');
    }
    return options.watch === true ? await follow(found, options) : left(found, options);
  } finally {
    await temporal.close();
  }
}

function settledEnvironment(): Environment {
  const reading = readEnvironment();
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  return reading.environment;
}

function inputOf(options: SyncOptions): FullSyncInput {
  const { store, resource, fresh, variants, images, yes } = options;
  return {
    ...(store !== undefined && { store }),
    ...(resource !== undefined && { resources: [...new Set(resource)] }),
    ...(fresh === true && { fresh }),
    ...(!variants && { includeVariants: false }),
    ...(!images && { includeImages: false }),
    ...(yes === true && { approve: true }),
  };
}

interface Wish {
  readonly workflowId: string;
  readonly options: SyncOptions;
  readonly tell: (line: string) => void;
}

async function startOrJoin(temporal: Temporal, wish: Wish): Promise<Found> {
  const { client } = temporal;
  const { workflowId, options } = wish;
  try {
    const { runId } = await startFullSync(client, inputOf(options), { workflowId });
    const handle = client.workflow.getHandle<FullSync>(workflowId, runId);
    return { handle, workflowId, runId, ...linkTo(temporal, { workflowId, runId }) };
  } catch (error) {
    if (!(error instanceof SyncAlreadyRunning)) throw error;
    return joinRunning(temporal, wish);
  }
}

/** `--yes` is the word a running sync may wait for; `--watch` only looks. */
async function joinRunning(temporal: Temporal, wish: Wish): Promise<Found> {
  const { workflowId, options, tell } = wish;
  if (options.yes !== true && options.watch !== true) {
    throw new SyncRuns(
      `The sync ${workflowId} is running already. Add --watch to see how far it is, or --yes to approve what it waits for.`,
    );
  }
  const handle = temporal.client.workflow.getHandle<FullSync>(workflowId);
  tell(`The sync ${workflowId} is running already; no second one was started.`);
  if (options.yes === true) tell(await handle.executeUpdate(approve));
  return { handle, workflowId, ...linkTo(temporal, { workflowId }) };
}

class SyncRuns extends Error {
  override readonly name = 'SyncRuns';
}

function linkTo(
  { uiUrl, namespace }: Temporal,
  workflow: { readonly workflowId: string; readonly runId?: string },
): { readonly url?: string } {
  return uiUrl === undefined ? {} : { url: workflowUrl(uiUrl, namespace, workflow) };
}

function left(found: Found, { json }: SyncOptions): number {
  if (json === true) say(JSON.stringify({ state: 'started', ...facts(found) }));
  else say('It runs on without this terminal; --watch shows how far it is.');
  return 0;
}

const facts = ({ workflowId, runId, url }: Found) => ({ workflowId, runId, url });

async function follow(found: Found, { json }: SyncOptions): Promise<number> {
  const view = json === true ? linesOn(process.stderr) : progressView(process.stdout);
  const interrupted = interruption();
  try {
    const watching = watchSync(found.handle, view);
    // When Ctrl-C wins, nobody is left to hear how the watching ends.
    watching.catch(() => undefined);
    const result = await Promise.race([watching, interrupted.happened]);
    view.end();
    return typeof result === 'string' ? detached(found) : reported(result, found, json);
  } finally {
    view.end();
    interrupted.forget();
  }
}

function reported(result: FullSyncResult, found: Found, json: true | undefined): number {
  if (json === true) say(JSON.stringify({ state: 'completed', ...facts(found), result }));
  else for (const line of syncReport(result)) say(line);
  return 0;
}

function detached({ workflowId }: Found): number {
  remark(`The sync ${workflowId} goes on without this terminal; --watch shows it again.`);
  return 130;
}

// `tajo-bigcommerce sync`: starts a sync through the API, and watches it when asked.
import type { Environment } from '../config/environment';
import type { Resource } from '../contracts/names';
import { TajoError, type FullSyncResult, type SyncOptions, type TajoClient } from '../sdk/sdk';
import { apiClient, asked } from './api-client';
import { orFailure, remark, say, settledEnvironment } from './command-frame';
import { interruption } from './interruption';
import { linesOn, progressView } from './progress-view';
import { syncReport } from './sync-report';
import { NO_WORKER, SyncFailed, watchSync, type Look } from './watch';

/** As commander hands them over. */
export interface SyncWords {
  readonly store?: string;
  readonly type?: 'full' | 'incremental';
  readonly resource?: readonly Resource[];
  readonly fresh?: true;
  readonly variants: boolean;
  readonly images: boolean;
  readonly yes?: true;
  readonly watch?: true;
  readonly json?: true;
}

interface Found {
  readonly workflowId: string;
  /** Absent when it ran already. */
  readonly runId?: string;
  readonly url?: string;
}

interface Door {
  readonly environment: Environment;
  readonly client: TajoClient;
  /** Where what is not the answer goes. */
  readonly tell: (line: string) => void;
}

/** A sync runs already, and nothing was said about what to do with it. */
class SyncRuns extends Error {
  override readonly name = 'SyncRuns';
}

/** Answers the exit code. Throws what a person has to mend; with `--json` that is part of the object. */
export async function runSync(words: SyncWords): Promise<number> {
  return orFailure(words.json, async () => {
    const environment = settledEnvironment();
    const tell = words.json === true ? remark : say;
    const door = { environment, client: apiClient(environment), tell };
    const found = await startOrJoin(door, words);
    const sync = await look(door, found, 0)();
    const url = found.url ?? (sync.state === 'running' ? sync.url : undefined);
    const facts = { ...found, ...(url === undefined ? {} : { url }) };
    tell(`Sync ${found.workflowId}`);
    tell(url ?? 'Set TEMPORAL_UI_URL where the API runs to get a link into the Temporal UI here.');
    if (words.watch === true) return follow(door, facts, words);
    if (sync.state === 'running' && sync.progress === undefined) tell(NO_WORKER);
    return left(facts, words);
  });
}

function optionsOf({ store, type, resource, fresh, variants, images, yes }: SyncWords) {
  return {
    store,
    type,
    resources: resource === undefined ? undefined : [...new Set(resource)],
    fresh,
    includeVariants: variants ? undefined : false,
    includeImages: images ? undefined : false,
    approve: yes,
  } satisfies SyncOptions;
}

async function startOrJoin(door: Door, words: SyncWords): Promise<Found> {
  const { environment, client } = door;
  const running: { workflowId?: string } = {};
  const started = await asked(environment, async () => {
    try {
      return await client.connectors.sync('bigcommerce', optionsOf(words));
    } catch (error) {
      if (!(error instanceof TajoError) || error.workflowId === undefined) throw error;
      running.workflowId = error.workflowId;
      return null;
    }
  });
  return started ?? joinRunning(door, running.workflowId ?? '', words);
}

/** `--yes` is the word a running sync may wait for; `--watch` only looks. */
async function joinRunning(door: Door, workflowId: string, words: SyncWords): Promise<Found> {
  const { environment, client, tell } = door;
  if (words.yes !== true && words.watch !== true) {
    throw new SyncRuns(
      `The sync ${workflowId} is running already. Add --watch to see how far it is, or --yes to approve what it waits for.`,
    );
  }
  tell(`The sync ${workflowId} is running already; no second one was started.`);
  if (words.yes === true) {
    const { sentence } = await asked(environment, () =>
      client.connectors.approveSync('bigcommerce', { workflowId }),
    );
    tell(sentence);
  }
  return { workflowId };
}

const look =
  ({ environment, client }: Door, { workflowId }: Found, waitSeconds: number): Look =>
  () =>
    asked(environment, () =>
      client.connectors.readSync('bigcommerce', { workflowId, waitSeconds }),
    );

function left(found: Found, { json }: SyncWords): number {
  if (json === true) say(JSON.stringify({ state: 'started', ...found }));
  else say('It runs on without this terminal; --watch shows how far it is.');
  return 0;
}

/** Long enough to spare the API, short enough for bars that move. */
const LOOK_SECONDS = 1;

async function follow(door: Door, found: Found, { json }: SyncWords): Promise<number> {
  const view = json === true ? linesOn(process.stderr) : progressView(process.stdout);
  const interrupted = interruption();
  try {
    const watching = watchSync(look(door, found, LOOK_SECONDS), view);
    // When Ctrl-C wins, nobody is left to hear how the watching ends.
    watching.catch(() => undefined);
    const result = await Promise.race([watching, interrupted.happened]);
    view.end();
    if (typeof result !== 'string') return reported(result, found, json);
    remark(goesOn(found));
    return 130;
  } catch (error) {
    view.end();
    if (!(error instanceof SyncFailed)) remark(goesOn(found));
    throw error;
  } finally {
    interrupted.forget();
  }
}

const goesOn = ({ workflowId }: Found): string =>
  `The sync ${workflowId} goes on without this terminal; --watch shows it again.`;

function reported(result: FullSyncResult, found: Found, json: true | undefined): number {
  if (json === true) say(JSON.stringify({ state: 'completed', ...found, result }));
  else for (const line of syncReport(result)) say(line);
  return 0;
}

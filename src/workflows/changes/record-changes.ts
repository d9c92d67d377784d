// Live changes of one store: collects ids, reads their truth a window later, writes what differs, ends when it is quiet.
import * as wf from '@temporalio/workflow';
import {
  recordsChanged,
  type ChangesInput,
  type ChangesResult,
  type ChangesState,
} from '../../contracts/record-changes';
import { countOf } from '../../contracts/tally';
import { liveReads } from '../activity-options';
import { workOff } from './batches';
import { seeToEvents } from './events';
import { ChangesRun } from './run';
import { readAt, timingOf, windowClosed } from './state';
import { nextEventAt } from './news-state';
import { isStoreGone } from '../patience';

export async function recordChanges(
  input: ChangesInput,
  resume?: ChangesState,
): Promise<ChangesResult> {
  const run = new ChangesRun(input, resume);
  // The handler stands before anything is awaited: the first signal comes with the start.
  wf.setHandler(recordsChanged, (hint) => {
    run.note(hint);
  });
  try {
    const timing = input.timing ?? (await timingOfStore(input));
    run.timing = timingOf(timing);
    return await untilQuiet(run, { ...input, timing });
  } catch (error) {
    if (!isStoreGone(error)) throw error;
    wf.log.info('the store is no longer connected: nothing is left to be kept up to date');
    return run.state.counts;
  }
}

const timingOfStore = ({ storeHash }: ChangesInput) =>
  liveReads.readTiming.executeWithOptions({ summary: 'how long to wait for more' }, [storeHash]);

async function untilQuiet(run: ChangesRun, input: ChangesInput): Promise<ChangesResult> {
  while (await hasWork(run)) {
    await waitForWindow(run);
    if (run.state.since !== undefined) run.state = windowClosed(run.state);
    await workOff(run);
    await seeToEvents(run);
    wf.setCurrentDetails(detailsOf(run.state));
    if (wf.workflowInfo().continueAsNewSuggested)
      await wf.continueAsNew<typeof recordChanges>(input, run.state);
  }
  // Nothing is awaited between the last look and this: a signal that comes later makes Temporal ask again.
  return run.state.counts;
}

/** False after a quiet minute with nothing pending. */
async function hasWork(run: ChangesRun): Promise<boolean> {
  const { timing } = run;
  if (run.hasOpen()) return true;
  const eventAt = nextEventAt(run.state);
  const waitMs = eventAt === undefined ? timing.quietMs : Math.max(0, eventAt - Date.now());
  if (run.state.since === undefined && waitMs > 0)
    await wf.condition(() => run.state.since !== undefined, waitMs);
  return run.state.since !== undefined || eventAt !== undefined;
}

async function waitForWindow(run: ChangesRun): Promise<void> {
  // What a run before has left open is not kept waiting.
  if (run.hasOpen()) return;
  const at = readAt(run.state, run.timing);
  if (at === undefined || at <= Date.now()) return;
  await wf.sleep(at - Date.now(), { summary: 'more changes may come' });
}

const detailsOf = ({ counts, events }: ChangesState): string =>
  [
    `${counts.windows} windows: ${counts.read} read, ${counts.written} written, ${counts.unchanged} unchanged,`,
    `${counts.removed} removed, ${countOf(counts.rejected)} rejected; ${counts.eventsSent} events sent,`,
    `${events.length} waiting, ${counts.unknownEvents.length} unknown.`,
  ].join(' ');

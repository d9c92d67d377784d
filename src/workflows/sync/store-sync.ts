// All bulk work of one store, phase after phase; its id is the lock that keeps a second one out.
import * as wf from '@temporalio/workflow';
import type { ChunkResult } from '../../contracts/activities';
import type { StoreSyncInput } from '../../contracts/full-sync';
import { GUESTS_IN, resourceOf, type Phase } from '../../contracts/names';
import type { StoreSyncResult } from '../../contracts/sync-progress';
import { storeActivities } from '../activity-options';
import { closeSync } from './closing';
import { settleChunk } from './imports';
import { bringOver } from './incremental';
import { StoreRun } from './store-run';
import { phasesOf } from './store-steps';

export async function storeSync(input: StoreSyncInput): Promise<StoreSyncResult> {
  const run = new StoreRun(input);
  try {
    do {
      if (run.plan.type === 'incremental') await bringOver(run);
      else await everything(run);
    } while (run.beginNextAccount());
  } catch (error) {
    if (!(error instanceof wf.ContinueAsNew)) run.leaveWord();
    throw error;
  }
  await run.tell('done');
  await wf.condition(wf.allHandlersFinished);
  return run.result();
}

async function everything(run: StoreRun): Promise<void> {
  for (const phase of phasesOf(run.plan)) {
    if (isBehind(run, phase)) continue;
    await goThrough(run, phase);
  }
  run.enter('closing');
  await closeSync(run, (phase) => goThrough(run, phase));
}

/** After continue-as-new the phases before the carried one are done. */
function isBehind(run: StoreRun, phase: Phase): boolean {
  const phases = phasesOf(run.plan);
  return run.state.at === 'closing' || phases.indexOf(phase) < phases.indexOf(run.state.at);
}

async function goThrough(run: StoreRun, phase: Phase): Promise<void> {
  if (run.state.at !== phase) run.enter(phase);
  run.note(phase, { state: 'running' });
  await run.tell('running');
  if (phase === 'consent' && run.state.cursor === undefined) await beginConsent(run);
  do {
    await oneChunk(run, phase);
    run.settle();
  } while (run.state.cursor !== undefined);
  run.note(phase, { state: 'done' });
  await run.tell('running');
}

async function oneChunk(run: StoreRun, phase: Phase): Promise<void> {
  const { cursor } = run.state;
  const read = run.state.phases.find((line) => line.phase === phase)?.tally.read ?? 0;
  const { syncChunk } = storeActivities(run.plan);
  const chunk = await run.attempt(() =>
    syncChunk.executeWithOptions({ summary: summaryOf(phase, read, cursor) }, [
      { ...run.nextRef(), phase, ...(cursor === undefined ? {} : { cursor }) },
    ]),
  );
  await fold(run, phase, chunk);
  // Without a cursor the phase is done, and a fresh run would begin it again.
  if (run.state.cursor === undefined) return;
  await run.continueIfHeavy((next) => wf.continueAsNew<typeof storeSync>(next));
}

function summaryOf(phase: Phase, read: number, cursor: string | undefined): string {
  const guests = cursor?.endsWith(GUESTS_IN) === true ? ', their guests are in' : '';
  return `${phase}: ${read} read so far${guests}`;
}

async function fold(run: StoreRun, phase: Phase, chunk: ChunkResult): Promise<void> {
  run.note(phase, { tally: chunk });
  run.moveTo(chunk.next);
  if (phase !== 'metrics' && phase !== 'consent') {
    run.noteDate(phase, chunk.date);
    run.noteRejected(resourceOf(phase), chunk.rejectedIds);
  }
  if (chunk.consent !== undefined) run.noteConsent(chunk.consent);
  await settleChunk(run, phase, chunk);
  await run.tell('running');
}

/** Brevo's automations run when somebody enters a list: many at once want a person's word. */
async function beginConsent(run: StoreRun): Promise<void> {
  run.recountConsent();
  const { countListJoins } = storeActivities(run.plan);
  const { maxListJoins, lists } = run.plan;
  const { joins, total } = await run.attempt(() =>
    countListJoins.executeWithOptions({ summary: 'who would join which list' }, [
      { ...run.nextRef(), lists },
    ]),
  );
  if (total <= maxListJoins || run.state.approved) return;
  const who = joins.map(({ listId, people }) => `${people} people would join list ${listId}`);
  await run.tell(
    'waiting for approval',
    `${who.join(', ')}; more than guard.max_list_joins (${maxListJoins}). Brevo's automations on list entry will run for them. The update approve goes on.`,
  );
  await wf.condition(() => run.state.approved);
  await run.tell('running');
}

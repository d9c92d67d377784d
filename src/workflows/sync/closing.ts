// The closing pass: reads what changed meanwhile, removes what is gone, until nothing is new.
import * as wf from '@temporalio/workflow';
import { CLOSING_LISTS, resourceOf, type ClosingList, type Phase } from '../../contracts/names';
import { storeActivities } from '../activity-options';
import { settleChunk } from './imports';
import type { StoreRun } from './store-run';
import { phasesOf } from './store-steps';

export const MOST_ROUNDS = 3;
/** Vendor clocks and late writes: look this far behind the first read. */
const OVERLAP_MS = 5 * 60_000;

type GoThrough = (phase: Phase) => Promise<void>;

export async function closeSync(run: StoreRun, goThrough: GoThrough): Promise<void> {
  run.note('closing', { state: 'running' });
  const since = run.state.dates;
  while (run.state.closingRounds < MOST_ROUNDS) {
    await letBrevoSettle(run);
    await run.tell('closing');
    const changed = await closeRound(run, since);
    run.change({ closingRounds: run.state.closingRounds + 1 });
    if (changed === 0) break;
    await recountPeople(run, goThrough);
  }
  run.note('closing', { state: 'done' });
}

/** Order batches have no version: a newer state may only be sent when the older one has landed. */
export async function letBrevoSettle(run: StoreRun): Promise<void> {
  const { lastBatchAt } = run.state;
  if (lastBatchAt === undefined) return;
  const waitMs = Date.parse(lastBatchAt) + run.plan.timing.settleMs - Date.now();
  if (waitMs <= 0) return;
  await run.tell('letting Brevo settle');
  await wf.sleep(waitMs, { summary: 'Brevo settles' });
}

async function closeRound(run: StoreRun, since: StoreRun['state']['dates']): Promise<number> {
  let changed = 0;
  for (const list of CLOSING_LISTS) {
    const from = since[list];
    if (from === undefined) continue;
    changed += await closeList(run, { list, since: overlapping(from), step: 'closing' });
  }
  for (const list of CLOSING_LISTS) {
    if (since[list] !== undefined) changed += await sweep(run, list);
  }
  return changed;
}

export const overlapping = (date: string): string =>
  new Date(Date.parse(date) - OVERLAP_MS).toISOString();

interface Look {
  readonly list: ClosingList;
  readonly since: string;
  /** The line that counts it. */
  readonly step: ClosingList | 'closing';
  readonly round?: number;
}

/** Answers how many records were in a state that this run had not seen. */
export async function closeList(run: StoreRun, look: Look): Promise<number> {
  const { list, since, step, ...round } = look;
  const { closeList: close } = storeActivities(run.plan);
  let cursor: string | undefined;
  let unseen = 0;
  let watermark: string | undefined;
  do {
    const request = {
      ...run.nextRef(),
      list,
      since,
      ...round,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const chunk = await run.attempt(() =>
      close.executeWithOptions({ summary: `${list} changed since ${since}` }, [request]),
    );
    run.note(step, { tally: chunk });
    run.noteRejected(resourceOf(list), chunk.rejectedIds);
    await settleChunk(run, step, chunk);
    unseen += chunk.unseen;
    watermark ??= chunk.date;
    cursor = chunk.next;
  } while (cursor !== undefined);
  if (watermark !== undefined) run.change({ dates: { ...run.state.dates, [list]: watermark } });
  return unseen;
}

async function sweep(run: StoreRun, list: ClosingList): Promise<number> {
  const { sweepDeleted } = storeActivities(run.plan);
  const { deleted, sentBatch } = await run.attempt(() =>
    sweepDeleted.executeWithOptions({ summary: `${list} gone from the shop` }, [
      { ...run.nextRef(), list },
    ]),
  );
  if (sentBatch) run.change({ lastBatchAt: new Date().toISOString() });
  if (deleted > 0) {
    run.change({ deletions: [...run.state.deletions, { list, deleted }] });
  }
  return deleted;
}

/** Metrics and consent follow from orders and people: once something changed they are looked at again. */
async function recountPeople(run: StoreRun, goThrough: GoThrough): Promise<void> {
  for (const phase of phasesOf(run.plan)) {
    if (phase === 'metrics' || phase === 'consent') await goThrough(phase);
  }
  run.enter('closing');
}

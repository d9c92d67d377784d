// The incremental sync: rejected records once more, then what changed since the watermarks, until nothing is new.
import * as wf from '@temporalio/workflow';
import type { PeopleRequest, PeopleResult, Retry } from '../../contracts/activities';
import { CLOSING_LISTS, type ClosingList, type Resource } from '../../contracts/names';
import { storeActivities } from '../activity-options';
import { closeList, letBrevoSettle, MOST_ROUNDS, overlapping } from './closing';
import { settleChunk } from './imports';
import type { StoreRun } from './store-run';

type Since = PeopleRequest['since'];

/** Orders can only be read one by one: the others wait for the next incremental sync. */
const RETRIES: Readonly<Record<Resource, { readonly atOnce: number; readonly most: number }>> = {
  products: { atOnce: 250, most: 1000 },
  customers: { atOnce: 250, most: 1000 },
  orders: { atOnce: 100, most: 100 },
};

/** No sweep of what is gone: webhooks and full syncs see to deletions. */
export async function bringOver(run: StoreRun): Promise<void> {
  for (const { phase } of run.state.phases) run.note(phase, { state: 'running' });
  await run.tell('running');
  let retried = await retryAll(run);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await letBrevoSettle(run);
    await run.tell('running');
    const since = sinceOf(run);
    const changed = await readRound(run, since, round);
    if (changed > 0 || retried.length > 0) await seeToPeople(run, { round, since, retried });
    retried = [];
    run.change({ closingRounds: round + 1 });
    if (changed === 0) break;
  }
  for (const { phase } of run.state.phases) run.note(phase, { state: 'done' });
}

async function retryAll(run: StoreRun): Promise<readonly Retry[]> {
  const retries: Retry[] = [];
  for (const resource of run.plan.resources) {
    const { atOnce, most } = RETRIES[resource];
    const ids = run.state.rejected?.[resource] ?? [];
    const now = ids.slice(0, most);
    // Those that wait come first the next time.
    run.setRejected(resource, ids.slice(most));
    for (let at = 0; at < now.length; at += atOnce) {
      const retry = { resource, ids: now.slice(at, at + atOnce) };
      if (await retryOne(run, retry)) retries.push(retry);
    }
  }
  return retries;
}

/** True when one of them was good this time. */
async function retryOne(run: StoreRun, retry: Retry): Promise<boolean> {
  const { resource, ids } = retry;
  const { retryRejected } = storeActivities(run.plan);
  const chunk = await run.attempt(() =>
    retryRejected.executeWithOptions({ summary: `${ids.length} rejected ${resource} once more` }, [
      { ...run.nextRef(), ...retry },
    ]),
  );
  run.note(resource, { tally: chunk });
  run.noteRejected(resource, chunk.rejectedIds);
  await settleChunk(run, resource, chunk);
  return (chunk.rejectedIds ?? []).length < chunk.read;
}

/** Each round begins where the one before began to read, a little earlier. */
function sinceOf({ state, plan }: StoreRun): Since {
  const { products, customers, orders } = plan.start?.since ?? {};
  const people = customers ?? orders;
  const begun = { products, customers, subscribers: people, orders, ...state.dates };
  return Object.fromEntries(
    CLOSING_LISTS.flatMap((list: ClosingList) => {
      const date = begun[list];
      return date === undefined ? [] : [[list, overlapping(date)]];
    }),
  );
}

async function readRound(run: StoreRun, since: Since, round: number): Promise<number> {
  let changed = 0;
  for (const list of CLOSING_LISTS) {
    const from = since[list];
    if (from !== undefined)
      changed += await closeList(run, { list, since: from, step: list, round });
  }
  return changed;
}

async function seeToPeople(
  run: StoreRun,
  about: Pick<PeopleRequest, 'round' | 'since' | 'retried'>,
): Promise<void> {
  for (;;) {
    const result = await onePeopleCall(run, about);
    if (result.mightJoin !== undefined) {
      await askForApproval(run, result.mightJoin);
      continue;
    }
    run.note('metrics', { tally: result });
    if (result.consent !== undefined) run.noteConsent(result.consent);
    if (result.more !== true) return;
  }
}

async function onePeopleCall(
  run: StoreRun,
  about: Pick<PeopleRequest, 'round' | 'since' | 'retried'>,
): Promise<PeopleResult> {
  const { seeToPeople: see } = storeActivities(run.plan);
  const { consent, approved } = run.state;
  const joined = (consent?.joined ?? []).reduce((sum, { people }) => sum + people, 0);
  return run.attempt(() =>
    see.executeWithOptions({ summary: 'metrics and lists of whom the changes touch' }, [
      { ...run.nextRef(), ...about, joined, approved },
    ]),
  );
}

/** Brevo's automations run when somebody enters a list: many at once want a person's word. */
async function askForApproval(run: StoreRun, people: number): Promise<void> {
  const { maxListJoins, lists } = run.plan;
  const which = lists.map(({ listId }) => listId).join(', ');
  await run.tell(
    'waiting for approval',
    `up to ${people} people might join the lists ${which}; more than guard.max_list_joins (${maxListJoins}). Brevo's automations on list entry will run for them. The update approve goes on.`,
  );
  await wf.condition(() => run.state.approved);
  await run.tell('running');
}

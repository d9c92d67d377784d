// The sync a person starts: plan, prepare Brevo, then the store's bulk work under its lock.
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/common';
import * as wf from '@temporalio/workflow';
import {
  approve,
  pauseSync,
  progressQuery,
  resumeSync,
  syncApproved,
  syncPaused,
  syncProgressed,
  syncResumed,
  type StoreSyncInput,
} from '../../contracts/full-sync';
import { FAILURE } from '../../contracts/failures';
import { bulkId } from '../../contracts/names';
import { connectionId, syncFinished, type FinishedSync } from '../../contracts/store-connection';
import type { FullSyncInput, SyncPlan } from '../../contracts/sync-plan';
import type { FullSyncResult, StoreSyncResult, SyncProgress } from '../../contracts/sync-progress';
import { planning } from '../activity-options';
import { prepareAccounts } from './preparation';
import { progressTable, summaryOf } from './progress-text';
import { resumedState } from './store-steps';
import { storeSync } from './store-sync';

type Child = wf.ChildWorkflowHandle<typeof storeSync>;

interface Sync {
  progress: SyncProgress;
  paused: boolean;
  approved: boolean;
  child: Child | undefined;
  show(progress: SyncProgress): void;
}

export async function fullSync(input?: FullSyncInput): Promise<FullSyncResult> {
  const sync = beginSync();
  try {
    return await planAndSync(sync, input ?? {});
  } catch (error) {
    throw plainFailure(error);
  }
}

async function planAndSync(sync: Sync, input: FullSyncInput): Promise<FullSyncResult> {
  const { continues, ...plan } = await planning.planSync.executeWithOptions(
    { summary: 'check store, scopes, lists and attributes' },
    [input],
  );
  sync.show({
    state: 'preparing Brevo',
    store: plan.storeName,
    ...(plan.note === undefined ? {} : { message: plan.note }),
    phases: [],
  });
  const lists = await prepareAccounts(plan);
  const resume = continues === undefined ? {} : { resume: resumedState(plan, continues) };
  const result = await bulkWork(sync, { plan, ...lists, ...resume });
  await wf.condition(wf.allHandlersFinished);
  const full = { ...result, type: plan.type, resources: plan.resources };
  const finished = { summary: summaryOf(full, plan.note), ...full };
  if (finished.skipped === undefined) await tellConnection(finished);
  return finished;
}

/** The store remembers its last sync; one that was disconnected meanwhile has nobody to tell. */
async function tellConnection(result: FullSyncResult): Promise<void> {
  const connection = wf.getExternalWorkflowHandle(connectionId(result.store));
  try {
    await connection.signal(syncFinished, finishedOf(result));
  } catch (error) {
    if (wf.isCancellation(error)) throw error;
    wf.log.info('no connected store to tell about this sync');
  }
}

function finishedOf(result: FullSyncResult): FinishedSync {
  const { type, resources, summary, watermarks, mappingHash, rejected } = result;
  const { workflowId } = wf.workflowInfo();
  const finishedAt = new Date().toISOString();
  // Only a full sync has counted what there is.
  const counts = type === 'full' ? countsOf(result) : {};
  return {
    workflowId,
    finishedAt,
    type,
    resources,
    summary,
    watermarks,
    mappingHash,
    counts,
    rejected,
  };
}

/** Of several accounts all rows count: a product that two of them sell is there twice. */
function countsOf({ phases, resources }: FullSyncResult): FinishedSync['counts'] {
  const counts = new Map<string, number>();
  for (const { phase, tally } of phases) {
    if (!resources.some((resource) => resource === phase)) continue;
    counts.set(phase, (counts.get(phase) ?? 0) + tally.written + tally.unchanged);
  }
  return Object.fromEntries(counts);
}

/** Handlers come first: a person may ask or pause before anything has begun. */
function beginSync(): Sync {
  const sync: Sync = {
    progress: { state: 'planning', phases: [] },
    paused: false,
    approved: false,
    child: undefined,
    show(progress: SyncProgress): void {
      sync.progress = progress;
      wf.setCurrentDetails(progressTable(progress));
    },
  };
  wf.setHandler(progressQuery, () => sync.progress);
  wf.setHandler(syncProgressed, (progress) => {
    sync.show(progress);
  });
  wf.setHandler(pauseSync, async () => {
    sync.paused = true;
    await sync.child?.signal(syncPaused);
    return 'The sync pauses after the chunk it is working on; resumeSync goes on.';
  });
  wf.setHandler(resumeSync, async () => {
    sync.paused = false;
    await sync.child?.signal(syncResumed);
    return 'The sync goes on where it stopped.';
  });
  wf.setHandler(approve, async () => {
    sync.approved = true;
    await sync.child?.signal(syncApproved);
    return 'Approved: people with consent join their lists.';
  });
  return sync;
}

async function bulkWork(
  sync: Sync,
  work: Pick<StoreSyncInput, 'plan' | 'technicalListId' | 'technicalListIds' | 'resume'>,
): Promise<StoreSyncResult & Pick<FullSyncResult, 'skipped'>> {
  const { plan } = work;
  const { workflowId, firstExecutionRunId } = wf.workflowInfo();
  try {
    sync.child = await wf.startChild(storeSync, {
      workflowId: bulkId(plan.storeHash),
      args: [
        {
          ...work,
          plan: { ...plan, approved: plan.approved || sync.approved },
          run: firstExecutionRunId,
          reportTo: workflowId,
        },
      ],
      parentClosePolicy: wf.ParentClosePolicy.REQUEST_CANCEL,
      staticSummary: `Bulk work of ${plan.storeName}: ${plan.resources.join(', ')}`,
    });
    passCancellationOn(plan.storeHash);
    // What was said while the child was being started.
    if (sync.paused) await sync.child.signal(syncPaused);
    if (sync.approved) await sync.child.signal(syncApproved);
    return await sync.child.result();
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    if (!isScheduled()) throw runningAlready(plan);
    return nothingDone(plan);
  }
}

/** Temporal cancels a child by its first run, which is over once the bulk work has gone on in a fresh history. */
function passCancellationOn(storeHash: string): void {
  const bulk = wf.getExternalWorkflowHandle(bulkId(storeHash));
  const passOn = () => wf.CancellationScope.nonCancellable(() => bulk.cancel());
  wf.CancellationScope.current()
    .cancelRequested.catch(passOn)
    .catch(() => {
      wf.log.info('the bulk work had ended before it could be cancelled');
    });
}

/** Set by Temporal on whatever a schedule starts. */
const SCHEDULED_BY = defineSearchAttributeKey('TemporalScheduledById', SearchAttributeType.KEYWORD);

const isScheduled = (): boolean =>
  wf.workflowInfo().typedSearchAttributes.get(SCHEDULED_BY) !== undefined;

/** A schedule comes again; nobody waits for this one. */
const nothingDone = ({ storeHash, mappingHash }: SyncPlan) => ({
  skipped: `${bulkId(storeHash)} is running`,
  store: storeHash,
  phases: [],
  deletions: [],
  watermarks: {},
  mappingHash,
  closingRounds: 0,
  rejected: {},
});

const runningAlready = ({ storeHash, storeName }: SyncPlan): wf.ApplicationFailure =>
  wf.ApplicationFailure.nonRetryable(
    `A sync of ${storeName} is running already: workflow ${bulkId(storeHash)}. Wait for it, or cancel it first.`,
    FAILURE.syncAlreadyRunning,
  );

/** The sentence that counts, without the wrappers Temporal puts around it. */
function plainFailure(error: unknown): unknown {
  if (wf.isCancellation(error)) return error;
  const failure = error instanceof wf.ChildWorkflowFailure ? error.cause : error;
  const cause = failure instanceof wf.ActivityFailure ? failure.cause : failure;
  if (!(cause instanceof wf.ApplicationFailure)) return error;
  return wf.ApplicationFailure.nonRetryable(cause.message, cause.type, ...(cause.details ?? []));
}

// What can be said to a running sync, from outside and between its two workflows.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { RejectedRecords, SyncPlan } from './sync-plan';
import type { ConsentSummary, DeletionSummary, PhaseProgress, SyncProgress } from './sync-progress';
import type { ClosingList, Phase } from './names';

export const progressQuery = defineQuery<SyncProgress>('progress');

/** Each answers with one sentence. */
export const pauseSync = defineUpdate<string>('pauseSync');
export const resumeSync = defineUpdate<string>('resumeSync');
export const approve = defineUpdate<string>('approve');

/** From fullSync to its storeSync. */
export const syncPaused = defineSignal('syncPaused');
export const syncResumed = defineSignal('syncResumed');
export const syncApproved = defineSignal('syncApproved');

/** From storeSync to the fullSync that started it. */
export const syncProgressed = defineSignal<[SyncProgress]>('syncProgressed');

/** What storeSync carries from one run to the next. */
export interface StoreSyncState {
  /** The Brevo account it is at, where the store has several. */
  readonly account?: string;
  /** The accounts that are done, in turn; what follows is about the account it is at. */
  readonly done?: readonly FinishedAccount[];
  readonly phases: readonly PhaseProgress[];
  readonly at: Phase | 'closing';
  readonly cursor?: string;
  readonly paused: boolean;
  readonly approved: boolean;
  /** First vendor date per list, where the closing pass starts. */
  readonly dates: Readonly<Partial<Record<ClosingList, string>>>;
  readonly consent?: ConsentSummary;
  readonly deletions: readonly DeletionSummary[];
  readonly closingRounds: number;
  /** ISO of the last asynchronous batch, on the workflow's clock. */
  readonly lastBatchAt?: string;
  /** Absent until something is rejected. */
  readonly rejected?: RejectedRecords;
}

/** What the bulk work of one account has come to. */
export type FinishedAccount = Pick<
  StoreSyncState,
  | 'account'
  | 'phases'
  | 'dates'
  | 'consent'
  | 'deletions'
  | 'closingRounds'
  | 'lastBatchAt'
  | 'rejected'
>;

/** What a full sync that failed or was cancelled leaves in the memo of its `bulk/<store>`, for the next one. */
export interface InterruptedSync {
  readonly state: StoreSyncState;
  /** Only a sync of the same kind can go on from there. */
  readonly plan: Pick<
    SyncPlan,
    'resources' | 'includeVariants' | 'includeImages' | 'fresh' | 'mappingHash'
  >;
}

export interface StoreSyncInput {
  readonly plan: SyncPlan;
  /** First run id of the fullSync. */
  readonly run: string;
  readonly technicalListId: number;
  /** Of the other accounts of the store, by name. */
  readonly technicalListIds?: Readonly<Record<string, number>>;
  /** Workflow id of the fullSync, told about progress. */
  readonly reportTo?: string;
  readonly resume?: StoreSyncState;
}

// The deeds workflows may ask for. Arguments and results hold ids, cursors, counts and times only.
import type { StoreSyncState } from './full-sync';
import type { ClosingList, Phase, Resource } from './names';
import type { ListToJoin, SyncPlan } from './sync-plan';
import type { ConsentSummary, ListJoins } from './sync-progress';
import type { Tally } from './tally';

/** Identifies the run whose indexes a worker keeps: the first run id of its `fullSync`. */
export interface RunRef {
  readonly plan: SyncPlan;
  readonly run: string;
  /** The list imports need; never mailed. */
  readonly technicalListId: number;
  /**
   * Of an incremental sync: its steps are counted from 1, so that a worker sees when another one has written between
   * two of its own.
   */
  readonly step?: number;
}

export interface ChunkRequest extends RunRef {
  readonly phase: Phase;
  /** `next` of the chunk before; absent for the first. */
  readonly cursor?: string;
}

export interface ChunkResult extends Tally {
  /** Absent after the last chunk. */
  readonly next?: string;
  /** BigCommerce's clock (ISO) at the chunk's first answer. */
  readonly date?: string;
  /** An import that must be done before the next chunk. */
  readonly importProcess?: number;
  /** True when Brevo works on something that cannot be looked at (order batches). */
  readonly sentBatch?: boolean;
  readonly consent?: ConsentSummary;
  /** The first 1,000 that were rejected. */
  readonly rejectedIds?: readonly string[];
}

export interface ClosingRequest extends RunRef {
  readonly list: ClosingList;
  /** ISO; records modified at or after it are read again. */
  readonly since: string;
  readonly cursor?: string;
  /** Of an incremental sync: counted from 0, it keeps apart whom each round has touched. */
  readonly round?: number;
}

export interface ClosingResult extends ChunkResult {
  /** Records in a state that this run had not seen. */
  readonly unseen: number;
}

/** Records that an earlier sync rejected: few enough for one activity. */
export interface Retry {
  readonly resource: Resource;
  readonly ids: readonly string[];
}

export type RetryRequest = RunRef & Retry;

/** The people whose records a round of an incremental sync has read. */
export interface PeopleRequest extends RunRef {
  readonly round: number;
  /** Where the round began to read each list. */
  readonly since: Readonly<Partial<Record<ClosingList, string>>>;
  /** What was looked at again before this round. */
  readonly retried: readonly Retry[];
  /** So many have joined in this run. */
  readonly joined: number;
  /** False: nothing is done when more people than the plan allows might join lists. */
  readonly approved: boolean;
}

export interface PeopleResult extends ChunkResult {
  /** Nothing was done: so many people might join a list. */
  readonly mightJoin?: number;
  /** There are more people: ask again. */
  readonly more?: true;
}

export interface SweepRequest extends RunRef {
  readonly list: ClosingList;
}

export interface PreparedBrevo {
  /** False while e-commerce is being switched on. */
  readonly ready: boolean;
  /** What was made, in words: attributes, lists, e-commerce. */
  readonly created: readonly string[];
  readonly technicalListId: number;
}

export interface ImportState {
  readonly done: boolean;
  /** Rows Brevo refused; it does not say which. */
  readonly refused: number;
}

export interface ListJoinPlan {
  readonly joins: readonly ListJoins[];
  readonly total: number;
}

/** `continues`: where the last sync of the same kind failed or was cancelled. */
export type PlannedSync = SyncPlan & { readonly continues?: StoreSyncState };

/** On the shared queue. */
export interface PlanningActivities {
  /** Checks everything a sync needs, reads only. Throws InvalidSyncRequest or CannotSync with every problem and its cure. */
  planSync(input: unknown): Promise<PlannedSync>;
}

/** Brevo alone, on the shared queue. */
export interface BrevoActivities {
  /** Makes what is missing; safe to repeat. */
  prepareBrevo(plan: SyncPlan): Promise<PreparedBrevo>;
  /** `account` where the store has several. */
  lookAtImport(storeHash: string, processId: number, account?: string): Promise<ImportState>;
}

/** On the store's own queue. */
export interface StoreActivities {
  syncChunk(request: ChunkRequest): Promise<ChunkResult>;
  /** How many people would join which list; writes nothing. */
  countListJoins(
    request: RunRef & { readonly lists: readonly ListToJoin[] },
  ): Promise<ListJoinPlan>;
  /** Reads again what changed since the phase began and writes what is new. */
  closeList(request: ClosingRequest): Promise<ClosingResult>;
  /** Reads rejected records again and writes them; `rejectedIds` are those that are still no good. */
  retryRejected(request: RetryRequest): Promise<ChunkResult>;
  /** Sees to metrics and lists of the people that a round has touched, some hundred a call. */
  seeToPeople(request: PeopleRequest): Promise<PeopleResult>;
  /** Compares the totals and removes from Brevo what the shop no longer has. */
  sweepDeleted(
    request: SweepRequest,
  ): Promise<{ readonly deleted: number; readonly sentBatch: boolean }>;
}

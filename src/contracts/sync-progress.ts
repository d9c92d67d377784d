// What the `progress` query answers and a sync returns.
import type { ClosingList, Phase, Resource } from './names';
import type { Tally } from './tally';
import type { RejectedRecords, SyncType, Watermarks } from './sync-plan';

export type SyncState =
  | 'planning'
  | 'preparing Brevo'
  | 'running'
  | 'waiting for an import'
  | 'letting Brevo settle'
  | 'closing'
  | 'paused'
  | 'waiting for approval'
  | 'done';

export interface PhaseProgress {
  readonly phase: Phase | 'closing';
  /** The Brevo account, where the store has several. */
  readonly account?: string;
  /** Records the shop said it has, where that is known. */
  readonly total?: number;
  readonly tally: Tally;
  readonly state: 'waiting' | 'running' | 'done';
}

export interface SyncProgress {
  readonly state: SyncState;
  readonly store?: string;
  /** One sentence for a person: why it waits, what to do. */
  readonly message?: string;
  readonly phases: readonly PhaseProgress[];
}

export interface ListJoins {
  readonly listId: number;
  /** The Brevo account, where the store has several: each numbers its own lists. */
  readonly account?: string;
  readonly people: number;
}

/** What the consent phase did; `withoutConsent` people are contacts but on no list. */
export interface ConsentSummary {
  readonly contacts: number;
  readonly joined: readonly ListJoins[];
  readonly withoutConsent: number;
  readonly left: number;
}

export interface DeletionSummary {
  readonly list: ClosingList;
  readonly account?: string;
  readonly deleted: number;
}

export interface StoreSyncResult {
  readonly store: string;
  readonly phases: readonly PhaseProgress[];
  readonly consent?: ConsentSummary;
  readonly deletions: readonly DeletionSummary[];
  readonly watermarks: Watermarks;
  readonly mappingHash: string;
  /** How often the closing pass read the changed records. */
  readonly closingRounds: number;
  /** Of each resource that was synced: an incremental looks at these ids again. */
  readonly rejected: RejectedRecords;
  /** ISO of the last asynchronous batch sent to Brevo. */
  readonly lastBatchAt?: string;
}

export interface FullSyncResult extends StoreSyncResult {
  /** An incremental that had no watermark yet was a full sync. */
  readonly type: SyncType;
  /** Why a scheduled sync did nothing. */
  readonly skipped?: string;
  readonly resources: readonly Resource[];
  /** One readable sentence, shown first in the UI's result. */
  readonly summary: string;
}

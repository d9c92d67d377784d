// What can be said to a store's connection and what it answers; its memo can be read with no worker alive.
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Finding } from './examination';
import type { HooksReport, HooksStatus, HooksSum } from './hooks';
import type { InboxReport } from './inbox';
import type { Resource } from './names';
import type { ListChoice, StoreOptions } from './store-settings';
import type { Watermarks } from './sync-plan';

export const STORE_CONNECTION = 'storeConnection';

export const connectionId = (storeHash: string): string => `store/${storeHash}`;

/** `tajo1:<key id>:<base64url>`; anything else is refused before it enters a history. */
export const SEALED = /^tajo1:[A-Za-z0-9_-]{1,32}:[A-Za-z0-9_-]{20,}$/;

/** Each sealed with AES-256-GCM, bound to the store and to its own name. */
export interface SealedSecrets {
  readonly accessToken: string;
  readonly clientSecret?: string;
  readonly brevoApiKey: string;
  /** Of storefronts with a Brevo account of their own, by channel id; each bound to its channel as well. */
  readonly storefrontKeys?: Readonly<Record<string, string>>;
  /** What BigCommerce sends back with every webhook; made when the store is first connected. */
  readonly hookSecret?: string;
}

/** A store as it is connected. */
export interface ConnectedStore {
  readonly options: StoreOptions;
  readonly secrets: SealedSecrets;
  /** Equal for equal settings and secrets, whatever seal they carry: a repeated connect is a no-op. */
  readonly digest: string;
}

export type ConnectOutcome = 'connected' | 'updated' | 'unchanged' | 'refused';

export interface ConnectReport {
  readonly store: string;
  readonly name: string;
  readonly outcome: ConnectOutcome;
  /** What was looked at and found in order. */
  readonly checked: readonly string[];
  /** What was made in Brevo and in Temporal. */
  readonly created: readonly string[];
  /** What is wrong, each with its cure; with any of these nothing was written. */
  readonly missing: readonly string[];
  /** Features that are off, with the reason and the cure. */
  readonly off: readonly string[];
}

export interface DisconnectReport {
  readonly store: string;
  readonly outcome: 'disconnected' | 'was not connected';
  /** What was stopped and removed, in words. */
  readonly removed: readonly string[];
}

export interface FinishedSync {
  readonly workflowId: string;
  readonly finishedAt: string;
  readonly type: 'full' | 'incremental';
  readonly resources: readonly Resource[];
  readonly summary: string;
  readonly watermarks: Watermarks;
  readonly mappingHash: string;
  /** Records of each kind that are now in Brevo; only what this sync counted. */
  readonly counts: Readonly<Partial<Record<Resource, number>>>;
  /** Up to 1,000 ids a resource that were rejected, for the next incremental. */
  readonly rejected: Readonly<Partial<Record<Resource, readonly string[]>>>;
}

export interface StorefrontStatus {
  readonly channelId: number;
  readonly url: string;
  /** Ids in the storefront's Brevo account. */
  readonly lists: ListChoice;
  readonly account: 'default' | 'own';
}

/** In the memo under `status`. */
export interface StoreStatus {
  readonly store: string;
  readonly name: string;
  readonly connectedAt: string;
  /** ISO; null before the first sync. */
  readonly lastSync: string | null;
  readonly lastSummary?: string;
  readonly counts: Readonly<Record<Resource, number>>;
  readonly watermarks: Watermarks;
  readonly mappingHash?: string;
  readonly rejected: Readonly<Record<Resource, number>>;
  readonly off: readonly string[];
  /** Absent where none is configured. */
  readonly storefronts?: readonly StorefrontStatus[];
  /** Absent until they were looked at. */
  readonly hooks?: HooksStatus;
  /** Absent while there are none. */
  readonly unknownEvents?: UnknownEvents;
}

/** Events that Brevo may or may not have: their answers were lost, and it could not be found out. */
export interface UnknownEvents {
  /** Since the store was connected. */
  readonly count: number;
  /** Ids of the last ones. */
  readonly last: readonly string[];
}

/** Ids that were rejected, at most 1,000 a resource: an incremental looks at them again. */
export type RejectedIds = Readonly<Partial<Record<Resource, readonly string[]>>>;

/** Small whatever was rejected: one list call brings the memos of all stores. */
export interface ConnectionMemo {
  readonly store: ConnectedStore;
  readonly status: StoreStatus;
}

/** What `storeConnection` carries from one run to the next. */
export interface ConnectionState {
  readonly store?: ConnectedStore;
  readonly status?: StoreStatus;
  readonly rejected: RejectedIds;
}

export interface StoreCheck {
  readonly checked: readonly string[];
  /** Each with its cure; with any of these nothing is written. */
  readonly missing: readonly string[];
  readonly off: readonly string[];
  /** The shop's; '' while something is missing. */
  readonly currency: string;
  /** As they are configured, each with its address; absent without any. */
  readonly storefronts?: readonly StorefrontStatus[];
}

export interface PreparedStore {
  readonly created: readonly string[];
  readonly hooks: HooksReport;
  /** Sealed; there when the store had none. */
  readonly hookSecret?: string;
}

/** On the shared queue. */
export interface ConnectingActivities {
  /** Reads only. */
  checkStore(store: ConnectedStore): Promise<StoreCheck>;
  /** Makes what is missing in Brevo, the schedules in Temporal, the hooks at BigCommerce; safe to repeat. */
  prepareStore(store: ConnectedStore, currency: string): Promise<PreparedStore>;
  /** Removes the schedules and the hooks. */
  releaseStore(
    storeHash: string,
    store: ConnectedStore,
  ): Promise<{ readonly removed: readonly string[] }>;
}

/** On the shared queue; reads only. */
export interface ExaminingActivities {
  /** `writtenAs` is the mapping hash of the last sync; null before the first. */
  examineStore(store: ConnectedStore, writtenAs: string | null): Promise<readonly Finding[]>;
}

export const connectStore = defineUpdate<ConnectReport, [ConnectedStore]>('connectStore');
export const disconnectStore = defineUpdate<DisconnectReport>('disconnectStore');
export const examineStore = defineUpdate<readonly Finding[]>('examineStore');
export const syncFinished = defineSignal<[FinishedSync]>('syncFinished');
export const statusQuery = defineQuery<StoreStatus | null>('status');
export const rejectedQuery = defineQuery<RejectedIds>('rejectedIds');

/** What the specification's `status` answers, for one store or the sum of several. */
export interface StatusReport {
  readonly connected: boolean;
  readonly lastSync: string | null;
  readonly customersCount: number;
  readonly ordersCount: number;
  readonly productsCount: number;
  /** Running syncs, by store. */
  readonly syncs: readonly {
    readonly store: string;
    readonly workflowId: string;
    readonly startedAt: string;
    readonly url?: string;
  }[];
  readonly rejected: Readonly<Record<Resource, number>>;
  /** Absent while no store's hooks were looked at. */
  readonly hooks?: HooksSum;
  /** Absent while no store has any. */
  readonly unknownEvents?: UnknownEvents;
  /** Carts that are being followed. */
  readonly openCarts?: number;
  /** Of the API that answers. */
  readonly inbox?: InboxReport;
  /** Webhooks that this API has let in since its start: with a signature that held, and by the secret header alone. */
  readonly signature?: { readonly signed: number; readonly unsigned: number };
  readonly stores: readonly StoreStatus[];
}

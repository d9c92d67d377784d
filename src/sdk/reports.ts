// What callers get to see of a store. Said again here, because the contracts load the Temporal SDK and its types.
import type { Resource } from '../contracts/names';
import type { Watermarks } from '../contracts/sync-plan';

/** What `connect` looked at and did. */
export interface ConnectReport {
  /** The store hash. */
  readonly store: string;
  readonly name: string;
  /** `connect` rejects when it is `refused`. */
  readonly outcome: 'connected' | 'updated' | 'unchanged' | 'refused';
  /** What was looked at and found in order. */
  readonly checked: readonly string[];
  /** What was made in Brevo and in Temporal. */
  readonly created: readonly string[];
  /** What is wrong, each with its cure. */
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

/** One of several storefronts of a store. */
export interface StorefrontStatus {
  readonly channelId: number;
  readonly url: string;
  /** Ids of lists in the storefront's Brevo account. */
  readonly lists: {
    readonly allCustomers?: number;
    readonly buyers?: number;
    readonly abandonedCart?: number;
  };
  /** `own`: another Brevo account than the store's. */
  readonly account: 'default' | 'own';
}

export interface StoreStatus {
  readonly store: string;
  readonly name: string;
  /** ISO. */
  readonly connectedAt: string;
  /** ISO; null before the first sync. */
  readonly lastSync: string | null;
  readonly lastSummary?: string;
  /** Records that are in Brevo. */
  readonly counts: Readonly<Record<Resource, number>>;
  readonly watermarks: Watermarks;
  readonly mappingHash?: string;
  readonly rejected: Readonly<Record<Resource, number>>;
  readonly off: readonly string[];
  /** Absent where none is configured. */
  readonly storefronts?: readonly StorefrontStatus[];
}

/** Of one store, or the sum of several. */
export interface StatusReport {
  readonly connected: boolean;
  /** ISO; null before the first sync. */
  readonly lastSync: string | null;
  readonly customersCount: number;
  readonly ordersCount: number;
  readonly productsCount: number;
  /** Syncs that are running. */
  readonly syncs: readonly {
    readonly store: string;
    readonly workflowId: string;
    /** ISO. */
    readonly startedAt: string;
    readonly url?: string;
  }[];
  readonly rejected: Readonly<Record<Resource, number>>;
  readonly stores: readonly StoreStatus[];
}

// What callers get to see of a store. Said again here, because the contracts load the Temporal SDK and its types.
import type { InboxReport } from '../contracts/inbox';
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

/** What a store remembers of its hooks at BigCommerce. */
export interface HooksStatus {
  /** So many the settings call for. */
  readonly wanted: number;
  readonly active: number;
  /** So many were put right since the store was connected. */
  readonly repaired: number;
  /** ISO. */
  readonly lastChecked: string;
  readonly problems: readonly string[];
  /** ISO; webhooks between these times may have been missed, and a sync has brought over what was. */
  readonly lastGap?: { readonly since: string; readonly until: string };
}

/** What one look at a store's hooks has found and done. */
export interface HooksReport {
  readonly store: string;
  readonly name: string;
  /** Where webhooks are sent; absent when live updates are off. */
  readonly destination?: string;
  /** Why live updates are off, with the cure. */
  readonly off?: string;
  readonly wanted: number;
  /** So many of them work after this look. */
  readonly active: number;
  readonly repaired: number;
  readonly removed: number;
  /** What could not be put right, each with its cure. */
  readonly problems: readonly string[];
  /** Webhooks may have been missed. */
  readonly gap: boolean;
  /** An incremental sync was started because of that. */
  readonly caughtUp: boolean;
  /** As they were found. */
  readonly hooks: readonly {
    readonly scope: string;
    /** Absent when there is none. */
    readonly id?: number;
    /** `active`, `inactive`, `missing`, `wrong secret`, `wrong destination` or `superfluous`. */
    readonly state: string;
  }[];
  /** ISO. */
  readonly checkedAt: string;
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
  /** Of all stores; `lastChecked` is the oldest. Absent while none was looked at. */
  readonly hooks?: Omit<HooksStatus, 'lastGap'>;
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

// What a person asks for and what planning makes of it.
import type { Resource } from './names';

export type SyncType = 'full' | 'incremental';

/** Input of `fullSync`: one object; an empty box works when one store is connected. */
export interface FullSyncInput {
  /** Alias in connector.yml or store hash. */
  readonly store?: string;
  /**
   * `incremental` brings over what changed since the last settled sync; deletions are found by webhooks and by full
   * syncs alone. `full`, the default, reads everything and writes only what changed.
   */
  readonly type?: SyncType;
  /** Everything that is switched on when left out. */
  readonly resources?: readonly Resource[];
  /** Variants become products of their own in Brevo; true by default. */
  readonly includeVariants?: boolean;
  /** Product images; true by default. */
  readonly includeImages?: boolean;
  /** Agrees beforehand to put more people on lists than `guard.max_list_joins`. */
  readonly approve?: boolean;
  /** Writes everything again, whatever Brevo has already. */
  readonly fresh?: boolean;
}

/** The watermark of a resource is the vendor's clock (ISO) at the last read that had settled. */
export type Watermarks = Readonly<Partial<Record<Resource, string>>>;

/**
 * Ids that were not written, at most 1,000 a resource: customers and products as numbers, subscribers (among the
 * customers) as `subscriber:<id>`, orders as `order:<id>`.
 */
export type RejectedRecords = Readonly<Partial<Record<Resource, readonly string[]>>>;

/** What the completed syncs of this store knew at their end. */
export interface SettledSync {
  readonly watermarks: Watermarks;
  readonly mappingHash: string;
  readonly rejected?: RejectedRecords;
  /** ISO of the last asynchronous batch sent to Brevo. */
  readonly lastBatchAt?: string;
}

/** Where an incremental sync takes up the work. */
export interface SyncStart {
  /** The watermark of each wanted resource. */
  readonly since: Watermarks;
  readonly rejected: RejectedRecords;
  readonly lastBatchAt?: string;
}

export interface ListToJoin {
  readonly listId: number;
  readonly role: 'all_customers' | 'buyers';
  /**
   * Of a store with storefronts: the channels whose people it takes, 0 for all that are no storefront. Absent: it
   * takes the people of the whole account.
   */
  readonly storefronts?: readonly number[];
}

/** One Brevo account of a store whose storefronts write to several. */
export interface AccountPlan {
  /** `default`, or `channel-<id>` after its first storefront. */
  readonly account: string;
  readonly lists: readonly ListToJoin[];
  /** The address of what none of its storefronts sells. */
  readonly shopUrl: string;
  readonly storefronts: readonly PlannedStorefront[];
}

/** In the order of the configuration. */
export interface PlannedStorefront {
  readonly channelId: number;
  readonly url: string;
}

/** Made by `planSync`; everything later steps need, and no secret. */
export interface SyncPlan {
  readonly type: SyncType;
  /** Why a sync that was asked to be incremental is a full one. */
  readonly note?: string;
  /** Of an incremental sync alone. */
  readonly start?: SyncStart;
  readonly storeHash: string;
  readonly storeName: string;
  readonly resources: readonly Resource[];
  readonly includeVariants: boolean;
  readonly includeImages: boolean;
  readonly approved: boolean;
  readonly fresh: boolean;
  /** BigCommerce's clock when planning began, ISO. */
  readonly startedAt: string;
  readonly shopUrl: string;
  readonly currency: string;
  /** What the shop said it has; for progress only. */
  readonly totals: Readonly<
    Partial<Record<'products' | 'customers' | 'subscribers' | 'orders', number>>
  >;
  readonly mappingHash: string;
  /** Orders not modified since then are in Brevo just so; absent: write them all. */
  readonly ordersSettledAt?: string;
  readonly lists: readonly ListToJoin[];
  /** Those that write to the account of this plan; absent where none is configured. */
  readonly storefronts?: readonly PlannedStorefront[];
  /** The account this plan is about; absent where there is only one. */
  readonly account?: string;
  /** Every account, to be gone through in turn; absent where there is only one. */
  readonly accounts?: readonly AccountPlan[];
  readonly maxListJoins: number;
  readonly timing: {
    readonly settleMs: number;
    readonly importLookMs: number;
    readonly activationLookMs: number;
  };
  /** Requests to BigCommerce that planning took. */
  readonly requests: number;
}

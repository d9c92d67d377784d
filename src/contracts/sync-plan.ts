// What a person asks for and what planning makes of it.
import type { Resource } from './names';

/** Input of `fullSync`: one object; an empty box works when one store is connected. */
export interface FullSyncInput {
  /** Alias in connector.yml or store hash. */
  readonly store?: string;
  /** `incremental` is refused until stores are connected through Temporal. */
  readonly type?: 'full';
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

/** What the last completed sync of this store knew at its end. */
export interface SettledSync {
  readonly watermarks: Watermarks;
  readonly mappingHash: string;
}

export interface ListToJoin {
  readonly listId: number;
  readonly role: 'all_customers' | 'buyers';
}

/** Made by `planSync`; everything later steps need, and no secret. */
export interface SyncPlan {
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
  readonly maxListJoins: number;
  readonly timing: {
    readonly settleMs: number;
    readonly importLookMs: number;
    readonly activationLookMs: number;
  };
  /** Requests to BigCommerce that planning took. */
  readonly requests: number;
}

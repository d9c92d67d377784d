// What a connected store is set to; no secret is among it, so it may stand in a memo.

/** The four kinds of record, and stock levels, that a merchant can switch on or off. */
export type SyncSwitch = 'customers' | 'orders' | 'products' | 'carts' | 'inventory';

/** One attribute of a contact and where its value comes from in a BigCommerce customer. */
export interface MappedAttribute {
  /** As written in connector.yml, e.g. `addresses[0].city`. */
  readonly path: string;
  /** Upper-case name in Brevo, e.g. `CITY`. */
  readonly attribute: string;
}

/** One event sent to Brevo: BigCommerce's webhook scope and our name for the event. */
export interface TopicChoice {
  readonly scope: string;
  readonly topic: string;
}

/** Ids of Brevo lists. */
export interface ListChoice {
  readonly allCustomers?: number;
  readonly buyers?: number;
  readonly abandonedCart?: number;
}

/** One storefront of a store with several (BigCommerce's channels). */
export interface StorefrontChoice {
  readonly channelId: number;
  /** Its own; what it lacks is taken from the store where it writes to the store's account. */
  readonly lists: ListChoice;
  /** Where its shoppers go; the channel's site when left out. */
  readonly url?: string;
  /** `own`: another Brevo account than the store's. */
  readonly account: 'default' | 'own';
}

/** One mail to a shopper who left a cart. */
export interface CartMailStep {
  /** After the mail before; the first after the abandonment. */
  readonly delayMs: number;
  readonly templateId: number;
  /** The template's own when left out. */
  readonly subject?: string;
  readonly discount?: {
    /** The merchant's own coupon. */
    readonly code: string;
    readonly percent?: number;
    /** Told to the shopper: so long after the mail. */
    readonly expiryMs?: number;
    /** The coupon's last day (`2026-12-31`): later mails go without it. */
    readonly validUntil?: string;
  };
}

export interface ShopperPace {
  readonly firstDelayMs?: number;
  /** A cart of less value is offered no discount. */
  readonly discountFrom?: number;
}

/** `skills.abandoned-cart`. Amounts are in the cart's own currency. */
export interface AbandonedCartSkill {
  readonly enabled: boolean;
  readonly abandonAfterMs: number;
  readonly minValue: number;
  /** Shoppers who are not signed in count. */
  readonly guests: boolean;
  /** None: Brevo's automation does the mails. */
  readonly steps: readonly CartMailStep[];
  readonly timing?: {
    readonly vip: ShopperPace;
    readonly new: ShopperPace;
    readonly repeat: ShopperPace;
    /** Either is enough. */
    readonly vipWhen: { readonly orders?: number; readonly spent?: number };
  };
  /** Each shopper always gets the same one. */
  readonly variants?: readonly {
    readonly name: string;
    readonly subject: string;
    readonly weight: number;
  }[];
}

export interface SkillChoice {
  readonly abandonedCart?: AbandonedCartSkill;
}

export interface StoreOptions {
  /** The alias in connector.yml that people may type; `main` for a single store. */
  readonly name: string;
  readonly storeHash: string;
  readonly clientId?: string;
  readonly enabled: boolean;
  readonly sync: Readonly<Record<SyncSwitch, boolean>>;
  readonly lists: ListChoice;
  /** Absent where none is configured: the store is one shop with one account. */
  readonly storefronts?: readonly StorefrontChoice[];
  readonly customerMapping: readonly MappedAttribute[];
  readonly webhooks: readonly TopicChoice[];
  readonly consent: 'opt_in' | 'all';
  /** What happens in Brevo to a mapped value that the shop has emptied. */
  readonly onCleared: 'clear' | 'keep';
  readonly deletedCustomers: 'soft' | 'hard';
  /** Webhooks without a signature are refused; left out, a signature must hold when there is one. */
  readonly signature?: 'required';
  /** BigCommerce order status ids that count for order sums. */
  readonly countedStatuses: readonly number[];
  /** More people than this join lists only after an approval. */
  readonly maxListJoins: number;
  readonly brevo: {
    /** How long Brevo may take until an asynchronous batch is visible. */
    readonly settleMs: number;
    readonly importLookMs: number;
    readonly activationLookMs: number;
    /** The rate bucket that contact imports are charged to; Brevo's page leaves it open. */
    readonly importBucket: 'contacts' | 'hourly';
  };
  /** When live changes are read: see `ChangesTiming`. */
  readonly changes: {
    readonly windowMs: number;
    readonly wideWindowMs: number;
    readonly quietMs: number;
  };
  /** Absent where none is configured. */
  readonly skills?: SkillChoice;
  /** Requests of each window that bulk work leaves to live work. */
  readonly reserve: number;
}

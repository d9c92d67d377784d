// What can be said to a store's live changes: ids of records whose truth is to be read again and brought to Brevo.
import { defineSignal } from '@temporalio/workflow';
import type { Resource } from './names';
import type { Tally } from './tally';

export const RECORD_CHANGES = 'recordChanges';

/** Customers with subscribers and order sums; products with variants, categories and stock. */
export type ChangeKind = 'customers' | 'products';

export const changesId = (storeHash: string, kind: ChangeKind): string =>
  `changes/${storeHash}/${kind}`;

/**
 * Hints, in any order and as often as one likes: what is true is read from the shop. `changed` and `deleted` differ
 * only in that nobody asks twice before something that was called deleted is taken out of Brevo.
 */
export interface RecordsChanged {
  /** Customer or product ids; for a SKU or its stock the product's. */
  readonly changed?: readonly number[];
  readonly deleted?: readonly number[];
  /** Customers only: orders that were made, changed or archived; order sums and lists of their people follow. */
  readonly orders?: readonly number[];
  /** Customers only. */
  readonly subscribers?: readonly number[];
  /** Products only: whatever they are, the whole tree is compared. */
  readonly categories?: readonly number[];
}

export const recordsChanged = defineSignal<[RecordsChanged]>('recordsChanged');

export interface ChangesTiming {
  /** From the first id until it is read. */
  readonly windowMs: number;
  /** The same after a window with more than 100 ids. */
  readonly wideWindowMs: number;
  /** The workflow ends after so long without an id. */
  readonly quietMs: number;
  /** A refused token or key is tried again after this. */
  readonly pauseMs: number;
  /** An event whose answer was lost is looked for after this, and given up as unknown after the other. */
  readonly eventLookMs: number;
  readonly eventGiveUpMs: number;
}

export const USUAL_TIMING: ChangesTiming = {
  windowMs: 2_000,
  wideWindowMs: 10_000,
  quietMs: 60_000,
  pauseMs: 300_000,
  eventLookMs: 600_000,
  eventGiveUpMs: 86_400_000,
};

/** The one argument of `recordChanges`. Without `timing` the store's settings are read; with it, the rest is as usual. */
export interface ChangesInput {
  readonly storeHash: string;
  readonly kind: ChangeKind;
  readonly timing?: Partial<ChangesTiming>;
}

/** An event Brevo is to hear of; ids and times only. */
export interface CustomerNews {
  readonly customerId: number;
  readonly what: 'created' | 'updated';
  /** ISO. */
  readonly at: string;
  /** The Brevo account that has the customer; absent where there is only one. */
  readonly account?: string;
  /** Brevo's, where the contact keeps another system's external id. */
  readonly contactId?: number;
}

export interface CustomerEvent extends CustomerNews {
  readonly eventId: string;
}

/** An event on its way. Times are epoch milliseconds of the workflow's clock. */
export interface PendingEvent extends CustomerEvent {
  /** `lost`: sent, and no answer came. */
  readonly state: 'to send' | 'lost';
  readonly dueAt: number;
  /** When the answer was lost for the first time. */
  readonly lostAt?: number;
}

/** Ids that wait to be read, each once. */
export type WaitingIds = Readonly<Record<keyof RecordsChanged, readonly number[]>>;

/** What one run hands to the next, and what remains at the end. */
export interface ChangesState {
  readonly waiting: WaitingIds;
  /** When the first of them came (epoch milliseconds); absent while nothing waits. */
  readonly since?: number;
  /** What is left of the window that is being worked off. */
  readonly open: WaitingIds;
  /** The window before had more than 100 ids. */
  readonly wide: boolean;
  readonly events: readonly PendingEvent[];
  readonly counts: ChangesResult;
}

export interface ChangesResult extends Tally {
  readonly windows: number;
  /** Contacts and products taken out by the store's rule. */
  readonly removed: number;
  /** People who were put on a list. */
  readonly joined: number;
  readonly eventsSent: number;
  /** Event ids that Brevo may or may not have. */
  readonly unknownEvents: readonly string[];
}

/** One request for records: at most 250 ids. */
export interface ChangedIds {
  readonly storeHash: string;
  readonly changed: readonly number[];
  readonly deleted: readonly number[];
  /** Names the batch, so that a worker that looked need not read again what it then writes. */
  readonly batch: string;
}

/** What a look found; ids only. */
export interface ChangesFound {
  readonly read: number;
  /** In Brevo just so. */
  readonly unchanged: number;
  /** To be written. */
  readonly different: readonly number[];
  /** New in Brevo or moved to another address: order sums and lists follow. */
  readonly fresh: readonly number[];
  /** Asked for and not answered. */
  readonly gone: readonly number[];
  readonly news: readonly CustomerNews[];
}

export interface CustomersToWrite extends Omit<ChangedIds, 'changed'> {
  readonly different: readonly number[];
  readonly fresh: readonly number[];
  readonly gone: readonly number[];
  /** So many have joined a list in this burst: beyond the guard only a sync, which asks first, lets people join. */
  readonly joined: number;
}

export interface PeopleToSee {
  readonly storeHash: string;
  readonly orders: readonly number[];
  readonly subscribers: readonly number[];
  readonly joined: number;
}

export interface ProductsToWrite extends ChangedIds {
  readonly categories: boolean;
}

export interface ChangesWritten extends Tally {
  readonly removed: number;
  readonly joined: number;
  /** The records that were rejected, under the names an incremental sync looks at them again by. */
  readonly rejectedIds?: readonly string[];
  /** Customers who were to be written and have no contact of their own now: gone since the look, or somebody's twin. */
  readonly absent?: readonly number[];
}

/** `later`: not sent, Brevo's window is full. `lost`: nobody knows. */
export type EventOutcome =
  | { readonly kind: 'sent' | 'not wanted' | 'refused' | 'lost' }
  | { readonly kind: 'later'; readonly afterMs: number };

/** On the store's own queue. */
export interface LiveActivities {
  /** Reads customers and their contacts; writes nothing, so that what is new is known before it is written. */
  lookAtCustomers(request: ChangedIds): Promise<ChangesFound>;
  writeChangedCustomers(request: CustomersToWrite): Promise<ChangesWritten>;
  /** The people behind orders and subscriptions. */
  seeToChangedPeople(request: PeopleToSee): Promise<ChangesWritten>;
  writeChangedProducts(request: ProductsToWrite): Promise<ChangesWritten>;
}

/** On the shared queue: what needs no rate of the store's. */
export interface EventActivities {
  /** As the store is set. Throws UnknownStore. */
  readTiming(storeHash: string): Promise<Partial<ChangesTiming>>;
  /** Sends once. Must not be retried by Temporal: events have no key by which Brevo would know a repeat. */
  sendCustomerEvent(storeHash: string, event: CustomerEvent): Promise<EventOutcome>;
  /** Whether Brevo has the event. */
  lookForEvent(storeHash: string, event: CustomerEvent): Promise<boolean>;
}

/** To the store's connection: an incremental sync looks at these again. */
export const recordsRejected =
  defineSignal<[{ readonly resource: Resource; readonly ids: readonly string[] }]>(
    'recordsRejected',
  );

/** To the store's connection: event ids that Brevo may or may not have. */
export const eventsUnknown = defineSignal<[{ readonly ids: readonly string[] }]>('eventsUnknown');

// What can be said to the flow of one order, what it asks of activities, and what it answers: ids, statuses, times.
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { EventOutcome } from './record-changes';

export const ORDER_FLOW = 'orderFlow';

export const orderFlowId = (storeHash: string, orderId: number): string =>
  `order/${storeHash}/${orderId}`;

/** A hint that something happened to the order: what is true is read from the shop. */
export interface OrderTouch {
  /** A flow that begins with this remembers how the order is and announces nothing of it; for others it is a hint. */
  readonly baseline?: boolean;
  /**
   * Brevo may have got an older state of the order since the flow has sent it, by a batch that landed late: it is
   * written although it is unchanged.
   */
  readonly rewrite?: boolean;
  /**
   * With `baseline`: how a sync has just read the order. It saves a first look, and a flow that knows as much has
   * nothing to do.
   */
  readonly seen?: OrderFacts;
}

export const orderTouched = defineSignal<[OrderTouch?]>('orderTouched');

export interface OrderTiming {
  /** From the final status, or from the last change of an order that was never placed. */
  readonly followMs: number;
  /** An order made longer ago is not announced by a new flow; no flow of a placed order ends sooner. */
  readonly oldMs: number;
  /** An order that reaches no final status is followed so long after its last change. */
  readonly stuckMs: number;
  /** A refused token or key is tried again after this. */
  readonly pauseMs: number;
  /** An event whose answer was lost is looked for after this, and given up as unknown after the other. */
  readonly eventLookMs: number;
  readonly eventGiveUpMs: number;
}

const DAY_MS = 86_400_000;

export const USUAL_ORDER_TIMING: OrderTiming = {
  followMs: 30 * DAY_MS,
  oldMs: 45 * DAY_MS,
  stuckMs: 180 * DAY_MS,
  pauseMs: 300_000,
  eventLookMs: 600_000,
  eventGiveUpMs: DAY_MS,
};

/** The one argument of `orderFlow`. */
export interface OrderInput {
  readonly storeHash: string;
  readonly orderId: number;
  readonly timing?: Partial<OrderTiming>;
}

/** How an order is at the moment, as far as the flow decides by it; no amounts, no person. */
export interface OrderFacts {
  readonly statusId: number;
  /** ISO. */
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly archived: boolean;
  /** From another platform (`M-MIG`): nothing of it is ever announced. */
  readonly migrated: boolean;
  /** Made before the store was connected: a flow's first look announces nothing. */
  readonly olderThanConnection: boolean;
  /** By `items_shipped`, `date_shipped` or a shipment. */
  readonly shipped: 'no' | 'partly' | 'fully';
  readonly shippedAt?: string;
  /** Refunds there are. */
  readonly refunds: number;
  /** They come to the whole amount. */
  readonly fullyRefunded: boolean;
  /** Of the last refund. */
  readonly refundedAt?: string;
  /** Of everything Brevo keeps of the order, its status too. */
  readonly fingerprint: string;
  /** Of what was bought: lines and amounts, without status and dates. `order_updated` follows a change of it. */
  readonly content: string;
}

/** `rejected`: nothing can be said of this order truly, by reason; it is looked at again with the next touch. */
export type OrderReading =
  | { readonly kind: 'read'; readonly facts: OrderFacts }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'gone' };

export interface OrderRef {
  readonly storeHash: string;
  readonly orderId: number;
}

/** The deeds of one touch that may be repeated; in this order. */
export interface OrderWork {
  /** Contact, order sums and lists of the person follow: a signal to `changes/<store>/customers`. */
  readonly people: boolean;
  /** The order as it is now; `quiet` where it must start no automation. */
  readonly upsert?: { readonly fingerprint: string; readonly quiet: boolean };
}

/** `fingerprint`: of what Brevo has now, which may be newer than what was asked for. */
export type OrderWritten =
  | { readonly kind: 'written'; readonly fingerprint?: string }
  | { readonly kind: 'rejected'; readonly reason: string };

/** In the order in which they may happen at one look. `bought` is Brevo's `order_completed`. */
export type OrderEventKind = 'placed' | 'bought' | 'status' | 'updated';

export interface OrderEvent {
  readonly eventId: string;
  readonly what: OrderEventKind;
  /** ISO; never before that of the event before it. */
  readonly at: string;
  /** Status ids; of `placed` and `bought` only `to`, of `updated` none. */
  readonly from?: number;
  readonly to?: number;
}

/** Epoch milliseconds of the workflow's clock. */
export interface PendingOrderEvent extends OrderEvent {
  /** `lost`: sent, and no answer came. */
  readonly state: 'to send' | 'lost';
  readonly dueAt: number;
  readonly lostAt?: number;
}

/** On the store's own queue. */
export interface OrderReads {
  readOrder(order: OrderRef): Promise<OrderReading>;
}

/** On the shared queue: they work on what a look has just read, and need no rate of the store's. */
export interface OrderDeeds {
  /** Idempotent, tried until it is done. */
  writeOrder(order: OrderRef, work: OrderWork): Promise<OrderWritten>;
  /** Sends once. Must not be retried by Temporal: events have no key by which Brevo would know a repeat. */
  sendOrderEvent(order: OrderRef, event: OrderEvent): Promise<EventOutcome>;
  /** Whether Brevo has the event. */
  lookForOrderEvent(order: OrderRef, event: OrderEvent): Promise<boolean>;
}

/** To the store's connection: event ids that Brevo may or may not have. */
export const eventsUnknown = defineSignal<[{ readonly ids: readonly string[] }]>('eventsUnknown');

/** What is remembered of the order since the first look. */
export interface KnownOrder {
  readonly statusId: number;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly archived: boolean;
  /** `open`: it was not announced as placed yet; `past`: it never will be. */
  readonly placing: 'open' | 'told' | 'past';
  readonly shipped: OrderFacts['shipped'];
  readonly refunds: number;
  readonly content: string;
  /** Fingerprint of what Brevo has; null when nobody knows. */
  readonly written: string | null;
}

/** One line of the order's story. Times are ISO. */
export interface StoryLine {
  readonly at: string;
  readonly what: string;
}

export type LookMode = 'touch' | 'baseline';

/** What one run hands to the next. Times are epoch milliseconds of the workflow's clock. */
export interface OrderState {
  /** Somebody has touched the order since the last look began. */
  readonly wanted: LookMode | null;
  /** The next look writes the order, whatever Brevo is known to have. */
  readonly rewrite: boolean;
  /** The look that is under way. */
  readonly looking: LookMode | null;
  /** Deeds of the last look that are not done yet. */
  readonly work: OrderWork | null;
  /** Null before the first look at a good order. */
  readonly known: KnownOrder | null;
  readonly changedAt: number;
  readonly gone: boolean;
  /** Why Brevo does not have the order as it is. */
  readonly rejected: string | null;
  /** In the order in which Brevo hears of them. */
  readonly events: readonly PendingOrderEvent[];
  /** How many were ever queued. */
  readonly queued: number;
  /** ISO, of the last event queued; empty before the first. */
  readonly lastEventAt: string;
  readonly eventsSent: number;
  readonly unknownEvents: readonly string[];
  readonly refusedEvents: readonly string[];
  readonly story: readonly StoryLine[];
}

export interface OrderStage {
  /** `not read yet`, `incomplete`, `awaiting_fulfillment`, … or `gone`. */
  readonly stage: string;
  readonly placed: boolean;
  readonly archived: boolean;
  readonly rejected?: string;
  readonly eventsSent: number;
  /** Event ids. */
  readonly waitingEvents: readonly string[];
  readonly unknownEvents: readonly string[];
  readonly refusedEvents: readonly string[];
  readonly story: readonly StoryLine[];
  /** ISO; absent before the first look. */
  readonly followedUntil?: string;
}

export const orderStage = defineQuery<OrderStage>('orderStage');

export interface OrderResult extends OrderStage {
  readonly outcome:
    'followed to the end' | 'never placed' | 'gone' | 'rejected' | 'store not connected';
}

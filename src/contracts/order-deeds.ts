// What the flow of an order asks of activities, and what they answer: ids, statuses and times.
import type { EventOutcome } from './record-changes';

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

// What can be said to the flow of one order, and what it says of itself: ids, statuses, times.
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { OrderFacts } from './order-deeds';

export const ORDER_FLOW = 'orderFlow';

export const orderFlowId = (storeHash: string, orderId: number): string =>
  `order/${storeHash}/${orderId}`;

/** Above the flow in Temporal's lists. */
export const orderTitle = (storeHash: string, orderId: number): string =>
  `Order ${orderId} of store ${storeHash}`;

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

/** One line of the order's story. Times are ISO. */
export interface StoryLine {
  readonly at: string;
  readonly what: string;
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

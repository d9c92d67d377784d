// What the flow of an order knows, and hands from one run to the next.
import type { OrderEvent, OrderFacts, OrderWork } from '../../contracts/order-deeds';
import type { StoryLine } from '../../contracts/order-flow';

/** Epoch milliseconds of the workflow's clock. */
export interface PendingOrderEvent extends OrderEvent {
  /** `lost`: sent, and no answer came. */
  readonly state: 'to send' | 'lost';
  readonly dueAt: number;
  readonly lostAt?: number;
}

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

// What can be said to a cart and what it says of itself; ids, times and amounts only, never whose cart it is.
import { defineQuery, defineSignal } from '@temporalio/workflow';

export const CART_RECOVERY = 'cartRecovery';

export const cartWorkflowId = (storeHash: string, cartId: string): string =>
  `cart/${storeHash}/${cartId}`;

export interface OrderHint {
  readonly orderId: number;
}

/** Created, changed, deleted: whatever it was, the cart is read again. Repeats and lateness do no harm. */
export const cartTouched = defineSignal('cartTouched');
/** BigCommerce has seen nothing of the shopper for an hour. */
export const cartAbandoned = defineSignal('cartAbandoned');
/** The cart became this order. */
export const cartConverted = defineSignal<[OrderHint]>('cartConverted');
/** An order of this cart was placed. */
export const orderPlaced = defineSignal<[OrderHint]>('orderPlaced');
/** Somebody, or a mail scanner, opened the link of a mail: believed only when a purchase follows. */
export const linkClicked = defineSignal<[CartClick]>('linkClicked');

export const cartPhase = defineQuery<CartView>('cartPhase');

export interface CartClick {
  readonly episode: number;
  /** Counted from 0. */
  readonly step: number;
}

export interface CartTiming {
  /** BigCommerce calls a cart abandoned after so long without a change. */
  readonly hintQuietMs: number;
  /** From the last mail, or the abandonment where there is none, until it counts as lost. */
  readonly expireAfterMs: number;
  /** The workflow stays so long after its last deed, so that late deliveries meet one that knows. */
  readonly restMs: number;
  /** What was left longer ago than this, or should have been mailed longer ago, is not mailed any more. */
  readonly tooLateMs: number;
  /** A click leads to a purchase that comes within this. */
  readonly clickWindowMs: number;
  readonly pauseMs: number;
  readonly eventLookMs: number;
  readonly eventGiveUpMs: number;
  /** A mail whose answer was lost is looked for after this. */
  readonly mailLookMs: number;
}

const HOUR_MS = 3_600_000;

export const USUAL_CART_TIMING: CartTiming = {
  hintQuietMs: HOUR_MS,
  expireAfterMs: 72 * HOUR_MS,
  restMs: 72 * HOUR_MS,
  tooLateMs: 48 * HOUR_MS,
  clickWindowMs: 72 * HOUR_MS,
  pauseMs: 300_000,
  eventLookMs: 600_000,
  eventGiveUpMs: 24 * HOUR_MS,
  mailLookMs: 600_000,
};

/** The one argument of `cartRecovery`. */
export interface CartInput {
  readonly storeHash: string;
  readonly cartId: string;
  readonly timing?: Partial<CartTiming>;
}

/** As the store's settings have it for this very shopper. */
export interface CartPlan {
  /** Quiet for so long is abandoned. */
  readonly abandonAfterMs: number;
  /** The mails that we send, each so long after the one before; none where Brevo's automation does. */
  readonly steps: readonly CartStepPlan[];
}

export interface CartStepPlan {
  readonly delayMs: number;
  /** The name of an A/B variant. */
  readonly variant?: string;
}

export interface CartOrder {
  readonly orderId: number;
  /** Decimal text in `currency`; absent when the order cannot be read. */
  readonly amount?: string;
  readonly currency?: string;
}

/** The step that led to a purchase: the last one clicked within the window, else the last one mailed. */
export interface CartLead {
  readonly by: 'click' | 'mail';
  readonly step: number;
  readonly variant?: string;
}

export interface CartMail {
  readonly episode: number;
  readonly step: number;
  readonly variant?: string;
  /** ISO. */
  readonly at: string;
  /** `unknown`: nobody can say whether Brevo has sent it; it is not sent again. */
  readonly state: 'sent' | 'unknown' | 'skipped';
  readonly why?: string;
}

export type CartOutcome =
  'bought' | 'recovered' | 'expired' | 'closed' | 'anonymous' | 'store not connected';

export type StopReason = 'no consent' | 'blocked' | 'other sequence' | 'not wanted' | 'too late';

export interface CartResult {
  readonly outcome: CartOutcome;
  readonly abandonments: number;
  readonly mails: readonly CartMail[];
  readonly order?: CartOrder;
  readonly led?: CartLead;
  /** Why the mails ended before the last one. */
  readonly stopped?: StopReason;
  /** Event ids that Brevo may or may not have. */
  readonly unknownEvents: readonly string[];
}

export interface CartView extends Omit<CartResult, 'outcome'> {
  readonly phase: 'watching' | 'abandoned' | CartOutcome;
  /** ISO: when it looks again by itself. */
  readonly nextAt?: string;
}

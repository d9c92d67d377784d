// What a cart's workflow asks of activities, and what they answer: ids, hashes, times and amounts only.
import type { EventOutcome } from './record-changes';
import type { CartLead, CartOrder, CartPlan, StopReason } from './cart-recovery';

export type CartEventKind = 'created' | 'updated' | 'abandoned' | 'recovered' | 'deleted';

/** An event Brevo is to hear of; the activity reads the cart for what it says. */
export interface CartEvent {
  readonly eventId: string;
  readonly cartId: string;
  readonly what: CartEventKind;
  /** ISO. */
  readonly at: string;
  /** Brevo's id of the contact, once known: of a cart that is gone nobody could say whose it was. */
  readonly contactId?: number;
  /** The Brevo account whose contact it is; absent where there is only one. */
  readonly account?: string;
  /** Of an event about a cart that is there: it is not wanted any more when the cart or the person is another. */
  readonly told?: CartTold;
  /** Counted from 1. */
  readonly episode: number;
  readonly order?: CartOrder;
  readonly led?: CartLead;
}

/** What Brevo was last told of the cart. */
export interface CartTold {
  /** Hash of lines, quantities and prices. */
  readonly content: string;
  /** Opaque and keyed: the same for the same person. */
  readonly person: string;
}

export interface CartFollow {
  readonly storeHash: string;
  readonly cartId: string;
  /** Absent before the first event. */
  readonly told?: CartTold;
  readonly contactId?: number;
  /** Of the events to send when the cart differs from what was told; without it what differs is answered as `lost`. */
  readonly eventIds?: { readonly created?: string; readonly updated: string };
  /** Heard by a signal. */
  readonly orderId?: number;
}

/** What is true of a cart. `gone`: 404 and no order of it. */
export type CartFound =
  | { readonly kind: 'bought'; readonly order: CartOrder }
  | { readonly kind: 'gone' | 'empty' }
  | CartThere;

export interface CartThere {
  readonly kind: 'there';
  readonly content: string;
  /** Absent: nobody is known, or guests do not count. */
  readonly person?: string;
  readonly contactId?: number;
  /** The Brevo account whose contact it is; absent where there is only one. */
  readonly account?: string;
  /** Epoch milliseconds by BigCommerce's clock: the cart's last change. */
  readonly changedAt: number;
  /** Worth an abandonment: the minimum value is reached. */
  readonly wanted: boolean;
  readonly plan: CartPlan;
  /** What became of the events; absent where none was due. */
  readonly created?: EventOutcome;
  readonly updated?: EventOutcome;
}

export interface MailRequest {
  readonly storeHash: string;
  readonly cartId: string;
  readonly episode: number;
  readonly step: number;
  readonly variant?: string;
  /** The cart as it was abandoned: another one is not mailed. */
  readonly told: CartTold;
  /** Epoch milliseconds: an order of this person made after it ends the sequence. */
  readonly changedAt: number;
  /** The answer of the attempt before was lost: Brevo is asked for the mail first. */
  readonly after?: 'lost';
}

/**
 * `changed`: it is not the cart or the person any more that was abandoned. `skipped`: this mail cannot be sent (no such
 * template, an expired code). `later`: nothing was sent. `lost`: nobody knows yet. `unknown`: nobody will.
 */
export type MailOutcome =
  | { readonly kind: 'sent' | 'changed' | 'gone' | 'lost' | 'unknown' }
  | { readonly kind: 'bought'; readonly order: CartOrder }
  | { readonly kind: 'stopped'; readonly why: StopReason }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'later'; readonly afterMs: number };

export interface ListTurn {
  readonly storeHash: string;
  readonly cartId: string;
  readonly contactId: number;
  /** The Brevo account whose contact it is; absent where there is only one. */
  readonly account?: string;
}

export interface QuietWait {
  readonly storeHash: string;
  readonly cartId: string;
  /** When the cart, as far as is known, has been quiet for long enough; from the first attempt on. */
  readonly waitMs: number;
}

/** On the store's own queue. What Brevo would take twice is attempted once: see each. */
export interface CartActivities {
  /** Attempted once: whatever it throws, it throws before it has sent an event. */
  followCart(request: CartFollow): Promise<CartFound>;
  /**
   * Ends when the cart has been quiet for long enough, or is no cart any more. Until then it fails with `NotQuietYet`,
   * which says when the next attempt is worth it.
   */
  waitForQuiet(wait: QuietWait): Promise<void>;
  /** Attempted once. */
  sendCartEvent(storeHash: string, event: CartEvent): Promise<EventOutcome>;
  lookForCartEvent(storeHash: string, event: CartEvent): Promise<boolean>;
  /** Answers whether the person, whose consent it reads, is on the list. Safe to repeat. */
  joinCartList(request: ListTurn): Promise<boolean>;
  leaveCartList(request: ListTurn): Promise<void>;
  /** The last look and the mail. Attempted once: whatever it throws, it throws before it has sent. */
  lookAndMail(request: MailRequest): Promise<MailOutcome>;
}

// What a cart's workflow knows, hears and does next; ids, hashes and times only. All times are epoch milliseconds.
import type {
  CartClick,
  CartInput,
  CartLead,
  CartMail,
  CartOrder,
  CartOutcome,
  CartPlan,
  CartTiming,
  StopReason,
} from '../../contracts/cart-recovery';
import type {
  CartEvent,
  CartFollow,
  CartFound,
  CartThere,
  CartTold,
  ListTurn,
  MailOutcome,
  MailRequest,
} from '../../contracts/cart-deeds';
import { USUAL_CART_TIMING } from '../../contracts/cart-recovery';
import type { EventOutcome } from '../../contracts/record-changes';
import type { EventTurnState } from '../event-turn';

export interface PendingCartEvent extends EventTurnState {
  readonly event: CartEvent;
}

/** One abandonment, until the shopper comes back. */
export interface Abandonment {
  readonly at: number;
  readonly told: CartTold;
  readonly changedAt: number;
  readonly plan: CartPlan;
  /** The next mail, counted from 0. */
  readonly step: number;
  /** When it should leave; absent when no mail is to come. */
  readonly plannedAt?: number | undefined;
  /** When it is tried. */
  readonly dueAt: number;
  /** The answer of the attempt before was lost. */
  readonly lost: boolean;
  /** Since when nothing is left but to wait. */
  readonly quietSince: number;
}

export type ListedContact = Pick<ListTurn, 'contactId' | 'account'>;

export interface CartState {
  readonly storeHash: string;
  readonly cartId: string;
  readonly timing: CartTiming;
  readonly phase: 'watching' | 'abandoned' | 'resting';
  /** Signals heard, and how many of them the last read covers. */
  readonly hints: number;
  readonly read: number;
  /** BigCommerce has called the cart abandoned. */
  readonly saidAbandoned: boolean;
  /** After a failure nothing is tried before this. */
  readonly resumeAt: number;
  readonly failures: number;
  readonly seen?: CartThere;
  readonly told?: CartTold;
  readonly contactId?: number;
  /** The Brevo account of that contact, where a store has several. */
  readonly account?: string;
  /** Counts the `cart_updated`. */
  readonly updates: number;
  /** Nobody knows what a read that got no answer has sent. */
  readonly unsure: boolean;
  /** `cart_created` may have been among it: it is not sent any more. */
  readonly createdInDoubt: boolean;
  readonly events: readonly PendingCartEvent[];
  readonly unknownEvents: readonly string[];
  readonly episode: number;
  readonly abandonment?: Abandonment | undefined;
  /** Whom we have put on the list (the contact's id). */
  readonly listed?: ListedContact | undefined;
  /** The shopper should be on it, and it was not tried yet. */
  readonly listWanted: boolean;
  /** Nobody knows when an attempt that got no answer ends: these are taken off once more at the very end. */
  readonly listDoubts: readonly ListedContact[];
  /** Consent is missing or withdrawn: whoever is on it leaves. */
  readonly listRefused: boolean;
  readonly mails: readonly CartMail[];
  readonly click?: CartClick & { readonly at: number };
  readonly order?: CartOrder;
  readonly led?: CartLead;
  readonly stopped?: StopReason | undefined;
  /** While resting. */
  readonly outcome?: CartOutcome | undefined;
  readonly endAt?: number | undefined;
}

export const freshCart = ({ storeHash, cartId, timing }: CartInput): CartState => ({
  storeHash,
  cartId,
  timing: { ...USUAL_CART_TIMING, ...timing },
  phase: 'watching',
  // Even without a signal, as when a person starts it, the cart is read.
  hints: 1,
  read: 0,
  saidAbandoned: false,
  resumeAt: 0,
  failures: 0,
  updates: 0,
  unsure: false,
  createdInDoubt: false,
  events: [],
  unknownEvents: [],
  episode: 0,
  listWanted: false,
  listRefused: false,
  listDoubts: [],
  mails: [],
});

export type CartDeed =
  | { readonly kind: 'follow'; readonly upTo: number; readonly request: CartFollow }
  | { readonly kind: 'tell' | 'look for'; readonly event: CartEvent }
  | { readonly kind: 'join'; readonly contact: ListedContact }
  | { readonly kind: 'leave'; readonly contact: ListedContact }
  | { readonly kind: 'mail'; readonly request: MailRequest }
  | { readonly kind: 'end'; readonly outcome: CartOutcome };

export type CartFact =
  /** `quiet`: nothing has changed for long enough, or there is nothing left to change. */
  | { readonly kind: 'touched' | 'said abandoned' | 'quiet' | 'time' }
  | { readonly kind: 'ordered'; readonly orderId: number }
  | { readonly kind: 'clicked'; readonly click: CartClick }
  | {
      readonly kind: 'found';
      readonly upTo: number;
      readonly request: CartFollow;
      readonly found: CartFound;
    }
  | { readonly kind: 'told'; readonly eventId: string; readonly outcome: EventOutcome }
  | { readonly kind: 'looked'; readonly eventId: string; readonly isThere: boolean | undefined }
  | { readonly kind: 'joined'; readonly contact: ListedContact; readonly listed: boolean }
  | { readonly kind: 'left'; readonly contact: ListedContact }
  | {
      readonly kind: 'mailed';
      readonly episode: number;
      readonly step: number;
      readonly outcome: MailOutcome;
    }
  /** Nothing was done. `unsure`, `mayBeListed`: or it was, and the answer is missing. */
  | {
      readonly kind: 'failed';
      readonly afterMs?: number;
      readonly unsure?: true;
      readonly mayBeListed?: ListedContact;
    };

export interface CartTurn {
  readonly state: CartState;
  /** To be done now, side by side; the answers are the next facts. */
  readonly deeds: readonly CartDeed[];
  /** Without a deed: when to look again, whatever happens. */
  readonly wakeAt?: number;
  /** Without a deed: when the cart has been quiet for long enough, unless the shopper does something. */
  readonly quietAt?: number;
}

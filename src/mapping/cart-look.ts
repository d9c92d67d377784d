// Pure: the last look before a mail; any doubt and it is not sent.
import { everyGuard, type Guarding } from '../contracts/cart-guards';
import type { CartOrder, StopReason } from '../contracts/cart-recovery';
import type { CartTold } from '../contracts/cart-deeds';
import { cartConsent, type CartEvidence } from './cart-consent';
import { isOfAnother, type SequenceNote } from './cart-sequence';

/** From the look's start until the mail leaves. */
export const LOOK_LASTS_MS = 5_000;

export interface LookSeen {
  readonly cart: 'gone' | 'empty' | { readonly content: string; readonly person?: string };
  readonly orders: {
    /** Of this cart, whenever it was made. */
    readonly ofCart?: CartOrder;
    /** Made since the cart's last change. */
    readonly ofCustomer?: CartOrder;
    readonly ofAddress?: CartOrder;
  };
  readonly evidence: CartEvidence;
  readonly sequence?: SequenceNote;
}

export interface LookAsked {
  /** What was abandoned. */
  readonly told: CartTold;
  /** Names this cart and episode, as it is noted at the contact. */
  readonly sequence: string;
}

export interface LookTime {
  /** Epoch milliseconds. */
  readonly beganAt: number;
  readonly now: number;
}

/** `again`: the look took too long to be relied on. */
export type LookVerdict =
  | { readonly kind: 'send' }
  | { readonly kind: 'changed' | 'gone' | 'again' }
  | { readonly kind: 'bought'; readonly order: CartOrder }
  | { readonly kind: 'stopped'; readonly why: StopReason };

export interface Look {
  readonly asked: LookAsked;
  readonly seen: LookSeen;
  readonly time: LookTime;
}

export function lookVerdict(look: Look, on: Guarding = everyGuard): LookVerdict {
  const { asked, seen, time } = look;
  const order = orderOf(seen, on);
  if (order !== undefined) return { kind: 'bought', order };
  const cart = cartVerdict(look, on);
  if (cart !== undefined) return cart;
  const consent = cartConsent(seen.evidence, on);
  if (consent !== 'yes') return { kind: 'stopped', why: consent };
  if (isOfAnother(seen.sequence, { name: asked.sequence, now: time.now }) && on('one sequence'))
    return { kind: 'stopped', why: 'other sequence' };
  return isSlow(time) && on('five seconds') ? { kind: 'again' } : { kind: 'send' };
}

function orderOf({ orders }: LookSeen, on: Guarding): CartOrder | undefined {
  const { ofCart, ofCustomer, ofAddress } = orders;
  if (ofCart !== undefined && on('order of the cart')) return ofCart;
  if (ofCustomer !== undefined && on('order of the customer')) return ofCustomer;
  return on('order of the address') ? ofAddress : undefined;
}

function cartVerdict({ seen, asked }: Look, on: Guarding): LookVerdict | undefined {
  const { cart } = seen;
  if (typeof cart === 'string') return on('cart there') ? { kind: 'gone' } : undefined;
  const isOther =
    (cart.content !== asked.told.content && on('same cart')) ||
    (cart.person !== asked.told.person && on('same person'));
  return isOther ? { kind: 'changed' } : undefined;
}

const isSlow = ({ beganAt, now }: LookTime): boolean => now - beganAt > LOOK_LASTS_MS;

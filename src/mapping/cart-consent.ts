// Pure: whether a person may be written to, or listed, about a cart that was left.
import { everyGuard, type Guarding } from '../contracts/cart-guards';

export interface CartEvidence {
  /** A subscriber record carries `abandoned_cart`. */
  readonly subscribed: boolean;
  /** A subscriber record exists and does not carry it. */
  readonly withdrawn: boolean;
  /** The customer's `accepts_product_review_abandoned_cart_emails`; absent for guests. */
  readonly accepts?: boolean;
  /** The settings say `consent: all`. */
  readonly policyAll: boolean;
  /** The shop's own setting asks for consent before cart mails. */
  readonly storeRequiresConsent: boolean;
  readonly blocklisted: boolean;
  /** Brevo has blocked the address for transactional mails. */
  readonly blocked: boolean;
}

export type CartConsent = 'yes' | 'no consent' | 'blocked';

/** Brevo's no beats everything; of the shop's two places either yes will do, and `consent: all` speaks only where neither says no. */
export function cartConsent(evidence: CartEvidence, on: Guarding = everyGuard): CartConsent {
  if (evidence.blocklisted && on('blocklist')) return 'blocked';
  if (evidence.blocked && on('blocked contacts')) return 'blocked';
  return hasConsent(evidence) || !on('cart consent') ? 'yes' : 'no consent';
}

function hasConsent(evidence: CartEvidence): boolean {
  const { subscribed, withdrawn, accepts, policyAll, storeRequiresConsent } = evidence;
  if (subscribed || accepts === true) return true;
  if (withdrawn || accepts === false) return false;
  return policyAll && !storeRequiresConsent;
}

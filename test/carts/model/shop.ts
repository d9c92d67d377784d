// The shop of the model and Brevo's side of it: what is true at every moment, whatever anybody has heard.
import type { CartOrder } from '../../../src/contracts/cart-recovery';
import type { CartEvidence } from '../../../src/mapping/cart-consent';

export type Person = 'A' | 'B';
export const CONTACT: Readonly<Record<Person, number>> = { A: 11, B: 12 };

export interface Consent {
  subscribed: boolean;
  withdrawn: boolean;
  accepts: boolean | undefined;
  blocklisted: boolean;
  blocked: boolean;
}

export interface Order {
  readonly orderId: number;
  readonly placedAt: number;
  readonly ofCart: boolean;
  readonly ofCustomer: boolean;
  readonly person: Person;
}

export interface Truth {
  cart: 'there' | 'empty' | 'gone';
  version: number;
  person: Person | undefined;
  signedIn: boolean;
  changedAt: number;
  consent: Record<Person, Consent>;
  orders: readonly Order[];
}

export const contentOf = ({ version }: Pick<Truth, 'version'>): string => `content-${version}`;

/** A picture that later changes leave alone. */
export const pictureOf = (truth: Truth): Truth => ({
  ...truth,
  consent: { A: { ...truth.consent.A }, B: { ...truth.consent.B } },
});

export const evidenceOf = (truth: Truth, person: Person): CartEvidence => {
  const { subscribed, withdrawn, accepts, blocklisted, blocked } = truth.consent[person];
  return {
    subscribed,
    withdrawn,
    ...(accepts === undefined ? {} : { accepts }),
    policyAll: false,
    storeRequiresConsent: false,
    blocklisted,
    blocked,
  };
};

/** Said once more in other words than the product's, so that one can find the other out. */
export const mayBeWrittenTo = (truth: Truth, person: Person): boolean => {
  const { subscribed, accepts, blocklisted, blocked } = truth.consent[person];
  return (subscribed || accepts === true) && !blocklisted && !blocked;
};

const asOrder = (order: Order | undefined): CartOrder | undefined =>
  order === undefined ? undefined : { orderId: order.orderId };

export function ordersOf(truth: Truth, person: Person | undefined, since: number) {
  const later = truth.orders.filter(({ placedAt }) => placedAt >= since);
  const ofCart = asOrder(truth.orders.find((order) => order.ofCart));
  const ofCustomer = asOrder(truth.signedIn ? later.find((order) => order.ofCustomer) : undefined);
  const ofAddress = asOrder(later.find((order) => order.person === person));
  return {
    ...(ofCart === undefined ? {} : { ofCart }),
    ...(ofCustomer === undefined ? {} : { ofCustomer }),
    ...(ofAddress === undefined ? {} : { ofAddress }),
  };
}

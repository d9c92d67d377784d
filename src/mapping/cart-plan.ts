// Which mails a shopper gets for a cart, when, and with which words: the skill as it is for this very person.
import type { CartPlan } from '../contracts/cart-recovery';
import type { AbandonedCartSkill, CartMailStep, ShopperPace } from '../contracts/store-settings';
import { hash64 } from './fingerprint';

export interface Shopper {
  /** Their address in the one spelling; decides the variant. */
  readonly email: string;
  /** What is known of earlier purchases; nothing is known of a stranger. */
  readonly orders: number;
  readonly spent: number;
}

export const shopperKind = (
  { timing }: AbandonedCartSkill,
  { orders, spent }: Omit<Shopper, 'email'>,
): 'vip' | 'new' | 'repeat' => {
  const { orders: least = Infinity, spent: leastSpent = Infinity } = timing?.vipWhen ?? {};
  if (orders >= least || spent >= leastSpent) return 'vip';
  return orders > 0 ? 'repeat' : 'new';
};

const paceOf = (skill: AbandonedCartSkill, shopper: Shopper): ShopperPace =>
  skill.timing?.[shopperKind(skill, shopper)] ?? {};

/** The same person gets the same variant, as long as the variants are the same. */
export function variantOf(
  { variants = [] }: AbandonedCartSkill,
  email: string,
): { readonly name: string; readonly subject: string } | undefined {
  const weights = variants.reduce((sum, { weight }) => sum + weight, 0);
  let place = weights === 0 ? 0 : hash64(`variant ${email}`)[1] % weights;
  return variants.find(({ weight }) => {
    place -= weight;
    return place < 0;
  });
}

export function cartPlan(skill: AbandonedCartSkill, shopper: Shopper): CartPlan {
  const { firstDelayMs } = paceOf(skill, shopper);
  const variant = variantOf(skill, shopper.email)?.name;
  return {
    abandonAfterMs: skill.abandonAfterMs,
    steps: skill.steps.map(({ delayMs }, at) => ({
      delayMs: at === 0 ? (firstDelayMs ?? delayMs) : delayMs,
      ...(variant === undefined ? {} : { variant }),
    })),
  };
}

export interface MailWords {
  readonly templateId: number;
  readonly subject?: string;
  readonly discount?: {
    readonly code: string;
    readonly percent?: number;
    /** ISO. */
    readonly endsAt?: string;
  };
}

interface MailMoment {
  readonly value: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Undefined when the settings have no such step any more. A variant is about the first mail's subject. */
export function mailWords(
  skill: AbandonedCartSkill,
  shopper: Shopper,
  { step: at, value, now }: MailMoment & { readonly step: number },
): MailWords | undefined {
  const step = skill.steps[at];
  if (step === undefined) return undefined;
  const subject =
    at === 0 ? (variantOf(skill, shopper.email)?.subject ?? step.subject) : step.subject;
  const worthIt = value >= (paceOf(skill, shopper).discountFrom ?? 0);
  const discount = worthIt ? discountOf(step, now) : undefined;
  return {
    templateId: step.templateId,
    ...(subject === undefined ? {} : { subject }),
    ...(discount === undefined ? {} : { discount }),
  };
}

/** A coupon whose last day is over is not offered. */
function discountOf({ discount }: CartMailStep, now: number): MailWords['discount'] {
  if (discount === undefined) return undefined;
  const { code, percent, expiryMs, validUntil } = discount;
  const lastMoment = validUntil === undefined ? Infinity : Date.parse(`${validUntil}T23:59:59Z`);
  if (lastMoment < now) return undefined;
  const end = Math.min(lastMoment, expiryMs === undefined ? Infinity : now + expiryMs);
  return {
    code,
    ...(percent === undefined ? {} : { percent }),
    ...(end === Infinity ? {} : { endsAt: new Date(end).toISOString() }),
  };
}

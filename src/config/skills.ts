// Turns `skills` of connector.yml into what the activities work by.
import type { AbandonedCartSkill, CartMailStep, SkillChoice } from '../contracts/store-settings';
import type { SkillsSection } from './skills-schema';

type Written = NonNullable<SkillsSection['abandoned-cart']>;
type WrittenStep = NonNullable<Written['sequence']>[number];
type WrittenTiming = NonNullable<Written['timing']>;

/** The shop's own default; a mail needs longer than that to be welcome. */
const HOUR_MS = 3_600_000;
/** Of Tajo's published skill, which applies once the skill is written down. */
const SKILL_THRESHOLD_MS = HOUR_MS / 2;

/** Without the section BigCommerce's own hour counts and Brevo's automation sends what is sent. */
export const NO_SKILL: AbandonedCartSkill = {
  enabled: true,
  abandonAfterMs: HOUR_MS,
  minValue: 0,
  guests: true,
  steps: [],
};

export function skillsOf(written: SkillsSection | undefined): { readonly skills?: SkillChoice } {
  const cart = written?.['abandoned-cart'];
  return cart === undefined ? {} : { skills: { abandonedCart: abandonedCart(cart) } };
}

function abandonedCart(written: Written): AbandonedCartSkill {
  const { detection = {}, ab_testing: test } = written;
  return {
    enabled: written.enabled ?? true,
    abandonAfterMs: detection.inactivity_threshold ?? SKILL_THRESHOLD_MS,
    minValue: detection.min_cart_value ?? 0,
    guests: detection.exclude_logged_out !== true,
    steps: (written.sequence ?? []).map(stepOf),
    ...(written.timing !== undefined && { timing: timingOf(written.timing) }),
    ...(test !== undefined && test.enabled !== false && { variants: test.variants }),
  };
}

function stepOf(written: WrittenStep): CartMailStep {
  const { discount_code: code, discount_percent: percent } = written;
  const { discount_expiry: expiryMs, discount_valid_until: validUntil } = written;
  const discount =
    written.include_discount === true && code !== undefined
      ? {
          code,
          ...(percent !== undefined && { percent }),
          ...(expiryMs !== undefined && { expiryMs }),
          ...(validUntil !== undefined && { validUntil }),
        }
      : undefined;
  return {
    delayMs: written.delay,
    templateId: written.template_id,
    ...(written.subject !== undefined && { subject: written.subject }),
    ...(discount !== undefined && { discount }),
  };
}

function timingOf(written: WrittenTiming): NonNullable<AbandonedCartSkill['timing']> {
  const pace = (name: 'vip_customers' | 'new_customers' | 'repeat_customers') => {
    const { first_email: firstDelayMs, discount_threshold: discountFrom } = written[name] ?? {};
    return {
      ...(firstDelayMs !== undefined && { firstDelayMs }),
      ...(discountFrom !== undefined && { discountFrom }),
    };
  };
  const { orders, spent } = written.vip_when ?? {};
  return {
    vip: pace('vip_customers'),
    new: pace('new_customers'),
    repeat: pace('repeat_customers'),
    vipWhen: {
      ...(orders !== undefined && { orders }),
      ...(spent !== undefined && { spent }),
    },
  };
}

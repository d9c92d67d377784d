// `skills`: what the connector does beyond syncing, so far the mails to shoppers who left a cart.
import { z } from 'zod';
import { duration, maybe, oneOf, section, text, whole, yesNo } from './schema-words';

const amount = z
  .union([z.number(), z.string().regex(/^\d+(?:\.\d+)?$/)], {
    error: 'Write an amount of money as a number, e.g. 25 or 19.90.',
  })
  .transform(Number)
  .refine((value) => value >= 0, 'Write an amount of money, 0 or more.');

const percent = z
  .number({ error: 'Write a percentage from 1 to 100.' })
  .int('Write a percentage from 1 to 100.')
  .min(1, 'Write a percentage from 1 to 100.')
  .max(100, 'Write a percentage from 1 to 100.');

const day = text.refine(
  (written) => /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(Date.parse(written)),
  'Write a day as 2026-12-31.',
);

const step = section({
  delay: duration,
  template_id: whole(1, "the template's id (Brevo: Transactional > Templates, the # column)"),
  subject: maybe(text),
  include_discount: maybe(yesNo),
  discount_code: maybe(text),
  discount_percent: maybe(percent),
  discount_expiry: maybe(duration),
  discount_valid_until: maybe(day),
}).superRefine((written, context) => {
  const { include_discount, discount_code, ...rest } = written;
  const details = [
    rest.discount_percent,
    rest.discount_expiry,
    rest.discount_valid_until,
    discount_code,
  ];
  if (include_discount === true && discount_code === undefined) {
    const message =
      'A discount needs a code: make a coupon in BigCommerce (Marketing > Coupon Codes) and write its code as discount_code.';
    context.addIssue({ code: 'custom', path: ['include_discount'], message });
  }
  if (include_discount !== true && details.some((detail) => detail !== undefined)) {
    const message = 'This mail shows no discount: write include_discount: true beside it.';
    context.addIssue({ code: 'custom', path: ['include_discount'], message });
  }
});

const STOPS = ['cart_recovered', 'order_placed', 'unsubscribe'] as const;

/** Known from the published files; a sequence that goes on after a purchase is not to be had. */
const stopOn = z
  .array(oneOf(STOPS), { error: `Write a list: [${STOPS.join(', ')}].` })
  .superRefine((written, context) => {
    const missing = STOPS.filter((stop) => !written.includes(stop));
    if (missing.length === 0) return;
    const message = `The mails always stop on ${missing.join(' and ')}: add it, or leave stop_on out.`;
    context.addIssue({ code: 'custom', message });
  });

const pace = section({ first_email: maybe(duration), discount_threshold: maybe(amount) });

const vipWhen = section({ orders: maybe(whole(1, 'a number of orders')), spent: maybe(amount) });

const timing = section({
  vip_customers: maybe(pace),
  new_customers: maybe(pace),
  repeat_customers: maybe(pace),
  vip_when: maybe(vipWhen),
}).superRefine((written, context) => {
  const { orders, spent } = written.vip_when ?? {};
  if (written.vip_customers === undefined || orders !== undefined || spent !== undefined) return;
  const message =
    'Who is a VIP? Write vip_when: { orders: 5 } or { spent: 500 } beside vip_customers.';
  context.addIssue({ code: 'custom', path: ['vip_customers'], message });
});

const VARIANT_NAME = /^[A-Za-z0-9_-]{1,50}$/;

const variant = section({
  name: text.regex(VARIANT_NAME, 'Name it with letters, digits, _ and -, at most 50 of them.'),
  subject: text,
  weight: whole(1, 'a weight'),
});

const abTesting = section({
  enabled: maybe(yesNo),
  variants: z
    .array(variant, { error: 'Write a list of variants, each with name, subject and weight.' })
    .min(2, 'A comparison needs two variants or more.')
    .max(10, 'At most ten variants.')
    .refine(
      (variants) => new Set(variants.map(({ name }) => name)).size === variants.length,
      'Two variants have one name: rename one of them.',
    ),
});

const abandonedCart = section({
  enabled: maybe(yesNo),
  detection: maybe(
    section({
      inactivity_threshold: maybe(duration),
      min_cart_value: maybe(amount),
      exclude_logged_out: maybe(yesNo),
    }),
  ),
  sequence: maybe(
    z
      .array(step, { error: 'Write a list: one `- { delay: 1h, template_id: 101 }` a line.' })
      .max(10, 'At most ten mails a cart.'),
  ),
  stop_on: maybe(stopOn),
  timing: maybe(timing),
  ab_testing: maybe(abTesting),
});

export const skillsSchema = section({ 'abandoned-cart': maybe(abandonedCart) });

export type SkillsSection = z.infer<typeof skillsSchema>;

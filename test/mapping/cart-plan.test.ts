// Which mails a shopper gets for a cart: by purchases so far, by variant, by the value of the cart and the day.
import type { AbandonedCartSkill } from '../../src/contracts/store-settings';
import { cartPlan, mailWords, shopperKind, variantOf } from '../../src/mapping/cart-plan';

const HOUR = 3_600_000;

const SKILL: AbandonedCartSkill = {
  enabled: true,
  abandonAfterMs: HOUR / 2,
  minValue: 0,
  guests: true,
  steps: [
    { delayMs: HOUR, templateId: 101, subject: 'First' },
    {
      delayMs: 24 * HOUR,
      templateId: 102,
      discount: { code: 'TEN', percent: 10, expiryMs: 24 * HOUR, validUntil: '2026-06-30' },
    },
  ],
  timing: {
    vip: { firstDelayMs: HOUR / 2, discountFrom: 0 },
    new: { firstDelayMs: 2 * HOUR, discountFrom: 50 },
    repeat: { discountFrom: 100 },
    vipWhen: { orders: 5, spent: 1_000 },
  },
  variants: [
    { name: 'urgency', subject: 'Going fast', weight: 1 },
    { name: 'friendly', subject: 'Still thinking?', weight: 3 },
  ],
};

const shopper = (orders: number, spent = 0, email = 'ann@example.com') => ({
  email,
  orders,
  spent,
});
const NOON = Date.parse('2026-06-01T12:00:00Z');

test.each([
  [0, 0, 'new'],
  [1, 10, 'repeat'],
  [5, 10, 'vip'],
  [1, 1_000, 'vip'],
])('%d orders and %d spent is %s', (orders, spent, kind) => {
  expect(shopperKind(SKILL, shopper(orders, spent))).toBe(kind);
});

test('only the first mail has a pace of its own', () => {
  const delays = (orders: number) => cartPlan(SKILL, shopper(orders)).steps.map((s) => s.delayMs);

  expect(delays(0)).toEqual([2 * HOUR, 24 * HOUR]);
  expect(delays(1)).toEqual([HOUR, 24 * HOUR]);
  expect(delays(9)).toEqual([HOUR / 2, 24 * HOUR]);
});

test('a person always gets the same variant, and people are spread as the weights say', () => {
  const people = Array.from({ length: 4_000 }, (_, at) => `person${at}@example.com`);
  const names = people.map((email) => variantOf(SKILL, email)?.name);

  expect(names).toEqual(people.map((email) => variantOf(SKILL, email)?.name));
  const friendly = names.filter((name) => name === 'friendly').length / people.length;
  expect(friendly).toBeGreaterThan(0.7);
  expect(friendly).toBeLessThan(0.8);
});

test('a discount is offered from the value on that is set for the kind of shopper', () => {
  const codeAt = (orders: number, value: number) =>
    mailWords(SKILL, shopper(orders), { step: 1, value, now: NOON })?.discount?.code;

  expect(codeAt(0, 49.99)).toBeUndefined();
  expect(codeAt(0, 50)).toBe('TEN');
  expect(codeAt(1, 99)).toBeUndefined();
  expect(codeAt(9, 1)).toBe('TEN');
});

test('a coupon ends with its last day, and is not offered behind it', () => {
  const wordsAt = (day: string) =>
    mailWords(SKILL, shopper(9), { step: 1, value: 100, now: Date.parse(day) })?.discount;

  expect(wordsAt('2026-06-01T12:00:00Z')?.endsAt).toBe('2026-06-02T12:00:00.000Z');
  expect(wordsAt('2026-06-30T12:00:00Z')?.endsAt).toBe('2026-06-30T23:59:59.000Z');
  expect(wordsAt('2026-07-01T00:00:00Z')).toBeUndefined();
});

test('a variant is about the first mail, and a step that was taken out has no words', () => {
  const subjectOf = (step: number) =>
    mailWords(SKILL, shopper(0), { step, value: 1, now: NOON })?.subject;

  expect(['Going fast', 'Still thinking?']).toContain(subjectOf(0));
  expect(subjectOf(1)).toBeUndefined();
  expect(mailWords(SKILL, shopper(0), { step: 2, value: 1, now: NOON })).toBeUndefined();
});

// `skills.abandoned-cart` as merchants write it: what it becomes, and what is said to each mistake.
import { loadSettings } from '../../src/config/load';
import { USUAL } from './skill-files';

const ENV = { BC_STORE_HASH: 'abc123', BC_ACCESS_TOKEN: 'token', BREVO_API_KEY: 'xkeysib-1' };

const load = (skill: string) =>
  loadSettings({
    file: 'connector.yml',
    text: `connectors:\n  bigcommerce:\n    skills:\n      abandoned-cart:\n${skill}`,
    env: ENV,
  });

const skillOf = (text: string) => {
  const reading = loadSettings({ file: 'connector.yml', text, env: ENV });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.settings.stores[0]?.skills?.abandonedCart;
};

test('the published skill is understood, at the root and in the connector', () => {
  const skill = skillOf(`skills:\n  abandoned-cart:\n${USUAL}`);

  expect(skill).toMatchObject({
    enabled: true,
    abandonAfterMs: 1_800_000,
    minValue: 25,
    guests: true,
    steps: [
      { delayMs: 3_600_000, templateId: 101, subject: 'Forgot something?' },
      { delayMs: 86_400_000, templateId: 102, discount: { code: 'BACK10', percent: 10 } },
      { delayMs: 172_800_000, templateId: 103, discount: { code: 'BACK15', expiryMs: 86_400_000 } },
    ],
    timing: { vip: { firstDelayMs: 1_800_000, discountFrom: 0 }, vipWhen: { orders: 5 } },
    variants: [{ name: 'urgency' }, { name: 'friendly' }],
  });
  const indented = USUAL.replace(/^/gm, '    ');
  expect(
    skillOf(`connectors:\n  bigcommerce:\n    skills:\n      abandoned-cart:\n${indented}`),
  ).toEqual(skill);
});

test('without the section no skill is set', () => {
  expect(skillOf('connectors: {}')).toBeUndefined();
});

test.each([
  ['a negative delay', 'sequence: [{ delay: -1h, template_id: 101 }]', /duration/],
  ['a negative number', 'sequence: [{ delay: -5, template_id: 101 }]', /duration/],
  ['a mail without a template', 'sequence: [{ delay: 1h }]', /template's id/],
  [
    'a discount without a code',
    'sequence: [{ delay: 1h, template_id: 101, include_discount: true, discount_percent: 10 }]',
    /needs a code/,
  ],
  [
    'a code that nobody sees',
    'sequence: [{ delay: 1h, template_id: 101, discount_code: A }]',
    /shows no discount/,
  ],
  [
    'a day that is none',
    'sequence: [{ delay: 1h, template_id: 1, include_discount: true, discount_code: A, discount_valid_until: soon }]',
    /2026-12-31/,
  ],
  ['mails that go on after a purchase', 'stop_on: [unsubscribe]', /always stop on/],
  ['a stop nobody knows', 'stop_on: [rain]', /Write one of/],
  ['a VIP of whom nothing is said', 'timing: { vip_customers: { first_email: 30m } }', /vip_when/],
  [
    'a comparison with one side',
    'ab_testing: { variants: [{ name: a, subject: A, weight: 1 }] }',
    /two variants/,
  ],
  ['a negative value', 'detection: { min_cart_value: -1 }', /amount of money/],
  ['an unknown word', 'sequnce: []', /did you mean sequence/],
])('%s is refused with its cure', (_what, line, says) => {
  const reading = load(`        ${line}\n`);

  expect(reading.ok).toBe(false);
  if (!reading.ok)
    expect(reading.problems.map(({ sentence }) => sentence).join('\n')).toMatch(says);
});

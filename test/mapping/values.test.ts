// Single values on their way from the shop to a Brevo attribute.
import { attributeTypeOf, toAttributeValue } from '../../src/mapping/attribute-value';
import { readPath } from '../../src/mapping/customer-facts';
import { toDay, toIsoTime } from '../../src/mapping/dates';
import { toEmail } from '../../src/mapping/email';
import { compilePath } from '../../src/mapping/path';
import { toE164 } from '../../src/mapping/phone';
import { aContext, aCustomer } from './people';

const options = [
  { value: 1, label: 'Gold' },
  { value: 2, label: 'Silver' },
];

test.each([
  ['Ada', 'text', 'Ada'],
  [3, 'text', '3'],
  [['red', 'blue'], 'text', 'red, blue'],
  ['x'.repeat(255), 'text', 'x'.repeat(255)],
  ['😀'.repeat(255), 'text', '😀'.repeat(255)],
  ['2024-05-14T09:34:00Z', 'date', '2024-05-14'],
  ['Tue, 05 Mar 2019 21:40:11 +0000', 'date', '2019-03-05'],
  ['2023-07-17 06:30:41', 'date', '2023-07-17'],
  ['12.5', 'float', 12.5],
  [12, 'float', 12],
  [true, 'boolean', true],
  ['Yes', 'boolean', true],
  [1, 'boolean', true],
  ['0', 'boolean', false],
  [['yes'], 'boolean', true],
] as const)('%p becomes a %s attribute', (value, kind, expected) => {
  expect(toAttributeValue(value, kind)).toEqual({ ok: true, value: expected });
});

test.each([
  ['x'.repeat(256), 'text', 'too long'],
  ['14/05/2024', 'date', 'broken date'],
  ['0000-00-00 00:00:00', 'date', 'broken date'],
  [20240514, 'date', 'wrong type'],
  ['1,5', 'float', 'wrong type'],
  ['0x10', 'float', 'wrong type'],
  ['9'.repeat(400), 'float', 'wrong type'],
  [true, 'float', 'wrong type'],
  ['maybe', 'boolean', 'wrong type'],
  [2, 'boolean', 'wrong type'],
  [['a', 'b'], 'float', 'wrong type'],
  [['a'], 'multiple-choice', 'wrong type'],
  ['a', 'other', 'wrong type'],
  ['Gold', 'category', 'unknown option'],
] as const)('%p is left out of a %s attribute: %s', (value, kind, reason) => {
  expect(toAttributeValue(value, kind)).toEqual({ ok: false, reason });
});

test.each([
  ['gold', 1],
  ['2', 2],
  [2, 2],
  [['Silver'], 2],
] as const)('%p chooses an option of a category', (value, expected) => {
  expect(toAttributeValue(value, 'category', options)).toEqual({ ok: true, value: expected });
  expect(toAttributeValue('Bronze', 'category', options)).toMatchObject({ ok: false });
});

test.each([
  [{ name: 'CITY', category: 'normal', type: 'text' }, { kind: 'text' }],
  [
    { name: 'TIER', category: 'category', enumeration: options },
    { kind: 'category', options },
  ],
  [{ name: 'BLACKLIST', category: 'global', type: 'text' }, { kind: 'other' }],
  [{ name: 'OWNER', category: 'normal', type: 'user' }, { kind: 'other' }],
  [{ name: 'ODD', category: 'normal' }, { kind: 'other' }],
])('the Brevo attribute %p is understood', (attribute, type) => {
  expect(attributeTypeOf(attribute)).toEqual(type);
});

test.each([
  ['2018-08-24T14:41:00+00:00', '2018-08-24T14:41:00.000Z'],
  ['2017-04-20T11:32:00.000-04:00', '2017-04-20T15:32:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ['5 Mar 2019 21:40:11 GMT', '2019-03-05T21:40:11.000Z'],
  ['Tue, 05 Mar 2019 21:40:11 -0230', '2019-03-06T00:10:11.000Z'],
  ['2024-01-01T00:00:00.5Z', '2024-01-01T00:00:00.500Z'],
])('the date %p is read', (text, expected) => {
  expect(toIsoTime(text)).toBe(expected);
});

test.each([
  '',
  'foo 1',
  '2024-02-30',
  '2023-02-29T00:00:00Z',
  '2024-13-01',
  '2024-01-01T24:00:00Z',
  '2024-01-01T00:60:00Z',
  '2024-01-01T00:00:00+15:00',
  'Tue, 05 Foo 2019 21:40:11 +0000',
  '1561488106',
])('the date %p is refused', (text) => {
  expect(toDay(text)).toBeUndefined();
});

test.each([
  ['(415) 555-2671', 'US', '+14155552671'],
  ['+44 20 7946 0958', 'US', '+442079460958'],
  ['0044 20 7946 0958', '', '+442079460958'],
  ['0044 20 7946 0958', 'US', '+442079460958'],
  ['06 12 34 56 78', 'fr', '+33612345678'],
  ['010-1234-5678', 'KR', '+821012345678'],
])('the phone %p of an address in %p can be called', (text, country, phone) => {
  expect(toE164(text, country)).toEqual({ ok: true, phone });
});

test.each([
  ['555-2671', 'US'],
  ['(415) 555-2671', ''],
  ['(415) 555-2671', 'XX'],
  ['call me', 'US'],
  ['', 'US'],
  ['+1 999 999 9999 999', 'US'],
  ['0'.repeat(400), 'US'],
])('the phone %p of an address in %p is refused', (text, country) => {
  expect(toE164(text, country)).toEqual({ ok: false, reason: 'invalid phone' });
});

test.each([
  [' Ada@Example.COM ', 'ada@example.com'],
  ["o'neil+shop@mail.example.co.uk", "o'neil+shop@mail.example.co.uk"],
  ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
])('the e-mail %p is taken', (text, email) => {
  expect(toEmail(text)).toEqual({ ok: true, email });
});

test.each([
  'ada',
  'ada@',
  '@example.com',
  'ada@localhost',
  'ada@@example.com',
  'a@b@example.com',
  'ada byron@example.com',
  'ada..byron@example.com',
  '.ada@example.com',
  'ada.@example.com',
  'ada@example..com',
  'ada@-example.com',
  'ada@example.c',
  'ada@example.123',
  'ada@127.0.0.1',
  'ada,byron@example.com',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b.'.repeat(126)}com`,
])('the e-mail %p is refused', (text) => {
  expect(toEmail(text)).toEqual({ ok: false, reason: 'invalid e-mail' });
});

test('an empty e-mail is said to be missing', () => {
  expect(toEmail('  ')).toEqual({ ok: false, reason: 'no e-mail' });
});

const shopper = aCustomer({
  origin_channel_id: 0,
  attributes: [{ attribute_id: 11, attribute_value: 'Gold' }],
  form_fields: [
    { name: 'Topping', value: ['Mushrooms', ' '] },
    { name: 'Sizes', value: [] },
    { name: 'Children', value: 0 },
    { name: 'Nothing', value: null },
    { name: 'Newsletter', value: false },
  ],
});

test.each([
  ['id', 7],
  ['company', 'Engines Ltd'],
  ['origin_channel_id', undefined],
  ['accepts_product_review_abandoned_cart_emails', false],
  ['customer_group', 'Wholesale'],
  ['addresses[0].state', 'California'],
  ['addresses[0].phone', undefined],
  ['addresses[1].city', undefined],
  ['attributes[loyalty tier]', 'Gold'],
  ['attributes[Shoe size]', undefined],
  ['form_fields[topping]', ['Mushrooms']],
  ['form_fields[Sizes]', undefined],
  ['form_fields[Children]', 0],
  ['form_fields[Nothing]', undefined],
  ['form_fields[Newsletter]', false],
  ['form_fields[Other]', undefined],
  ['orders_count', undefined],
])('the path %p reads %p', (text, expected) => {
  const compiled = compilePath(text);
  const { groupNames, attributeNames } = aContext();

  expect(
    compiled.ok && readPath(compiled.path, { customer: shopper, groupNames, attributeNames }),
  ).toEqual(expected);
});

test('a customer without a group has neither its id nor its name', () => {
  const facts = { ...aContext(), customer: aCustomer({ customer_group_id: 0 }) };

  expect(readPath({ kind: 'field', field: 'customer_group_id' }, facts)).toBeUndefined();
  expect(readPath({ kind: 'group name' }, facts)).toBeUndefined();
});

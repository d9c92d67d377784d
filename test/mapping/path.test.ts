// The left side of customer_mapping: what it may say, and what a person reads when it says something else.
import { kindOf } from '../../src/mapping/path-kind';
import { compilePath } from '../../src/mapping/path';

test.each([
  ['email', { kind: 'field', field: 'email' }],
  [' first_name ', { kind: 'field', field: 'first_name' }],
  ['customer_group_id', { kind: 'field', field: 'customer_group_id' }],
  ['customer_group', { kind: 'group name' }],
  ['orders_count', { kind: 'metric', metric: 'orders_count' }],
  ['total_spent', { kind: 'metric', metric: 'total_spent' }],
  ['addresses[0].city', { kind: 'address', index: 0, field: 'city' }],
  ['addresses[0].state', { kind: 'address', index: 0, field: 'state_or_province' }],
  ['addresses[0].zip', { kind: 'address', index: 0, field: 'postal_code' }],
  ['addresses[9].street', { kind: 'address', index: 9, field: 'address1' }],
  [
    'form_fields[How did you hear about us?]',
    { kind: 'form field', name: 'How did you hear about us?' },
  ],
  ['attributes[Loyalty tier]', { kind: 'attribute', name: 'Loyalty tier' }],
])('the path %p leads to a value of the customer', (text, path) => {
  expect(compilePath(text)).toEqual({ ok: true, path });
});

test.each([
  ['frist_name', 'did you mean "first_name"?'],
  ['Email', 'did you mean "email"?'],
  ['order_count', 'did you mean "orders_count"?'],
  ['custmer_group', 'did you mean "customer_group"?'],
  ['adresses[0].city', 'did you mean "addresses[0].city"?'],
  ['addresses[0].citty', 'did you mean "addresses[0].city"?'],
  ['form_field[Size]', 'did you mean "form_fields[Size]"?'],
  ['addresses.city', 'as in "addresses[0].city"'],
  ['form_fields', 'as in "form_fields[Name]"'],
  ['addresses[x].city', 'a number from 0'],
  ['addresses[10].city', 'at most 10 addresses'],
  ['addresses[0]', 'an address has first_name,'],
  ['addresses[0].constructor', 'an address has first_name,'],
  ['addresses[0]city', 'an address has first_name,'],
  ['form_fields[]', 'take a name'],
  ['form_fields[Size].label', 'nothing may follow'],
  ['shoe_size_in_inches', 'a path is one of id, email,'],
  ['', 'a path is one of'],
])('the path %p is refused with a cure', (text, cure) => {
  const compiled = compilePath(text);

  expect(compiled.ok ? '' : compiled.problem).toContain(cure);
});

test.each([
  ['email', 'email', 'text'],
  ['phone', 'phone', 'text'],
  ['addresses[0].phone', 'phone', 'text'],
  ['addresses[0].city', 'text', 'text'],
  ['date_created', 'date', 'date'],
  ['customer_group_id', 'number', 'float'],
  ['customer_group', 'text', 'text'],
  ['accepts_product_review_abandoned_cart_emails', 'boolean', 'boolean'],
  ['total_spent', 'metric', 'float'],
  ['form_fields[Size]', 'text', 'text'],
])('the path %p is of kind %p and makes an attribute of type %p', (text, kind, attributeType) => {
  const compiled = compilePath(text);

  expect(compiled.ok && kindOf(compiled.path)).toEqual({ kind, attributeType });
});

// Files with exactly one mistake each, where it stands, and what must be said about it.

/** One line inside the connector's section. */
export const connector = (line: string) => `connectors:\n  bigcommerce:\n    ${line}\n`;
export const inConnector = (path: string) => `connectors.bigcommerce.${path}`;

export interface WrongFile {
  readonly what: string;
  readonly text: string;
  readonly line: number;
  readonly path: string;
  readonly says: RegExp;
}

export const WRONG_FILES: readonly WrongFile[] = [
  {
    what: 'an unknown key',
    text: connector('list: {}'),
    line: 3,
    path: inConnector('list'),
    says: /no key list here: did you mean lists\?/,
  },
  {
    what: 'an unknown key of a section',
    text: connector('sync: { customer: true }'),
    line: 3,
    path: inConnector('sync.customer'),
    says: /did you mean customers\?/,
  },
  {
    what: 'an unknown key at the root',
    text: 'webhook: []',
    line: 1,
    path: 'webhook',
    says: /did you mean webhooks\?/,
  },
  {
    what: 'a key nobody could mean',
    text: 'zzzzzzzzzzzz: 1',
    line: 1,
    path: 'zzzzzzzzzzzz',
    says: /remove it \(Known: connectors, customer_mapping/,
  },
  {
    what: 'a hash with its prefix',
    text: connector('store_hash: store-abc123'),
    line: 3,
    path: inConnector('store_hash'),
    says: /only the part after "store-": write abc123/,
  },
  {
    what: 'a shop address as hash',
    text: connector('store_hash: https://store-abc123.mybigcommerce.com'),
    line: 3,
    path: inConnector('store_hash'),
    says: /write abc123/,
  },
  {
    what: 'a hash in capitals',
    text: connector('store_hash: ABC'),
    line: 3,
    path: inConnector('store_hash'),
    says: /lower-case letters and digits/,
  },
  {
    what: 'a hash that YAML reads as a number',
    text: connector('store_hash: 123456'),
    line: 3,
    path: inConnector('store_hash'),
    says: /in quotes/,
  },
  {
    what: 'an empty token',
    text: connector('access_token: ""'),
    line: 3,
    path: inConnector('access_token'),
    says: /empty/,
  },
  {
    what: 'a switch that is no switch',
    text: connector('enabled: maybe'),
    line: 3,
    path: inConnector('enabled'),
    says: /true or false/,
  },
  {
    what: 'a list by name',
    text: connector('lists: { buyers: Buyers }'),
    line: 3,
    path: inConnector('lists.buyers'),
    says: /list's id .* whole number/,
  },
  {
    what: 'list zero',
    text: connector('lists: { buyers: 0 }'),
    line: 3,
    path: inConnector('lists.buyers'),
    says: /at least 1/,
  },
  {
    what: 'an unknown consent rule',
    text: connector('consent: none'),
    line: 3,
    path: inConnector('consent'),
    says: /one of: opt_in, all/,
  },
  {
    what: 'a section that is a word',
    text: connector('sync: yes'),
    line: 3,
    path: inConnector('sync'),
    says: /section: write customers, orders, products/,
  },
  {
    what: 'a duration nobody can read',
    text: connector('brevo: { settle: soon }'),
    line: 3,
    path: inConnector('brevo.settle'),
    says: /30s, 5m or 1h/,
  },
  {
    what: 'a status BigCommerce lacks',
    text: connector('metrics: { counted_statuses: [10, Lost] }'),
    line: 3,
    path: inConnector('metrics.counted_statuses[1]'),
    says: /no order status Lost: write one of 0 Incomplete, /,
  },
  {
    what: 'an attribute in lower case',
    text: 'customer_mapping:\n  first_name: firstname',
    line: 2,
    path: 'customer_mapping.first_name',
    says: /write FIRSTNAME/,
  },
  {
    what: 'an attribute with a blank',
    text: 'customer_mapping:\n  first_name: FIRST NAME',
    line: 2,
    path: 'customer_mapping.first_name',
    says: /capital letters, digits, _ and -/,
  },
  {
    what: 'an attribute that is no word',
    text: 'customer_mapping:\n  first_name: 1',
    line: 2,
    path: 'customer_mapping.first_name',
    says: /name of one Brevo attribute/,
  },
  {
    what: 'a path that leads nowhere',
    text: 'customer_mapping:\n  frist_name: FIRSTNAME',
    line: 2,
    path: 'customer_mapping.frist_name',
    says: /first_name/,
  },
  {
    what: 'an attribute filled twice',
    text: 'customer_mapping:\n  first_name: NAME\n  last_name: NAME',
    line: 3,
    path: 'customer_mapping.last_name',
    says: /already filled from first_name/,
  },
  {
    what: 'another field as e-mail',
    text: 'customer_mapping:\n  company: EMAIL',
    line: 2,
    path: 'customer_mapping.company',
    says: /always the customer's email/,
  },
  {
    what: 'two names for one mapping',
    text: 'customer_mapping: {}\nfield_mapping: {}',
    line: 2,
    path: 'field_mapping',
    says: /keep one/,
  },
  {
    what: 'a webhook BigCommerce lacks',
    text: 'webhooks:\n  - { scope: store/order/create, destination: x }',
    line: 2,
    path: 'webhooks[0].scope',
    says: /did you mean store\/order\/created\?/,
  },
  {
    what: 'a URL as destination',
    text: 'webhooks:\n  - { scope: store/order/created, destination: "https://me.example" }',
    line: 2,
    path: 'webhooks[0].destination',
    says: /name of the event .*Not a URL/,
  },
  {
    what: 'an event without a scope',
    text: 'webhooks:\n  - destination: x',
    line: 2,
    path: 'webhooks[0].scope',
    says: /Write a text/,
  },
  {
    what: 'one scope with two events',
    text: 'webhooks:\n  - { scope: store/inventory/updated, destination: a }\n  - { scope: store/sku/inventory/updated, destination: b }',
    line: 3,
    path: 'webhooks[1].scope',
    says: /line 1 of this list/,
  },
  {
    what: 'webhooks that are no list',
    text: 'webhooks: { scope: a }',
    line: 1,
    path: 'webhooks',
    says: /Write a list/,
  },
  {
    what: 'a missing variable',
    text: connector('access_token: "${NOPE}"'),
    line: 3,
    path: inConnector('access_token'),
    says: /NOPE is not set/,
  },
  {
    what: 'stores without a store',
    text: connector('stores: {}'),
    line: 3,
    path: inConnector('stores'),
    says: /No store is named/,
  },
  {
    what: 'a key written twice',
    text: 'webhooks: []\nwebhooks: []',
    line: 2,
    path: 'YAML',
    says: /unique/,
  },
  {
    what: 'a broken line',
    text: 'connectors:\n  bigcommerce: {',
    line: 2,
    path: 'YAML',
    says: /Mend the YAML/,
  },
];

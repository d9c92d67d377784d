// What BigCommerce documents of the shop's card, its customers, groups and subscribers, as far as the client uses it.
// The files named here are those of github.com/bigcommerce/docs, folder `reference`.
import {
  anything,
  flag,
  having,
  instant,
  list,
  operation,
  orNull,
  text,
  whole,
} from './schema-words';
import type { JsonObject } from './json-value';

/** At most 250 records a page, ids as one comma separated value. */
export const paging = { limit: { ...whole, maximum: 250 }, page: { ...whole, minimum: 1 } };
export const ids = { 'id:in': list(whole, 250) };
export const modified = { 'date_modified:min': instant };

// metaCollection_Full in the catalogue files, CollectionMeta in subscribers.v3.yml: links are query strings.
const link = { type: 'string', pattern: '^\\?' };
const links = having({ current: link }, { next: link });
const pagination = having({
  ...{ total: whole, count: whole, per_page: whole, current_page: whole, total_pages: whole },
  links,
});

export function v3Page(record: JsonObject): JsonObject {
  return having({ data: list(record), meta: having({ pagination }) });
}

// customers.v3.yml, GET /customers (_metaCollectionWithCursorPagination): the first page brings both kinds.
const cursors = having(
  { count: whole, per_page: whole, links },
  { start_cursor: text, end_cursor: text },
);
const cursorPage = (record: JsonObject) =>
  having({
    data: list(record),
    meta: having({ cursor_pagination: cursors }, { pagination }),
  });

// customers.v3.yml, GET /customers with include=addresses,attributes,formfields: at most ten of each.
const customer = having({
  id: whole,
  email: { type: 'string', minLength: 3, maxLength: 250 },
  first_name: text,
  last_name: text,
  company: text,
  phone: text,
  customer_group_id: whole,
  address_count: whole,
  attribute_count: whole,
  date_created: instant,
  date_modified: instant,
  accepts_product_review_abandoned_cart_emails: flag,
  origin_channel_id: whole,
  channel_ids: orNull(list(whole)),
  addresses: list(
    having({
      ...{ id: whole, customer_id: whole, first_name: text, last_name: text, company: text },
      ...{ address1: text, address2: text, city: text, state_or_province: text },
      ...{ postal_code: text, country: text, country_code: text, phone: text },
      address_type: { enum: ['residential', 'commercial'] },
    }),
    10,
  ),
  attributes: list(
    having({ id: whole, attribute_id: whole, attribute_value: text, customer_id: whole }),
    10,
  ),
  form_fields: list(having({ name: text, value: anything, customer_id: whole })),
});

// customers.v3.yml, GET /customers/attributes.
const attribute = having({
  ...{ id: whole, name: text, type: text },
  ...{ date_created: instant, date_modified: instant },
});

// subscribers.v3.yml, GET /customers/subscribers: empty consents mean unsubscribed.
const subscriber = having({
  ...{ id: whole, email: text, first_name: orNull(text), last_name: orNull(text), source: text },
  ...{ order_id: orNull(whole), channel_id: whole, consents: list(text) },
  ...{ date_created: instant, date_modified: instant },
});

// customers.v2.yml, GET /customer_groups: a bare list, its dates are not ISO.
const group = having({ id: whole, name: text, is_default: flag });

// store_information.v2.yml, GET /store: `id` is the hash, `store_id` the number.
const store = having({
  ...{ id: text, store_id: whole, name: text, domain: text, status: text },
  secure_url: { type: 'string', pattern: '^https://' },
  currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  country_code: { type: 'string', pattern: '^[A-Z]{2}$' },
  plan_level: text,
  timezone: having({ name: text, raw_offset: whole }),
});

export const peoplePaths = {
  '/v2/store': { get: operation({ answers: { 200: store } }) },
  '/v3/customers': {
    get: operation({
      query: {
        ...{ limit: paging.limit, after: text, ...ids, ...modified },
        include: list({ enum: ['addresses', 'storecredit', 'attributes', 'formfields'] }),
      },
      answers: { 200: cursorPage(customer) },
    }),
  },
  '/v3/customers/attributes': {
    get: operation({ query: paging, answers: { 200: v3Page(attribute) } }),
  },
  '/v3/customers/subscribers': {
    get: operation({
      query: { ...paging, ...ids, ...modified },
      answers: { 200: v3Page(subscriber) },
    }),
  },
  '/v2/customer_groups': { get: operation({ query: paging, answers: { 200: list(group) } }) },
};

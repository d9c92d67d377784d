// Routes for the people of the shop: customers, their addresses and attributes, groups, subscribers.

import type { SandboxAnswer } from '../http-server';
import type { ShopCustomer, ShopSubscriber } from '../shop/customer-records';
import { addressView, customerIncludes, customerJson, groupView } from './customer-views';
import {
  choices,
  dateParameter,
  idList,
  onlyKnown,
  pageQuery,
  sortOrder,
  textList,
  wholeNumber,
} from './query-parameters';
import { chosen, sorted, within } from './record-filters';
import type { DateBounds } from './record-filters';
import { createRecordJson, viewOf } from './record-json';
import type { Call, Route } from './route';
import { cursorSlice } from './v3-cursors';
import { pageSlice, v2List, v3List } from './v3-pages';

const dateFilters = [
  'date_created',
  'date_created:min',
  'date_created:max',
  'date_modified',
  'date_modified:min',
  'date_modified:max',
];
const paging = ['page', 'limit'];
const scope = 'store_v2_customers';

export const customerRoutes: readonly Route[] = [
  { version: 'v3', pattern: '/customers', scope, get: listCustomers },
  { version: 'v3', pattern: '/customers/addresses', scope, get: listAddresses },
  { version: 'v3', pattern: '/customers/attributes', scope, get: listAttributes },
  { version: 'v3', pattern: '/customers/subscribers', scope, get: listSubscribers },
  { version: 'v2', pattern: '/customer_groups', scope, get: listGroups },
];

function bounds(query: URLSearchParams, field: string): DateBounds {
  const read = (name: string) => dateParameter(query, name, { rfc: false });
  return { min: read(`${field}:min`), max: read(`${field}:max`), exact: read(field) };
}

function listCustomers({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, [
    ...paging,
    ...dateFilters,
    'after',
    'before',
    'id:in',
    'email:in',
    'customer_group_id:in',
    'sort',
    'include',
  ]);
  const view = viewOf(choices(query, 'include', customerIncludes));
  const order = sortOrder(query, ['date_created', 'last_name', 'date_modified'], {
    field: 'id',
    descending: false,
  });
  const key = customerKey(order.field);
  const filtered = chosen(shop.customers, idList(query, 'id:in')).filter(customerFilter(query));
  const records = order.field === 'id' ? filtered : sorted(filtered, order, key);
  const paged = pageQuery(query);
  const byCursor = cursorSlice({ records, order, key, limit: paged.limit, query });
  const { cursor_pagination } = byCursor;
  const json = (rows: readonly ShopCustomer[]) => rows.map((row) => customerJson.of(row, view));
  if (query.has('after') || query.has('before')) {
    return v3List(json(byCursor.rows), { cursor_pagination });
  }
  const { rows, pagination } = pageSlice(records, paged, query);
  return v3List(json(rows), paged.page === 1 ? { pagination, cursor_pagination } : { pagination });
}

function customerKey(field: string): (customer: ShopCustomer) => string | number {
  if (field === 'last_name') return (customer) => customer.last_name;
  if (field === 'date_created') return (customer) => customer.date_created;
  if (field === 'date_modified') return (customer) => customer.date_modified;
  return (customer) => customer.id;
}

function customerFilter(query: URLSearchParams): (customer: ShopCustomer) => boolean {
  const emails = textList(query, 'email:in')?.map((email) => email.toLowerCase());
  const wanted = emails === undefined ? undefined : new Set(emails);
  const groups = idList(query, 'customer_group_id:in');
  const created = bounds(query, 'date_created');
  const modified = bounds(query, 'date_modified');
  return (customer) =>
    within(customer.date_created, created) &&
    within(customer.date_modified, modified) &&
    (wanted === undefined || wanted.has(customer.email.toLowerCase())) &&
    (groups === undefined || groups.includes(customer.customer_group_id));
}

function listAddresses({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, [...paging, 'customer_id:in', 'id:in', 'include']);
  const withFormFields = choices(query, 'include', ['formfields']).has('formfields');
  const ids = idList(query, 'id:in');
  const addresses = chosen(shop.customers, idList(query, 'customer_id:in'))
    .flatMap((customer) => customer.addresses)
    .filter((address) => ids === undefined || ids.includes(address.id));
  const { rows, pagination } = pageSlice(addresses, pageQuery(query), query);
  const json = rows.map((address) => JSON.stringify(addressView(address, withFormFields)));
  return v3List(json, { pagination });
}

function listAttributes({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, [...paging, 'name']);
  const name = query.get('name');
  const found = shop.attributes.filter((attribute) => name === null || attribute.name === name);
  const { rows, pagination } = pageSlice(found, pageQuery(query), query);
  return v3List(
    rows.map((attribute) => JSON.stringify(attribute)),
    { pagination },
  );
}

const subscriberJson = createRecordJson((subscriber: ShopSubscriber) => subscriber);

function listSubscribers({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, [...paging, ...dateFilters, 'id', 'id:in', 'email', 'source', 'order_id']);
  const id = wholeNumber(query, 'id');
  const ids = id === undefined ? idList(query, 'id:in') : [id];
  const email = query.get('email')?.toLowerCase();
  const source = query.get('source');
  const orderId = wholeNumber(query, 'order_id');
  const created = bounds(query, 'date_created');
  const modified = bounds(query, 'date_modified');
  const found = chosen(shop.subscribers, ids).filter(
    (subscriber) =>
      within(subscriber.date_created, created) &&
      within(subscriber.date_modified, modified) &&
      (email === undefined || subscriber.email.toLowerCase() === email) &&
      (source === null || subscriber.source === source) &&
      (orderId === undefined || subscriber.order_id === orderId),
  );
  const { rows, pagination } = pageSlice(found, pageQuery(query), query);
  return v3List(
    rows.map((row) => subscriberJson.of(row, '')),
    { pagination },
  );
}

function listGroups({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, [...paging, 'name', 'is_default']);
  const name = query.get('name');
  const isDefault = query.get('is_default');
  const found = shop.groups.filter(
    (group) =>
      (name === null || group.name === name) &&
      (isDefault === null || String(group.is_default) === isDefault),
  );
  const { rows } = pageSlice(found, pageQuery(query), query);
  return v2List(rows.map((group) => JSON.stringify(groupView(group))));
}

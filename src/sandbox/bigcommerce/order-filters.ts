// Which orders a V2 list holds: filters, archived ones left out, order of the list.

import type { ShopOrder } from '../shop/order-records';
import type { ShopState } from '../shop/shop-state';
import { dateParameter, sortOrder, wholeNumber } from './query-parameters';
import { sorted, within } from './record-filters';
import type { SortKey } from './record-filters';

export const orderFilterNames: readonly string[] = [
  'min_id',
  'max_id',
  'customer_id',
  'email',
  'status_id',
  'cart_id',
  'channel_id',
  'min_date_created',
  'max_date_created',
  'min_date_modified',
  'max_date_modified',
];

type Test = (order: ShopOrder) => boolean;

/** Archived orders are in no list, as in the control panel (undocumented); by id they can be read. */
export function filteredOrders(shop: ShopState, query: URLSearchParams): readonly ShopOrder[] {
  const tests = [...idTests(query), ...textTests(query), ...dateTests(query)];
  const found: ShopOrder[] = [];
  for (const order of shop.orders.values()) {
    if (!order.is_deleted && tests.every((test) => test(order))) found.push(order);
  }
  return found;
}

function idTests(query: URLSearchParams): readonly Test[] {
  const minId = wholeNumber(query, 'min_id');
  const maxId = wholeNumber(query, 'max_id');
  const tests: Test[] = [];
  if (minId !== undefined) tests.push((order) => order.id >= minId);
  if (maxId !== undefined) tests.push((order) => order.id <= maxId);
  for (const field of ['customer_id', 'status_id', 'channel_id'] as const) {
    const wanted = wholeNumber(query, field);
    if (wanted !== undefined) tests.push((order) => order[field] === wanted);
  }
  return tests;
}

function textTests(query: URLSearchParams): readonly Test[] {
  const email = query.get('email')?.trim().toLowerCase();
  const cartId = query.get('cart_id');
  const tests: Test[] = [];
  if (email !== undefined) {
    tests.push((order) => order.billing_address.email.trim().toLowerCase() === email);
  }
  if (cartId !== null) tests.push((order) => order.cart_id === cartId);
  return tests;
}

function dateTests(query: URLSearchParams): readonly Test[] {
  const read = (name: string) => dateParameter(query, name, { rfc: true });
  return (['date_created', 'date_modified'] as const).flatMap((field) => {
    const min = read(`min_${field}`);
    const max = read(`max_${field}`);
    if (min === undefined && max === undefined) return [];
    return [(order: ShopOrder) => within(order[field], { min, max })];
  });
}

const sortKeys: Readonly<Record<string, (order: ShopOrder) => SortKey>> = {
  id: (order) => order.id,
  customer_id: (order) => order.customer_id,
  date_created: (order) => order.date_created,
  date_modified: (order) => order.date_modified,
  status_id: (order) => order.status_id,
  channel_id: (order) => order.channel_id,
};

export function sortedOrders(
  orders: readonly ShopOrder[],
  query: URLSearchParams,
): readonly ShopOrder[] {
  const order = sortOrder(query, Object.keys(sortKeys), { field: 'id', descending: false });
  const key = sortKeys[order.field];
  const asIs = key === undefined || (order.field === 'id' && !order.descending);
  return asIs ? orders : sorted(orders, order, key);
}

// Routes for orders, their lines and statuses: V2, bare arrays, 204 when there is nothing; refunds are V3.

import type { SandboxAnswer } from '../http-server';
import type { ShopOrder, ShopOrderStatus } from '../shop/order-records';
import { orderStatuses } from '../shop/order-statuses';
import { filteredOrders, orderFilterNames, sortedOrders } from './order-filters';
import { lineView } from './order-line-view';
import { createOrderJson, orderIncludes } from './order-view';
import { choices, onlyKnown, pageQuery } from './query-parameters';
import { viewOf } from './record-json';
import type { RecordJson } from './record-json';
import { notFound, Refusal } from './refusals';
import type { Call, Route } from './route';
import { v2List } from './v3-pages';

const scope = 'store_v2_orders';
const includeNames = ['include', 'consignment_structure'];

/** `storeHash` is written into the pointers of an order. */
export function createOrderRoutes(storeHash: string): readonly Route[] {
  const json = createOrderJson(storeHash);
  return [
    { version: 'v2', pattern: '/orders', scope, get: (call) => listOrders(call, json) },
    { version: 'v2', pattern: '/orders/count', scope, get: countOrders },
    { version: 'v2', pattern: '/orders/:id', scope, get: (call) => readOrder(call, json) },
    { version: 'v2', pattern: '/orders/:id/products', scope, get: listLines },
    { version: 'v2', pattern: '/order_statuses', scope, get: listStatuses },
    {
      version: 'v3',
      pattern: '/orders/:id/payment_actions/refunds',
      // That of transactions opens it too (developer.bigcommerce.com, get-all-refunds).
      scope,
      get: listRefunds,
    },
  ];
}

function includeView(query: URLSearchParams): string {
  const includes = choices(query, 'include', orderIncludes);
  const structure = query.get('consignment_structure');
  const consignments = includes.has('consignments') || includes.has('consignments.line_items');
  if (consignments && structure !== 'object') {
    throw new Refusal(422, 'include=consignments needs consignment_structure=object.');
  }
  return viewOf(includes);
}

function listOrders({ shop, query }: Call, json: RecordJson<ShopOrder>): SandboxAnswer {
  onlyKnown(query, [...orderFilterNames, ...includeNames, 'page', 'limit', 'sort']);
  const view = includeView(query);
  const { page, limit } = pageQuery(query);
  const orders = sortedOrders(filteredOrders(shop, query), query);
  const rows = orders.slice((page - 1) * limit, page * limit);
  return v2List(rows.map((order) => json.of(order, view)));
}

function readOrder({ shop, query, id }: Call, json: RecordJson<ShopOrder>): SandboxAnswer {
  onlyKnown(query, includeNames);
  const view = includeView(query);
  const order = shop.orders.get(id);
  return order === undefined ? notFound('v2') : { status: 200, json: json.of(order, view) };
}

function countOrders({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, orderFilterNames);
  const orders = filteredOrders(shop, query);
  const statuses = orderStatuses.map((status) => ({
    ...statusView(status),
    count: orders.filter((order) => order.status_id === status.id).length,
    sort_order: status.order,
  }));
  return { status: 200, body: { statuses, count: orders.length } };
}

function listLines({ shop, query, id }: Call): SandboxAnswer {
  onlyKnown(query, ['page', 'limit']);
  const { page, limit } = pageQuery(query);
  const order = shop.orders.get(id);
  if (order === undefined) return notFound('v2');
  const rows = order.lines.slice((page - 1) * limit, page * limit);
  return v2List(rows.map((line) => JSON.stringify(lineView(order, line))));
}

function listRefunds({ shop, query, id }: Call): SandboxAnswer {
  onlyKnown(query, []);
  const order = shop.orders.get(id);
  if (order === undefined) return notFound('v3');
  const data = order.refunds.map((refund) => ({
    ...refund,
    order_id: id,
    user_id: 1,
    total_tax: 0,
    uses_merchant_override_values: false,
    items: [],
    payments: [],
  }));
  return { status: 200, body: { data, meta: {} } };
}

function statusView({ id, name, description }: ShopOrderStatus): Readonly<Record<string, unknown>> {
  return { id, name, system_label: name, custom_label: name, system_description: description };
}

function listStatuses({ query }: Call): SandboxAnswer {
  onlyKnown(query, []);
  const body = orderStatuses.map((status) => ({ ...statusView(status), order: status.order }));
  return { status: 200, body };
}

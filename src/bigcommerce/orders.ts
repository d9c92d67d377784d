// Orders, their number and the shop's order statuses: V2 only, BigCommerce has no V3 list of them; refunds are V3 alone.
import { z } from 'zod';
import type { Http } from '../http/client';
import type { Query } from '../http/address';
import type { BigCommerce, OrderQuery } from './client';
import { fullTime } from './filters';
import { listV2, nextPage } from './lists';
import { orderWithLinesSchema, orderWithoutLinesSchema } from './order-answer';
import { orderCountSchema, orderStatusSchema, refundSchema } from './order-records';

const scope = 'store_v2_orders_read_only';

// Saves a call per order; the structure must be asked for (orders.v2.oas2.yml).
const withLines = { include: 'consignments.line_items', consignment_structure: 'object' };

const INCOMPLETE = 0;

type Counts = 'countOrders' | 'countEarlierOrders' | 'listOrderStatuses';
type Orders = Pick<BigCommerce, 'listOrders' | 'readOrder' | 'listRefunds' | Counts>;

export function ordersOf(http: Http): Orders {
  return {
    ...countsOf(http),
    listOrders: ({ lines = true, ...query }) =>
      listV2(
        http,
        {
          operation: 'list orders',
          path: '/v2/orders',
          record: lines ? orderWithLinesSchema : orderWithoutLinesSchema,
          query: { ...walk(query), ...(lines ? withLines : {}) },
          limit: query.limit,
          scope,
        },
        (last) => (query.modifiedSince === undefined ? String(last.id) : nextPage(query.after)),
      ),
    readOrder: async (orderId) => {
      const { value } = await http.request({
        operation: 'read order',
        method: 'GET',
        path: `/v2/orders/${orderId}`,
        query: withLines,
        schema: orderWithLinesSchema.nullable(),
        missing: { value: null },
        scope,
      });
      return value;
    },
    listRefunds: async (orderId) => {
      const { value } = await http.request({
        operation: 'list refunds',
        method: 'GET',
        path: `/v3/orders/${orderId}/payment_actions/refunds`,
        schema: z.object({ data: z.array(refundSchema) }),
        scope,
      });
      return value.data;
    },
  };
}

function countsOf(http: Http): Pick<Orders, Counts> {
  const count = async (query: Query) => {
    const { value } = await http.request({
      operation: 'count orders',
      method: 'GET',
      path: '/v2/orders/count',
      query,
      schema: orderCountSchema,
      scope,
    });
    return value;
  };
  return {
    countOrders: async () => (await count({})).count,
    countEarlierOrders: async ({ beforeId, ...whose }) => {
      const who = 'email' in whose ? { email: whose.email } : { customer_id: whose.customerId };
      const { statuses, count: all } = await count({ ...who, max_id: beforeId - 1 });
      return all - (statuses.find(({ id }) => id === INCOMPLETE)?.count ?? 0);
    },
    listOrderStatuses: async () => {
      const { value } = await http.request({
        operation: 'list order statuses',
        method: 'GET',
        path: '/v2/order_statuses',
        schema: z.array(orderStatusSchema),
        scope,
      });
      return value;
    },
  };
}

function walk({ after, modifiedSince, customerId, email, cartId }: OrderQuery): Query {
  const whose = { customer_id: customerId, email, cart_id: cartId };
  if (modifiedSince !== undefined) {
    return {
      ...whose,
      min_date_modified: fullTime(modifiedSince),
      sort: 'date_modified:asc',
      page: after ?? '1',
    };
  }
  // `min_id` is inclusive.
  return {
    ...whose,
    min_id: after === undefined ? undefined : Number(after) + 1,
    sort: 'id:asc',
  };
}

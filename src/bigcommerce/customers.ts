// Customers, their attributes and groups, and the newsletter's subscribers.
import type { Http } from '../http/client';
import type { BigCommerce } from './client';
import {
  customerAttributeSchema,
  customerGroupSchema,
  customerSchema,
  subscriberSchema,
} from './customer-records';
import { idsFilter, modifiedFilter } from './filters';
import { listByCursor, listByPage, listV2, nextPage } from './lists';

const scope = 'store_v2_customers_read_only';

type Customers = Pick<
  BigCommerce,
  'listCustomers' | 'listCustomerAttributes' | 'listCustomerGroups' | 'listSubscribers'
>;

export function customersOf(http: Http): Customers {
  return {
    listCustomers: ({ ids, emails, modifiedSince, ...paging }) =>
      listByCursor(http, {
        operation: 'list customers',
        path: '/v3/customers',
        record: customerSchema,
        query: {
          include: 'addresses,attributes,formfields',
          ...idsFilter(ids),
          ...(emails === undefined ? {} : { 'email:in': emails.join(',') }),
          ...modifiedFilter(modifiedSince),
        },
        ...paging,
        scope,
      }),
    listCustomerAttributes: (paging) =>
      listByPage(http, {
        operation: 'list customer attributes',
        path: '/v3/customers/attributes',
        record: customerAttributeSchema,
        query: {},
        ...paging,
        scope,
      }),
    listCustomerGroups: ({ after, limit }) =>
      listV2(
        http,
        {
          operation: 'list customer groups',
          path: '/v2/customer_groups',
          record: customerGroupSchema,
          query: { page: after ?? '1' },
          limit,
          scope,
        },
        () => nextPage(after),
      ),
    listSubscribers: ({ ids, email, modifiedSince, ...paging }) =>
      listByPage(http, {
        operation: 'list subscribers',
        path: '/v3/customers/subscribers',
        record: subscriberSchema,
        query: { ...idsFilter(ids), email, ...modifiedFilter(modifiedSince) },
        ...paging,
        scope,
      }),
  };
}

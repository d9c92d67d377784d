// Customers, addresses and subscribers as the V3 API shows them (customers.v3.yml, subscribers.v3.yml).

import type { ShopAddress, ShopCustomer, ShopCustomerGroup } from '../shop/customer-records';
import { spacedDate } from './date-formats';
import { createRecordJson, namesOf } from './record-json';

export const customerIncludes = ['addresses', 'attributes', 'formfields', 'storecredit'] as const;

// More than ten of either must be read from their own lists.
const mostIncluded = 10;

export const customerJson = createRecordJson(renderCustomer);

function renderCustomer(customer: ShopCustomer, view: string): object {
  const includes = namesOf(view);
  const { addresses, attributes, form_fields, store_credit, ...own } = customer;
  const { date_created, date_modified } = customer;
  return {
    ...own,
    tax_exempt_category: '',
    address_count: addresses.length,
    attribute_count: attributes.length,
    authentication: { force_password_reset: false },
    registration_ip_address: '',
    ...(includes.has('addresses')
      ? {
          addresses: addresses
            .slice(0, mostIncluded)
            .map((address) => addressView(address, includes.has('formfields'))),
        }
      : {}),
    ...(includes.has('attributes')
      ? {
          attributes: attributes
            .slice(0, mostIncluded)
            .map((value) => ({ ...value, customer_id: customer.id, date_created, date_modified })),
        }
      : {}),
    ...(includes.has('formfields')
      ? { form_fields: form_fields.map((field) => ({ ...field, customer_id: customer.id })) }
      : {}),
    ...(includes.has('storecredit') ? { store_credit_amounts: [{ amount: store_credit }] } : {}),
  };
}

export function addressView(address: ShopAddress, withFormFields: boolean): unknown {
  return withFormFields ? { ...address, form_fields: [] } : address;
}

export function groupView(group: ShopCustomerGroup): unknown {
  return {
    id: group.id,
    name: group.name,
    is_default: group.is_default,
    category_access: { type: 'all' },
    discount_rules: [],
    date_created: spacedDate(group.date_created),
    date_modified: spacedDate(group.date_modified),
    is_group_for_guests: false,
  };
}

// Reads what a path leads to on a customer; everything that means "nothing" is undefined.
import type { Customer } from '../bigcommerce/customer-records';
import type { CustomerPath } from './path';

/** A customer, or as much of one as a guest's billing address or a subscriber shows. */
export type CustomerLike = Readonly<Partial<Customer>>;

export interface CustomerFacts {
  readonly customer: CustomerLike;
  /** Group id → name: customers carry only the id. */
  readonly groupNames: ReadonlyMap<number, string>;
  /** Attribute id → name: customers carry only the id. */
  readonly attributeNames: ReadonlyMap<number, string>;
}

export type FactValue = string | number | boolean | readonly string[];

/** Metrics are undefined here: they are computed from orders, not read from a customer. */
export function readPath(path: CustomerPath, facts: CustomerFacts): FactValue | undefined {
  const { customer } = facts;
  switch (path.kind) {
    case 'field':
      return plainField(path.field, customer);
    case 'address':
      return present(customer.addresses?.[path.index]?.[path.field]);
    case 'form field':
      return present(formFieldValue(path.name, customer));
    case 'attribute':
      return present(attributeValue(path.name, facts));
    case 'group name':
      return present(groupName(facts));
    case 'metric':
      return undefined;
  }
}

// Ids count from 1: 0 is BigCommerce's word for none (no group, a guest).
const ids: ReadonlySet<string> = new Set(['id', 'customer_group_id', 'origin_channel_id']);

function plainField(
  field: Extract<CustomerPath, { kind: 'field' }>['field'],
  customer: CustomerLike,
): FactValue | undefined {
  const value = customer[field];
  return value === 0 && ids.has(field) ? undefined : present(value);
}

function groupName({ customer, groupNames }: CustomerFacts): string | undefined {
  return groupNames.get(customer.customer_group_id ?? 0);
}

function formFieldValue(wanted: string, customer: CustomerLike): FactValue | null | undefined {
  return customer.form_fields?.find(({ name }) => sameName(name, wanted))?.value;
}

function attributeValue(name: string, facts: CustomerFacts): string | undefined {
  return facts.customer.attributes?.find(({ attribute_id }) =>
    sameName(facts.attributeNames.get(attribute_id), name),
  )?.attribute_value;
}

function sameName(left: string | undefined, right: string): boolean {
  return left?.trim().toLowerCase() === right.trim().toLowerCase();
}

function present(value: FactValue | null | undefined): FactValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (typeof value !== 'object') return value;
  const entries = value.map((entry) => entry.trim()).filter((entry) => entry !== '');
  return entries.length === 0 ? undefined : entries;
}

// Carries a customer's mapped values over to attributes, sorting out what is absent and what cannot be taken.
import type { AttributeValue, Attributes } from '../brevo/contact-records';
import { toAttributeValue, type AttributeType } from './attribute-value';
import { readPath, type CustomerLike, type FactValue } from './customer-facts';
import type { CustomerPath } from './path';
import { toE164 } from './phone';
import type { Drop, DropReason } from './reasons';

export interface MappedField {
  readonly path: CustomerPath;
  /** The Brevo attribute's upper-case name. */
  readonly attribute: string;
}

export interface AttributeContext {
  readonly mapping: readonly MappedField[];
  readonly attributeTypes: ReadonlyMap<string, AttributeType>;
  readonly groupNames: ReadonlyMap<number, string>;
  readonly attributeNames: ReadonlyMap<number, string>;
}

export interface MappedAttributes {
  readonly phone?: string;
  readonly attributes: Attributes;
  readonly absent: readonly string[];
  readonly dropped: readonly Drop[];
}

type Outcome =
  | { readonly kind: 'phone'; readonly phone: string }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'absent' }
  | { readonly kind: 'dropped'; readonly reason: DropReason };

// Identifiers must be unique in the account: one of them in an attribute could merge or refuse contacts.
const reserved: ReadonlySet<string> = new Set(['EXT_ID', 'WHATSAPP', 'LANDLINE_NUMBER']);

/** When several fields lead to one attribute, the first that gives a value wins. */
export function mapAttributes(customer: CustomerLike, context: AttributeContext): MappedAttributes {
  const taken = new Map<string, AttributeValue>();
  const absent = new Set<string>();
  const dropped = new Map<string, DropReason>();
  let phone: string | undefined;
  for (const field of context.mapping) {
    if (!isOurs(field) || taken.has(field.attribute)) continue;
    if (field.attribute === 'SMS' && phone !== undefined) continue;
    const outcome = outcomeOf(field, customer, context);
    if (outcome.kind === 'phone') phone = outcome.phone;
    else if (outcome.kind === 'value') taken.set(field.attribute, outcome.value);
    else if (outcome.kind === 'absent') absent.add(field.attribute);
    else dropped.set(field.attribute, outcome.reason);
  }
  const has = (name: string) => taken.has(name) || (name === 'SMS' && phone !== undefined);
  return {
    ...(phone === undefined ? {} : { phone }),
    attributes: Object.fromEntries(taken),
    absent: [...absent].filter((name) => !has(name) && !dropped.has(name)),
    dropped: [...dropped].flatMap(([attribute, reason]) =>
      has(attribute) ? [] : [{ attribute, reason }],
    ),
  };
}

// EMAIL is the identity, and the metrics are written from the orders.
function isOurs({ path, attribute }: MappedField): boolean {
  return attribute !== 'EMAIL' && path.kind !== 'metric';
}

function outcomeOf(field: MappedField, customer: CustomerLike, context: AttributeContext): Outcome {
  const { groupNames, attributeNames } = context;
  const value = readPath(field.path, { customer, groupNames, attributeNames });
  const type = context.attributeTypes.get(field.attribute);
  if (reserved.has(field.attribute)) return { kind: 'dropped', reason: 'reserved attribute' };
  if (field.attribute === 'SMS')
    return value === undefined ? { kind: 'absent' } : phoneOutcome(value, field.path, customer);
  if (type === undefined) return { kind: 'dropped', reason: 'attribute missing in Brevo' };
  if (value === undefined) return { kind: 'absent' };
  const converted = toAttributeValue(value, type.kind, type.options);
  return converted.ok
    ? { kind: 'value', value: converted.value }
    : { kind: 'dropped', reason: converted.reason };
}

function phoneOutcome(value: FactValue, path: CustomerPath, customer: CustomerLike): Outcome {
  const text = typeof value === 'object' ? value[0] : String(value);
  const result = toE164(text ?? '', countryOf(path, customer));
  return result.ok
    ? { kind: 'phone', phone: result.phone }
    : { kind: 'dropped', reason: result.reason };
}

// A phone that stands in an address belongs to its country, any other one to the first address that has one.
function countryOf(path: CustomerPath, customer: CustomerLike): string {
  const addresses = customer.addresses ?? [];
  const own = path.kind === 'address' ? addresses[path.index]?.country_code : undefined;
  if (own !== undefined && own !== '') return own;
  return addresses.find(({ country_code }) => country_code !== '')?.country_code ?? '';
}

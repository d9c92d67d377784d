// Which Brevo attributes a store needs, with which type, and which existing ones do not fit.
import type { Attribute } from '../brevo/contact-records';
import type { StoreSettings } from '../config/settings';
import { attributeTypeOf, type AttributeKind } from '../mapping/attribute-value';
import { kindOf, type ValueKind } from '../mapping/path-kind';
import { CART_SEQUENCE } from './cart/cart-sequence';
import { listMark, mappedFields, markedLists } from './field-mapping';
import { WRITTEN_MARK } from './written-mark';

export interface NeededAttribute {
  readonly name: string;
  /** The type to create it with. */
  readonly type: 'text' | 'date' | 'float' | 'boolean';
  readonly value: ValueKind | 'mark';
  /** Where it is configured, for sentences. */
  readonly where: string;
}

/** EMAIL, SMS and EXT_ID are Brevo's own and always there. */
const BUILT_IN = ['EMAIL', 'SMS', 'EXT_ID'];

/** What each kind of value may be written into; text takes everything. */
const FITS: Readonly<Record<ValueKind | 'mark', readonly AttributeKind[]>> = {
  text: ['text', 'category', 'multiple-choice', 'boolean', 'float', 'date'],
  number: ['float', 'text', 'category'],
  date: ['date', 'text'],
  boolean: ['boolean', 'text'],
  phone: ['text'],
  metric: ['float', 'text'],
  email: ['text'],
  mark: ['boolean'],
};

function neededAttributes(settings: StoreSettings): readonly NeededAttribute[] {
  const mapped = mappedFields(settings)
    .map(({ path, attribute }, at) => {
      const { kind, attributeType } = kindOf(path);
      const where = `customer_mapping.${settings.customerMapping[at]?.path ?? ''}`;
      return { name: attribute, type: attributeType, value: kind, where };
    })
    .filter(({ name }) => !BUILT_IN.includes(name));
  const marks = markedLists(settings).map((listId) => ({
    name: listMark(listId),
    type: 'boolean' as const,
    value: 'mark' as const,
    where: `the mark of list ${listId}`,
  }));
  const written = {
    name: WRITTEN_MARK,
    type: 'text' as const,
    value: 'text' as const,
    where: 'the mark of what the shop has filled',
  };
  const sequence = {
    name: CART_SEQUENCE,
    type: 'text' as const,
    value: 'text' as const,
    where: 'the mark of mails about a cart',
  };
  const sends = settings.sync.carts && (settings.skills?.abandonedCart?.steps.length ?? 0) > 0;
  return [...mapped, ...marks, written, ...(sends ? [sequence] : [])];
}

export const missingAttributes = (
  settings: StoreSettings,
  attributes: readonly Attribute[],
): readonly NeededAttribute[] => {
  const there = new Set(attributes.map(({ name }) => name.toUpperCase()));
  const missing = neededAttributes(settings).filter(({ name }) => !there.has(name));
  return missing.filter(({ name }, at) => missing.findIndex((other) => other.name === name) === at);
};

/** A type cannot be changed in Brevo: a wrong one is for a person to decide. */
export function attributeProblems(
  settings: StoreSettings,
  attributes: readonly Attribute[],
): readonly string[] {
  return neededAttributes(settings).flatMap(({ name, value, type, where }) => {
    const attribute = attributes.find((one) => one.name.toUpperCase() === name);
    if (attribute === undefined) return [];
    const { kind } = attributeTypeOf(attribute);
    if (FITS[value].includes(kind)) return [];
    const is = kind === 'other' ? (attribute.type ?? attribute.category) : kind;
    return [
      `${where}: Brevo's attribute ${name} is of type ${is}, but ${type} is needed. Map to another attribute, or delete ${name} in Brevo (Contacts > Settings > Contact attributes) and it is made anew.`,
    ];
  });
}

// Says what a path leads to, so that a missing Brevo attribute can be created with the right type.
import type { CustomerPath, PlainField } from './path';

export type ValueKind = 'text' | 'number' | 'date' | 'boolean' | 'phone' | 'metric' | 'email';

export interface PathKind {
  readonly kind: ValueKind;
  /** The type to create the attribute with. Brevo has no integer: numbers are `float` (createAttribute). */
  readonly attributeType: 'text' | 'date' | 'float' | 'boolean';
}

const number: PathKind = { kind: 'number', attributeType: 'float' };
const date: PathKind = { kind: 'date', attributeType: 'date' };
const text: PathKind = { kind: 'text', attributeType: 'text' };
const phone: PathKind = { kind: 'phone', attributeType: 'text' };

const fieldKinds: Readonly<Record<PlainField, PathKind>> = {
  id: number,
  email: { kind: 'email', attributeType: 'text' },
  first_name: text,
  last_name: text,
  company: text,
  phone,
  customer_group_id: number,
  date_created: date,
  date_modified: date,
  origin_channel_id: number,
  accepts_product_review_abandoned_cart_emails: { kind: 'boolean', attributeType: 'boolean' },
};

/** Form fields and attributes are text: their definitions say nothing more about them. */
export function kindOf(path: CustomerPath): PathKind {
  switch (path.kind) {
    case 'field':
      return fieldKinds[path.field];
    case 'address':
      return path.field === 'phone' ? phone : text;
    case 'metric':
      return { kind: 'metric', attributeType: 'float' };
    case 'form field':
    case 'attribute':
    case 'group name':
      return text;
  }
}

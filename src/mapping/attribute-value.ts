// Turns a customer's value into the one form that a Brevo attribute of a given type takes.
import type { Attribute, AttributeValue } from '../brevo/contact-records';
import type { FactValue } from './customer-facts';
import { toDay } from './dates';
import type { DropReason } from './reasons';

/** `other` stands for the types that are not ours to write (id, user, calculated, global). */
export type AttributeKind =
  'text' | 'date' | 'float' | 'boolean' | 'category' | 'multiple-choice' | 'other';

export interface AttributeOption {
  readonly value: number;
  readonly label: string;
}

export interface AttributeType {
  readonly kind: AttributeKind;
  /** A category's options. */
  readonly options?: readonly AttributeOption[];
}

export type ConvertedValue =
  | { readonly ok: true; readonly value: AttributeValue }
  | { readonly ok: false; readonly reason: DropReason };

type Single = string | number | boolean;

// Brevo documents no length for text; 255 is the cautious reading.
const longestText = 255;
const yes: ReadonlySet<string> = new Set(['true', 'yes', 'y', 'on', '1']);
const no: ReadonlySet<string> = new Set(['false', 'no', 'n', 'off', '0']);
const writable: readonly AttributeKind[] = ['text', 'date', 'float', 'boolean', 'multiple-choice'];

/** The type of an attribute as Brevo lists it; a category has no `type` there. */
export function attributeTypeOf(attribute: Attribute): AttributeType {
  if (attribute.category === 'category')
    return { kind: 'category', options: attribute.enumeration ?? [] };
  if (attribute.category !== 'normal') return { kind: 'other' };
  return { kind: writable.find((kind) => kind === attribute.type) ?? 'other' };
}

/** Brevo silently ignores a value of the wrong type, so nothing is sent that it would ignore. */
export function toAttributeValue(
  value: FactValue,
  kind: AttributeKind,
  options: readonly AttributeOption[] = [],
): ConvertedValue {
  if (kind === 'text') return toText(value);
  const single = onlyValue(value);
  if (single === undefined) return dropped('wrong type');
  switch (kind) {
    case 'date':
      return toDate(single);
    case 'float':
      return toFloat(single);
    case 'boolean':
      return toBoolean(single);
    case 'category':
      return toOption(single, options);
    case 'multiple-choice':
    case 'other':
      return dropped('wrong type');
  }
}

// A form's checkbox answers with a list, also when it has a single box.
function onlyValue(value: FactValue): Single | undefined {
  if (typeof value !== 'object') return value;
  return value.length === 1 ? value[0] : undefined;
}

function toText(value: FactValue): ConvertedValue {
  const text = typeof value === 'object' ? value.join(', ') : String(value);
  // Never cut: half a value is a wrong value.
  return Array.from(text).length > longestText ? dropped('too long') : taken(text);
}

function toDate(value: Single): ConvertedValue {
  if (typeof value !== 'string') return dropped('wrong type');
  const day = toDay(value);
  return day === undefined ? dropped('broken date') : taken(day);
}

function toFloat(value: Single): ConvertedValue {
  if (typeof value === 'boolean') return dropped('wrong type');
  if (typeof value === 'string' && !/^[+-]?\d+(?:\.\d+)?$/.test(value.trim()))
    return dropped('wrong type');
  const number = Number(value);
  return Number.isFinite(number) ? taken(number) : dropped('wrong type');
}

function toBoolean(value: Single): ConvertedValue {
  const word = String(value).trim().toLowerCase();
  if (yes.has(word)) return taken(true);
  return no.has(word) ? taken(false) : dropped('wrong type');
}

// Brevo wants an option's number; sending its label is undocumented (createContact).
function toOption(value: Single, options: readonly AttributeOption[]): ConvertedValue {
  const word = String(value).trim().toLowerCase();
  const option =
    options.find(({ label }) => label.trim().toLowerCase() === word) ??
    options.find((each) => String(each.value) === word);
  return option === undefined ? dropped('unknown option') : taken(option.value);
}

function taken(value: AttributeValue): ConvertedValue {
  return { ok: true, value };
}

function dropped(reason: DropReason): ConvertedValue {
  return { ok: false, reason };
}

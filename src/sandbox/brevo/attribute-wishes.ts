// Splits the `attributes` of a request into identifiers, fitting values and what the account does not know.
import { type AttributeDefinition, type AttributeValue, fittingValue } from './attribute-book';
import { type IdentifierKind, isIdentifierKind, normalIdentifier } from './identifiers';

export interface AttributeWishes {
  /** Normalised; `''` empties. */
  readonly identifiers: Map<IdentifierKind, string>;
  /** Identifiers that are not valid ones. */
  readonly malformed: IdentifierKind[];
  /** `''` empties. */
  readonly values: Map<string, AttributeValue>;
  readonly unknown: string[];
}

export function readWishes(
  definitions: ReadonlyMap<string, AttributeDefinition>,
  attributes: Readonly<Record<string, unknown>>,
): AttributeWishes {
  const wishes: AttributeWishes = {
    identifiers: new Map(),
    malformed: [],
    values: new Map(),
    unknown: [],
  };
  for (const [name, value] of Object.entries(attributes)) {
    if (isIdentifierKind(name)) {
      wishIdentifier(wishes, name, value);
      continue;
    }
    const definition = definitions.get(name);
    if (definition === undefined) {
      wishes.unknown.push(name);
      continue;
    }
    const fitting = fittingValue(definition, value);
    if (fitting !== undefined) wishes.values.set(name, fitting);
  }
  return wishes;
}

export function wishIdentifier(
  wishes: AttributeWishes,
  kind: IdentifierKind,
  value: unknown,
): void {
  if (value === '' && kind !== 'EMAIL') {
    wishes.identifiers.set(kind, '');
    return;
  }
  const text = typeof value === 'number' ? String(value) : value;
  const normal = typeof text === 'string' ? normalIdentifier(kind, text) : undefined;
  if (normal === undefined) wishes.malformed.push(kind);
  else wishes.identifiers.set(kind, normal);
}

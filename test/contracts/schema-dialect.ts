// Turns OpenAPI 3.0 and 3.1 schemas into the JSON Schema that Ajv understands.
import { isObject, listOf } from './json-value';
import type { JsonObject } from './json-value';

export interface Dialect {
  /** Put before `#/…` references, so that they find their own file. */
  readonly file: string;
  /** Properties that may be null although the file does not say so. */
  readonly nullable: ReadonlySet<string>;
}

const plain = new Set([
  ...['type', 'enum', 'const', 'format', 'pattern', 'multipleOf', 'uniqueItems'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['minProperties', 'maxProperties'],
]);
const nested = new Set(['items', 'not', 'additionalProperties', 'propertyNames']);

/** Keywords that say nothing about a value are left out, `oneOf` becomes `anyOf`. */
export function toJsonSchema(schema: unknown, dialect: Dialect): unknown {
  if (!isObject(schema)) return schema;
  const rewritten: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (plain.has(keyword)) rewritten[keyword] = value;
    else if (nested.has(keyword)) rewritten[keyword] = toJsonSchema(value, dialect);
  }
  Object.assign(rewritten, bounds(schema), properties(schema, dialect), choices(schema, dialect));
  if (typeof schema.$ref === 'string') rewritten.$ref = reference(schema.$ref, dialect);
  if (schema.nullable !== true) return rewritten;
  return orNull(rewritten);
}

function orNull(schema: unknown): JsonObject {
  return { anyOf: [{ type: 'null' }, schema] };
}

function reference(target: string, { file }: Dialect): string {
  return target.startsWith('#') ? `${file}${target}` : target;
}

// OpenAPI 3.0 has these as switches of `minimum` and `maximum`.
function bounds(schema: JsonObject): JsonObject {
  const { exclusiveMinimum, exclusiveMaximum } = schema;
  const switched = {
    ...(exclusiveMinimum === true ? { exclusiveMinimum: schema.minimum } : {}),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: schema.maximum } : {}),
  };
  return {
    ...(typeof exclusiveMinimum === 'number' ? { exclusiveMinimum } : {}),
    ...(typeof exclusiveMaximum === 'number' ? { exclusiveMaximum } : {}),
    ...switched,
  };
}

function properties(schema: JsonObject, dialect: Dialect): JsonObject {
  const required = Array.isArray(schema.required) ? { required: schema.required } : {};
  if (!isObject(schema.properties)) return required;
  const named = Object.entries(schema.properties).map(([name, value]): [string, unknown] => {
    const property = toJsonSchema(value, dialect);
    return [name, dialect.nullable.has(name) ? orNull(property) : property];
  });
  return { ...required, properties: Object.fromEntries(named) };
}

// Overlapping alternatives make `oneOf` impossible to satisfy in BigCommerce's files.
function choices(schema: JsonObject, dialect: Dialect): JsonObject {
  const rewrite = (value: unknown) => listOf(value).map((branch) => toJsonSchema(branch, dialect));
  const all = rewrite(schema.allOf);
  const alternatives = [rewrite(schema.anyOf), rewrite(schema.oneOf)].filter(
    (branches) => branches.length > 0,
  );
  const [only, ...more] = alternatives;
  if (only !== undefined && more.length === 0 && all.length === 0) return { anyOf: only };
  const every = [...all, ...alternatives.map((anyOf) => ({ anyOf }))];
  return every.length === 0 ? {} : { allOf: every };
}

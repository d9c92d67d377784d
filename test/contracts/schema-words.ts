// The few words in which this repository writes down what a vendor documents.
import type { JsonObject } from './json-value';

export const text = { type: 'string' };
export const whole = { type: 'integer' };
export const amount = { type: 'number' };
export const flag = { type: 'boolean' };
/** ISO 8601 with a zone. */
export const instant = { type: 'string', format: 'date-time' };
export const anything = { additionalProperties: true };

export function oneOf(...values: readonly string[]): JsonObject {
  return { type: 'string', enum: values };
}

export function list(items: JsonObject, most?: number): JsonObject {
  return { type: 'array', items, ...(most === undefined ? {} : { maxItems: most }) };
}

export function orNull(schema: JsonObject): JsonObject {
  return { anyOf: [{ type: 'null' }, schema] };
}

type Properties = Readonly<Record<string, JsonObject>>;

/** All of these properties are there, and others may be. */
export function having(properties: Properties, optional: Properties = {}): JsonObject {
  return { ...exactly(properties, optional), additionalProperties: true };
}

/** All of these properties are there, and no others. */
export function exactly(properties: Properties, optional: Properties = {}): JsonObject {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

export interface Described {
  readonly query?: Properties;
  readonly body?: JsonObject;
  /** By status; `null` for an answer without a body. */
  readonly answers: Readonly<Record<number, JsonObject | null>>;
}

/** One operation as OpenAPI writes it. */
export function operation({ query = {}, body, answers }: Described): JsonObject {
  return {
    parameters: Object.entries(query).map(([name, schema]) => ({ in: 'query', name, schema })),
    ...(body === undefined ? {} : { requestBody: json(body) }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, schema]) => [
        status,
        schema === null ? {} : json(schema),
      ]),
    ),
  };
}

function json(schema: JsonObject): JsonObject {
  return { content: { 'application/json': { schema } } };
}

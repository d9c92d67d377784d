// The operations that a vendor's OpenAPI files describe, and which of them a request is.
import { isObject, listOf, objectOf } from './json-value';
import type { JsonObject } from './json-value';
import { toJsonSchema } from './schema-dialect';
import type { Dialect } from './schema-dialect';

/** One OpenAPI file. */
export interface ContractFile {
  readonly name: string;
  readonly content: JsonObject;
  /** Put before its paths: `/v2` or `/v3` where one host serves both. */
  readonly root: string;
  /** Properties that may be null although the file does not say so. */
  readonly nullable?: readonly string[];
}

export interface QueryParameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: unknown;
}

export interface Operation {
  readonly method: string;
  /** With `{name}` for what varies. */
  readonly path: string;
  readonly query: ReadonlyMap<string, QueryParameter>;
  /** Undefined when the operation takes no JSON. */
  readonly body: unknown;
  /** By status; undefined for an answer without a described body. */
  readonly answers: ReadonlyMap<string, unknown>;
}

export function operationsOf(file: ContractFile): readonly Operation[] {
  const dialect = { file: file.name, nullable: new Set(file.nullable) };
  return Object.entries(objectOf(file.content.paths)).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'delete'].flatMap((method) => {
      const described = objectOf(item)[method];
      if (!isObject(described)) return [];
      const inherited = listOf(objectOf(item).parameters);
      const place = { method: method.toUpperCase(), path: `${file.root}${path}` };
      return [operation(described, { ...place, inherited, dialect, document: file.content })];
    }),
  );
}

interface Place {
  readonly method: string;
  readonly path: string;
  readonly inherited: readonly unknown[];
  readonly dialect: Dialect;
  readonly document: JsonObject;
}

function operation(described: JsonObject, place: Place): Operation {
  const { method, path, inherited, dialect, document } = place;
  const query = new Map<string, QueryParameter>();
  for (const raw of [...inherited, ...listOf(described.parameters)]) {
    const { name, in: where, required, schema } = followed(raw, document);
    if (where !== 'query' || typeof name !== 'string') continue;
    const rewritten = toJsonSchema(schema, dialect);
    query.set(name, { name, required: required === true, schema: rewritten });
  }
  const answers = Object.entries(objectOf(described.responses)).map(
    ([status, raw]): [string, unknown] => [status, jsonOf(followed(raw, document), dialect)],
  );
  const body = jsonOf(followed(described.requestBody, document), dialect);
  return { method, path, query, body, answers: new Map(answers) };
}

function jsonOf({ content }: JsonObject, dialect: Dialect): unknown {
  const kinds = Object.entries(objectOf(content));
  const [, json] = kinds.find(([type]) => type.includes('json')) ?? [];
  return toJsonSchema(objectOf(json).schema, dialect);
}

function followed(value: unknown, document: JsonObject): JsonObject {
  const { $ref } = objectOf(value);
  if (typeof $ref !== 'string') return objectOf(value);
  let target: unknown = document;
  for (const step of $ref.replace(/^#\//, '').split('/'))
    target = objectOf(target)[unescaped(step)];
  return followed(target, document);
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The operation with the most literal path that fits. */
export function findOperation(
  operations: readonly Operation[],
  method: string,
  path: string,
): Operation | undefined {
  const given = path.split('/');
  return operations
    .filter((known) => known.method === method && fits(known.path.split('/'), given))
    .sort((one, other) => varying(one.path) - varying(other.path))[0];
}

function fits(pattern: readonly string[], given: readonly string[]): boolean {
  return (
    pattern.length === given.length &&
    pattern.every((segment, at) => segment.startsWith('{') || segment === given[at])
  );
}

function varying(path: string): number {
  return path.split('{').length;
}

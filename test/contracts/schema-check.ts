// Validates values against the schemas of contract files; says where and what, never the value.
import { Ajv2020 } from 'ajv/dist/2020';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { isObject, objectOf } from './json-value';
import type { ContractFile } from './operations';
import type { Follow } from './property-paths';
import { toJsonSchema } from './schema-dialect';

export interface SchemaCheck {
  /** `path: what is wrong`, none when the value fits. Throws when the schema itself is broken. */
  problems(schema: unknown, value: unknown): readonly string[];
  /** The same for a query parameter's text. */
  textProblems(schema: unknown, text: string): readonly string[];
  readonly follow: Follow;
}

export function createSchemaCheck(files: readonly ContractFile[]): SchemaCheck {
  const documents = new Map(files.map((file) => [file.name, sharedSchemas(file)]));
  const strict = compiler(documents, false);
  const lenient = compiler(documents, true);
  const follow: Follow = (reference) => {
    const [name = '', pointer = ''] = reference.split('#/');
    let target: unknown = documents.get(name);
    for (const step of pointer.split('/')) target = objectOf(target)[decodeURIComponent(step)];
    return target;
  };
  return {
    follow,
    problems: (schema, value) => problemsOf(strict(schema), value),
    textProblems: (schema, text) => problemsOf(lenient(schema), given(schema, text, follow)),
  };
}

function sharedSchemas(file: ContractFile): Readonly<Record<string, unknown>> {
  const dialect = { file: file.name, nullable: new Set(file.nullable) };
  const schemas = Object.entries(objectOf(objectOf(file.content.components).schemas)).map(
    ([name, schema]): [string, unknown] => [name, toJsonSchema(schema, dialect)],
  );
  return { components: { schemas: Object.fromEntries(schemas) } };
}

function compiler(
  documents: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  coerceTypes: boolean,
): (schema: unknown) => ValidateFunction {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    logger: false,
    // The vendors' patterns are written for engines without the flag.
    unicodeRegExp: false,
    validateSchema: false,
    coerceTypes,
  });
  addFormats(ajv);
  // The usual one refuses addresses on this machine, which are the only ones a sandbox calls.
  ajv.addFormat('url', (text) => URL.canParse(text));
  for (const [name, document] of documents) ajv.addSchema(document, name);
  const compiled = new Map<unknown, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema) ?? ajv.compile(isObject(schema) ? schema : {});
    compiled.set(schema, known);
    return known;
  };
}

// A list is one comma separated value (`style: form, explode: false`).
function given(schema: unknown, text: string, follow: Follow): unknown {
  const { $ref, type } = objectOf(schema);
  if (typeof $ref === 'string') return given(follow($ref), text, follow);
  return type === 'array' ? text.split(',') : text;
}

function problemsOf(validate: ValidateFunction, value: unknown): readonly string[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // "must be null" and "must match a schema in anyOf" add nothing to what the real branch says.
  const telling = errors.filter(
    ({ keyword, params }) => keyword !== 'anyOf' && objectOf(params).type !== 'null',
  );
  return [...new Set((telling.length > 0 ? telling : errors).map(sentence))];
}

function sentence({ instancePath, keyword, message, params }: ErrorObject): string {
  const path = instancePath.replaceAll(/\/\d+/g, '[]').replaceAll('/', '.').replace(/^\./, '');
  const named: unknown = objectOf(params).additionalProperty;
  const property = typeof named === 'string' ? ` (${named})` : '';
  return `${path === '' ? 'body' : path}: ${message ?? keyword}${property}`;
}

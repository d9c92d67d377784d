// The OpenAPI 3.1 document, made from the very routes and schemas that the app runs.
import { z } from 'zod';
import { problem } from './answers';
import type { Answer, Named, Route } from './route';

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
  readonly security: readonly unknown[];
}

const PROBLEM: Named = { name: 'Problem', schema: problem };

export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = openApiPath(route.path);
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tajo BigCommerce connector', version },
    paths,
    components: {
      schemas: schemasOf(routes),
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'TAJO_API_KEY' } },
    },
    security: [{ key: [] }],
  };
}

/** `/a/:store` → `/a/{store}`. */
export const openApiPath = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

function operation(route: Route): Readonly<Record<string, unknown>> {
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')];
  const { body } = route;
  return {
    operationId: route.id,
    summary: route.summary,
    ...(route.open === true && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: route.bodyMayLack !== true,
        content: { 'application/json': { schema: reference(body) } },
      },
    }),
    responses: responsesOf(route),
  };
}

function responsesOf(route: Route): Readonly<Record<string, unknown>> {
  const own = Object.entries(route.answers).map(
    ([status, answer]) => [status, response(Number(status), answer)] as const,
  );
  return { ...Object.fromEntries(own), default: response(500, { description: 'A problem.' }) };
}

function response(status: number, { description, type, document }: Answer) {
  if (status >= 400) {
    return {
      description,
      content: { 'application/problem+json': { schema: reference(PROBLEM) } },
    };
  }
  const schema = document === undefined ? { type: 'string' } : reference(document);
  return { description, content: { [type ?? 'application/json']: { schema } } };
}

const reference = ({ name }: Named) => ({ $ref: `#/components/schemas/${name}` });

function schemasOf(routes: readonly Route[]): Readonly<Record<string, unknown>> {
  const named = routes.flatMap(({ body, answers }) => [
    ...(body === undefined ? [] : [body]),
    ...Object.values(answers).flatMap(({ document }) => document ?? []),
  ]);
  return Object.fromEntries(
    [...named, PROBLEM].map(({ name, schema }) => [name, jsonSchema(schema, 'input')]),
  );
}

// Read as input, an answer's object stays open for fields of later versions.
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Readonly<Record<string, unknown>> {
  const written = Object.entries(z.toJSONSchema(schema, { io }));
  return Object.fromEntries(written.filter(([word]) => word !== '$schema'));
}

// What a query may hold is told as it is once read: `wait` as a whole number.
function parametersOf(schema: z.ZodType, place: 'path' | 'query') {
  const { properties = {}, required = [] } = object.parse(jsonSchema(schema, 'output'));
  return Object.entries(properties).map(([name, each]) => {
    const { description, ...rest } = each;
    return {
      name,
      in: place,
      required: required.includes(name),
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

const object = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  required: z.array(z.string()).optional(),
});

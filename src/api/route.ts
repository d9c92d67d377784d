// One line of the route table: what it takes and answers, for the app and for the OpenAPI document alike.
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { check } from './checked-input';
import { invalidRequest } from './problem';

/** A schema by the name it has in the OpenAPI document. */
export interface Named<T = unknown> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
}

export interface Answer {
  readonly description: string;
  /** The content type when it is not a JSON document of ours. */
  readonly type?: string;
  readonly document?: Named;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What came over the wire, unchecked; `body` is undefined when there was none. */
export interface Wire {
  /** As it came: HEAD is answered like GET. */
  readonly method: string;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
}

interface Face {
  readonly method: 'get' | 'post' | 'delete';
  /** As Express writes it: `/connectors/bigcommerce/:store`. */
  readonly path: string;
  /** Its name in the OpenAPI document. */
  readonly id: string;
  readonly summary: string;
  /** Needs no key. */
  readonly open?: true;
  /** Comes so often that what went well is logged at `debug`. */
  readonly frequent?: true;
  /** By status. */
  readonly answers: Readonly<Record<number, Answer>>;
}

export interface Route extends Face {
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body?: Named;
  /** No body means an empty object. */
  readonly bodyMayLack?: true;
  /** `body` is a Buffer of what came, whatever its type; its schema is only told. */
  readonly raw?: true;
  /** Throws ConnectorProblem. */
  readonly reply: (wire: Wire) => Promise<Reply>;
}

interface Reading<P, Q> {
  readonly params: z.ZodType<P>;
  readonly query: z.ZodType<Q>;
}

export interface RouteWithoutBody<P, Q> extends Face, Reading<P, Q> {
  readonly perform: (input: { readonly params: P; readonly query: Q }) => Promise<Reply>;
}

export interface RouteWithBody<P, Q, B> extends Face, Reading<P, Q> {
  readonly body: Named<B>;
  readonly bodyMayLack?: true;
  readonly perform: (input: {
    readonly params: P;
    readonly query: Q;
    readonly body: B;
  }) => Promise<Reply>;
}

/** A route that judges the bytes and the headers itself. */
export interface RawRoute extends Face {
  readonly body: Named;
  readonly perform: (input: {
    readonly bytes: Buffer;
    readonly headers: IncomingHttpHeaders;
  }) => Promise<Reply>;
}

export function receiving(given: RawRoute): Route {
  const { perform, ...route } = given;
  return {
    ...route,
    params: z.unknown(),
    query: z.unknown(),
    raw: true,
    reply: ({ body, headers }) =>
      perform({ bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0), headers }),
  };
}

/** A route that reads no body, even if one is sent. */
export function reading<P, Q>(given: RouteWithoutBody<P, Q>): Route {
  const { perform, ...route } = given;
  return {
    ...route,
    reply: (wire) => {
      const params = check(route.params, wire.params, 'path');
      const query = check(route.query, wire.query, 'query');
      if (params.ok && query.ok) return perform({ params: params.value, query: query.value });
      throw invalidRequest([params, query].flatMap(problemsOf));
    },
  };
}

export function writing<P, Q, B>(given: RouteWithBody<P, Q, B>): Route {
  const { perform, ...route } = given;
  return {
    ...route,
    reply: (wire) => {
      const sent = wire.body ?? (route.bodyMayLack ? {} : undefined);
      const params = check(route.params, wire.params, 'path');
      const query = check(route.query, wire.query, 'query');
      const body = check(route.body.schema, sent, '');
      if (params.ok && query.ok && body.ok) {
        return perform({ params: params.value, query: query.value, body: body.value });
      }
      throw invalidRequest([params, query, body].flatMap(problemsOf));
    },
  };
}

type Problems = Extract<ReturnType<typeof check>, { ok: false }>['problems'];

const problemsOf = (read: ReturnType<typeof check>): Problems => (read.ok ? [] : read.problems);

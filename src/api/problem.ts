// Every error this API answers with: a problem document (RFC 9457), made from whatever was thrown.
import { z } from 'zod';
import type { ConnectReport } from '../contracts/store-connection';
import { ConnectorProblem } from './connector';

/** One thing that is wrong with a request: where, and a sentence with the cure. */
export interface RequestProblem {
  readonly path: string;
  readonly sentence: string;
}

/** The body of every answer from 400 on, as `application/problem+json`. */
export interface ProblemDocument {
  /** `urn:tajo:problem:<kind>`, e.g. `urn:tajo:problem:unknown-store`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly problems?: readonly RequestProblem[];
  /** The sync that runs already. */
  readonly workflowId?: string;
  /** Of a store that was refused. */
  readonly report?: ConnectReport;
  /** The answer's X-Request-Id, to find it in the log. */
  readonly requestId?: string;
}

const PROBLEM_TYPE = 'urn:tajo:problem:';

/** More would only hide the first ones. */
const MOST_PROBLEMS = 50;

export function problemDocument(
  { problem }: ConnectorProblem,
  requestId: string | undefined,
): ProblemDocument {
  const { status, kind, title, detail, problems, workflowId, report } = problem;
  return {
    type: `${PROBLEM_TYPE}${kind}`,
    title,
    status,
    detail,
    ...(problems !== undefined && { problems }),
    ...(report !== undefined && { report }),
    ...(workflowId !== undefined && { workflowId }),
    ...(requestId !== undefined && { requestId }),
  };
}

/** The request is not what the route takes; says everything that is wrong with it at once. */
export function invalidRequest(found: readonly RequestProblem[]): ConnectorProblem {
  const more = found.length - MOST_PROBLEMS;
  const rest = { path: '', sentence: `There are ${more} more problems like these.` };
  const problems = more > 0 ? [...found.slice(0, MOST_PROBLEMS), rest] : found;
  const count = found.length === 1 ? 'One thing is' : `${found.length} things are`;
  return new ConnectorProblem({
    status: 400,
    kind: 'invalid-request',
    title: 'The request is not valid',
    detail: `${count} wrong with the request; nothing was done.`,
    problems,
  });
}

const unexpected = (cause: unknown): ConnectorProblem =>
  new ConnectorProblem(
    {
      status: 500,
      kind: 'unexpected',
      title: 'Something unexpected happened',
      detail: 'This is a fault of the connector. Its log has the reason under this requestId.',
    },
    { cause },
  );

/** What was thrown, as a problem: ours as it is, a refusal of the HTTP layer in our words, anything else a 500. */
export function problemOf(thrown: unknown): ConnectorProblem {
  if (thrown instanceof ConnectorProblem) {
    const { status } = thrown.problem;
    return Number.isInteger(status) && status >= 400 && status <= 599 ? thrown : unexpected(thrown);
  }
  const layer = refusalOfTheLayer.safeParse(thrown);
  const said = layer.success ? LAYER[layer.data.status] : undefined;
  if (!layer.success || said === undefined) return unexpected(thrown);
  return new ConnectorProblem({ status: layer.data.status, ...said }, { cause: thrown });
}

// Express and its body parser throw errors of `http-errors`: `expose` marks the caller's fault. Their messages may
// quote the body, so none of them is passed on.
const refusalOfTheLayer = z.object({ status: z.number(), expose: z.literal(true) }).or(
  // A broken percent-encoding in the path: decode-uri errors carry a status and no `expose`.
  z.instanceof(URIError).transform(() => ({ status: 400 })),
);

interface Words {
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
}

export const TOO_LARGE: Words = {
  kind: 'body-too-large',
  title: 'The body is too large',
  detail: 'A body may have 64 KB at most.',
};

export const UNSUPPORTED_TYPE: Words = {
  kind: 'unsupported-media-type',
  title: 'The body is of the wrong type',
  detail: 'Send JSON in UTF-8, uncompressed, with `Content-Type: application/json`.',
};

export const UNREADABLE: Words = {
  kind: 'unreadable-request',
  title: 'The request cannot be read',
  detail:
    'The body is not one complete JSON object or array in UTF-8, or the address is not well encoded.',
};

const LAYER: Readonly<Record<number, Words>> = {
  400: UNREADABLE,
  413: TOO_LARGE,
  415: UNSUPPORTED_TYPE,
};

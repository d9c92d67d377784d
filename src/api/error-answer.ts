// Answers whatever was thrown with a problem document; what was not expected is logged under the request's id.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import type { Log } from '../observability/log';
import type { ConnectorProblem } from './connector';
import { problemDocument, problemOf } from './problem';
import { isEndless } from './request-body';

export interface ErrorSources {
  readonly log: Log;
  readonly apiKey: string;
}

export interface Refused {
  readonly thrown: unknown;
  readonly request: IncomingMessage;
  /** With its X-Request-Id. */
  readonly response: ServerResponse;
  /** What was read of the request. */
  readonly body?: unknown;
}

/** Answers false when another answer has begun: then there is nothing to say any more. Never throws. */
export type Refuse = (refused: Refused) => boolean;

export function createRefusal({ log, apiKey }: ErrorSources): Refuse {
  return ({ thrown, request, response, body }) => {
    const refusal = problemOf(thrown);
    const requestId = idOf(response);
    if (refusal.problem.status >= 500) {
      const { status, kind } = refusal.problem;
      const secrets = [apiKey, ...textsOf(body)];
      const reason = reasonOf(kind === 'unexpected' ? refusal.cause : refusal, secrets);
      log.error({ requestId, status, kind, reason }, 'request failed');
    }
    if (response.headersSent) return false;
    send({ request, response, refusal, requestId });
    return true;
  };
}

/** The last handler of the app. */
export const errorAnswer =
  (refuse: Refuse): ErrorRequestHandler =>
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line max-params
  (thrown: unknown, request, response, next) => {
    const body: unknown = request.body;
    if (!refuse({ thrown, request, response, body })) next(thrown);
  };

function idOf(response: ServerResponse): string | undefined {
  const id = response.getHeader('X-Request-Id');
  return typeof id === 'string' ? id : undefined;
}

function send(out: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly refusal: ConnectorProblem;
  readonly requestId: string | undefined;
}): void {
  const { request, response, refusal } = out;
  const text = JSON.stringify(problemDocument(refusal, out.requestId));
  if (isEndless(request)) response.setHeader('Connection', 'close');
  response.statusCode = refusal.problem.status;
  response.setHeader('Content-Type', 'application/problem+json');
  response.end(text);
}

// Only what an error says of itself: its other properties may hold whole requests. A library's message may quote what
// it was given, so whatever the caller sent is taken out.
function reasonOf(thrown: unknown, secrets: readonly string[]): string {
  const said = thrown instanceof Error ? (thrown.stack ?? thrown.message) : typeof thrown;
  return secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), said);
}

const SHORTEST_SECRET = 6;

function textsOf(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.values<unknown>({ ...body })
    .filter((value) => typeof value === 'string')
    .filter((value) => value.length >= SHORTEST_SECRET);
}

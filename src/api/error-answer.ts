// Answers whatever was thrown with a problem document; what was not expected is logged under the request's id.
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Log } from '../observability/log';
import type { ConnectorProblem } from './connector';
import { problemDocument, problemOf } from './problem';
import { isEndless } from './request-body';
import type { RequestTrace } from './request-trace';

export interface ErrorSources {
  readonly log: Log;
  readonly trace: RequestTrace;
  readonly apiKey: string;
}

/** The last handler of the app. */
export function errorAnswer({ log, trace, apiKey }: ErrorSources): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line max-params
  return (thrown: unknown, request, response, next) => {
    const refusal = problemOf(thrown);
    const requestId = trace.idOf(response);
    if (refusal.problem.status >= 500) {
      const { status, kind } = refusal.problem;
      const secrets = [apiKey, ...textsOf(request.body)];
      const reason = reasonOf(kind === 'unexpected' ? refusal.cause : refusal, secrets);
      log.error({ requestId, status, kind, reason }, 'request failed');
    }
    if (response.headersSent) next(thrown);
    else send({ request, response, refusal, requestId });
  };
}

function send(out: {
  readonly request: Request;
  readonly response: Response;
  readonly refusal: ConnectorProblem;
  readonly requestId: string | undefined;
}): void {
  const { request, response, refusal } = out;
  const text = JSON.stringify(problemDocument(refusal, out.requestId));
  if (isEndless(request)) response.setHeader('Connection', 'close');
  response.status(refusal.problem.status);
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

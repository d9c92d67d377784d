// Gives every request an id, and leaves one log line and one count when its answer has gone out.
import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Log } from '../observability/log';
import type { ApiMetrics } from './metrics';

export interface RequestTrace {
  readonly begin: RequestHandler;
  /** The pattern of the route that serves it; `unmatched` until then. */
  readonly noteRoute: (response: Response, pattern: string) => void;
  readonly idOf: (response: Response) => string | undefined;
}

const ID = /^[\w.-]{1,100}$/;

export function createTrace(log: Log, metrics: ApiMetrics): RequestTrace {
  const routes = new WeakMap<Response, string>();
  return {
    begin: (request, response, next) => {
      const given = request.get('x-request-id') ?? '';
      const requestId = ID.test(given) ? given : randomUUID();
      const startedAtMs = performance.now();
      response.setHeader('X-Request-Id', requestId);
      response.once('close', () => {
        const { method } = request;
        const route = routes.get(response) ?? 'unmatched';
        const durationMs = Math.round(performance.now() - startedAtMs);
        const seen = { method, route, status: response.statusCode, durationMs };
        metrics.count(seen);
        // Nobody reads an answer that was not finished.
        const left = response.writableFinished ? {} : { aborted: true };
        log.info({ requestId, ...seen, ...left }, 'request');
      });
      next();
    },
    noteRoute: (response, pattern) => {
      routes.set(response, pattern);
    },
    idOf: (response) => {
      const id = response.getHeader('X-Request-Id');
      return typeof id === 'string' ? id : undefined;
    },
  };
}

// Gives every request an id, and leaves one log line and one count when its answer has gone out.
import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Log } from '../observability/log';
import type { ApiMetrics } from './metrics';

export interface ServedBy {
  /** The route's pattern, never the path that was asked for. */
  readonly path: string;
  /** What went well is logged at `debug`. */
  readonly frequent?: true;
}

export interface RequestTrace {
  readonly begin: RequestHandler;
  /** What serves it; `unmatched` until then. */
  readonly noteRoute: (response: Response, route: ServedBy) => void;
  readonly idOf: (response: Response) => string | undefined;
}

const ID = /^[\w.-]{1,100}$/;

export function createTrace(log: Log, metrics: ApiMetrics): RequestTrace {
  const routes = new WeakMap<Response, ServedBy>();
  return {
    begin: (request, response, next) => {
      const given = request.get('x-request-id') ?? '';
      const requestId = ID.test(given) ? given : randomUUID();
      const startedAtMs = performance.now();
      response.setHeader('X-Request-Id', requestId);
      response.once('close', () => {
        const { method } = request;
        const { path: route, frequent } = routes.get(response) ?? { path: 'unmatched' };
        const durationMs = Math.round(performance.now() - startedAtMs);
        const seen = { method, route, status: response.statusCode, durationMs };
        metrics.count(seen);
        // Nobody reads an answer that was not finished.
        const left = response.writableFinished ? {} : { aborted: true };
        const level = frequent === true && seen.status < 400 ? 'debug' : 'info';
        log[level]({ requestId, ...seen, ...left }, 'request');
      });
      next();
    },
    noteRoute: (response, route) => {
      routes.set(response, route);
    },
    idOf: (response) => {
      const id = response.getHeader('X-Request-Id');
      return typeof id === 'string' ? id : undefined;
    },
  };
}

// Gives every request an id, and leaves one log line and one count when its answer has gone out.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../observability/log';
import type { ApiMetrics } from './metrics';

export interface ServedBy {
  /** The route's pattern, never the path that was asked for. */
  readonly path: string;
  /** What went well is logged at `debug`. */
  readonly frequent?: true;
}

export interface RequestTrace {
  /** Answers the id of the request, which its answer is to have as X-Request-Id. */
  readonly begin: (request: IncomingMessage, response: ServerResponse, route?: ServedBy) => string;
  /** What serves it, where that is not known from its beginning. */
  readonly noteRoute: (response: ServerResponse, route: ServedBy) => void;
}

const ID = /^[\w.-]{1,100}$/;

const UNMATCHED: ServedBy = { path: 'unmatched' };

export function createTrace(log: Log, metrics: ApiMetrics): RequestTrace {
  const routes = new WeakMap<ServerResponse, ServedBy>();
  return {
    begin: (request, response, known) => {
      const requestId = idOf(request);
      const startedAtMs = performance.now();
      response.on('close', () => {
        const method = request.method ?? '';
        const { path: route, frequent } = known ?? routes.get(response) ?? UNMATCHED;
        const durationMs = Math.round(performance.now() - startedAtMs);
        const seen = { method, route, status: response.statusCode, durationMs };
        metrics.count(seen);
        // Nobody reads an answer that was not finished.
        const left = response.writableFinished ? {} : { aborted: true };
        const level = frequent === true && seen.status < 400 ? 'debug' : 'info';
        log[level]({ requestId, ...seen, ...left }, 'request');
      });
      return requestId;
    },
    noteRoute: (response, route) => {
      routes.set(response, route);
    },
  };
}

function idOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && ID.test(given) ? given : randomUUID();
}

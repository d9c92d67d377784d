// Counts the requests of this API for Prometheus, beside the figures of its process.
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { liveMetrics, type LiveFigures } from './webhooks/live-metrics';

export interface SeenRequest {
  readonly method: string;
  /** The route's pattern, never the path that was asked for. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

export interface ApiMetrics {
  readonly type: string;
  readonly text: () => Promise<string>;
  readonly count: (request: SeenRequest) => void;
}

/** A registry of its own, so that two apps in one process do not count into each other. */
export function createMetrics(live: LiveFigures): ApiMetrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  liveMetrics(register, live);
  const requests = new Counter({
    name: 'tajo_http_requests_total',
    help: 'Answered HTTP requests.',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [register],
  });
  const durations = new Histogram({
    name: 'tajo_http_request_duration_seconds',
    help: 'From the head of a request to the end of its answer.',
    labelNames: ['method', 'route'] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 20, 60],
    registers: [register],
  });
  return {
    type: register.contentType,
    text: () => register.metrics(),
    count: ({ method, route, status, durationMs }) => {
      requests.inc({ method, route, status });
      durations.observe({ method, route }, durationMs / 1000);
    },
  };
}

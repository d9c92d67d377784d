// The routes about the service itself: is it alive, is it ready, how busy, what does it offer.
import { z } from 'zod';
import { health } from './answers';
import type { Connector } from './connector';
import { nothing } from './requests';
import { reading, type Route } from './route';

export interface ServiceSources {
  readonly connector: Connector;
  readonly metrics: { readonly type: string; readonly text: () => Promise<string> };
  readonly openapi: () => unknown;
}

const HEALTH = { name: 'Health', schema: health };
const plain = { params: nothing, query: nothing, method: 'get' } as const;

export function serviceRoutes(sources: ServiceSources): readonly Route[] {
  return [HEALTH_ROUTE, readinessRoute(sources), metricsRoute(sources), openApiRoute(sources)];
}

const HEALTH_ROUTE = reading({
  ...plain,
  path: '/healthz',
  id: 'readHealth',
  summary: 'Tells that the process answers.',
  open: true,
  answers: { 200: { description: 'It does.', document: HEALTH } },
  perform: () => Promise.resolve({ status: 200, body: { status: 'ok' } }),
});

const readinessRoute = ({ connector }: ServiceSources): Route =>
  reading({
    ...plain,
    path: '/readyz',
    id: 'readReadiness',
    summary: 'Tells whether requests can be served: Temporal answers.',
    open: true,
    answers: {
      200: { description: 'They can.', document: HEALTH },
      503: { description: 'Temporal does not answer.' },
    },
    perform: async () => {
      await connector.ready();
      return { status: 200, body: { status: 'ready' } };
    },
  });

const metricsRoute = ({ metrics }: ServiceSources): Route =>
  reading({
    ...plain,
    path: '/metrics',
    id: 'readMetrics',
    summary: 'Metrics for Prometheus.',
    answers: { 200: { description: 'The text exposition format.', type: 'text/plain' } },
    perform: async () => ({
      status: 200,
      headers: { 'Content-Type': metrics.type },
      body: await metrics.text(),
    }),
  });

const openApiRoute = ({ openapi }: ServiceSources): Route =>
  reading({
    ...plain,
    path: '/openapi.json',
    id: 'readOpenApi',
    summary: 'This document.',
    answers: {
      200: {
        description: 'An OpenAPI 3.1 document.',
        document: { name: 'OpenApi', schema: z.record(z.string(), z.unknown()) },
      },
    },
    perform: () => Promise.resolve({ status: 200, body: openapi() }),
  });

// The HTTP API: a table of routes, and around each of them the key, the body, the request's id and the answer's form.
import type { RequestListener } from 'node:http';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Log } from '../observability/log';
import { requireKey } from './bearer';
import { ConnectorProblem, type Connector } from './connector';
import { connectorRoutes } from './connector-routes';
import { createRefusal, errorAnswer, type Refuse } from './error-answer';
import { inboxRoutes } from './inbox/inbox-routes';
import { createMetrics } from './metrics';
import { openApiDocument, type OpenApiDocument } from './openapi';
import { bodyReaders, rawBodyReaders } from './request-body';
import { recoveryRoutes } from './recovery/recovery-routes';
import { createTrace, type RequestTrace } from './request-trace';
import type { Reply, Route } from './route';
import { serviceRoutes } from './service-routes';
import type { LiveParts } from './webhooks/door';
import { createShortWay } from './webhooks/short-way';
import { webhookRoutes } from './webhooks/webhook-routes';

export interface AppOptions {
  readonly connector: Connector;
  readonly live: LiveParts;
  /** The bearer that callers send. */
  readonly apiKey: string;
  readonly log: Log;
  /** Of this API, for its OpenAPI document. */
  readonly version?: string;
}

/** Needs no port. Every answer from 400 on is a problem document; nothing is thrown out of it. */
export function createApp(options: AppOptions): RequestListener {
  const { connector, live, apiKey, log, version = '0.0.0' } = options;
  const metrics = createMetrics(live);
  const trace = createTrace(log, metrics);
  const refuse = createRefusal({ log, apiKey });
  const openapi = (): OpenApiDocument => openApiDocument(routes, version);
  const routes: readonly Route[] = [
    ...serviceRoutes({ connector, metrics, openapi }),
    ...webhookRoutes(live),
    ...recoveryRoutes(live),
    ...inboxRoutes(live.inbox),
    ...connectorRoutes(connector),
  ];
  const app = appOf(routes, { trace, refuse, apiKey });
  const takesDelivery = createShortWay({ parts: live, trace, refuse });
  return (request, response) => {
    if (!takesDelivery(request, response)) app(request, response);
  };
}

interface Around {
  readonly trace: RequestTrace;
  readonly refuse: Refuse;
  readonly apiKey: string;
}

function appOf(routes: readonly Route[], { trace, refuse, apiKey }: Around): Express {
  const app = express();
  app.set('strict routing', true);
  app.set('case sensitive routing', true);
  app.set('etag', false);
  app.use(traced(trace), helmet(), neverStored);
  // What needs no key comes before the key is asked for; everything else, known or not, behind it.
  register(
    app,
    trace,
    routes.filter((route) => route.open === true),
  );
  app.use(requireKey(apiKey));
  register(
    app,
    trace,
    routes.filter((route) => route.open !== true),
  );
  app.use((_request, _response, next) => {
    next(NOT_FOUND);
  });
  app.use(errorAnswer(refuse));
  return app;
}

const traced =
  (trace: RequestTrace): RequestHandler =>
  (request, response, next) => {
    response.setHeader('X-Request-Id', trace.begin(request, response));
    next();
  };

const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

function register(app: Express, trace: RequestTrace, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const here = routes.filter((route) => route.path === path);
    app.all(path, (request, response, next) => {
      const frequent = here.some((route) => route.frequent && route.method === methodOf(request));
      trace.noteRoute(response, { path, ...(frequent && { frequent }) });
      next();
    });
    for (const route of here) app[route.method](path, ...handlersOf(route));
    app.all(path, otherMethod(here));
  }
}

function handlersOf(route: Route): readonly RequestHandler[] {
  const answer = async (request: Request, response: Response): Promise<void> => {
    const { method, params, query, headers } = request;
    const body: unknown = request.body;
    send(response, await route.reply({ method, params, query, body, headers }));
  };
  if (route.raw) return [...rawBodyReaders(), answer];
  return route.body === undefined ? [answer] : [...bodyReaders(), answer];
}

const methodOf = (request: Request): string => request.method.toLowerCase();

function send(response: Response, { status, headers = {}, body }: Reply): void {
  response.status(status).set(headers);
  if (typeof body === 'string') response.send(body);
  else response.json(body);
}

function otherMethod(here: readonly Route[]): RequestHandler {
  const allowed = here.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method]));
  const allow = allowed.map((method) => method.toUpperCase()).join(', ');
  return (_request, response, next) => {
    response.setHeader('Allow', allow);
    next(
      new ConnectorProblem({
        status: 405,
        kind: 'method-not-allowed',
        title: 'This method is not for this address',
        detail: `Use ${allow}.`,
      }),
    );
  };
}

const NOT_FOUND = new ConnectorProblem({
  status: 404,
  kind: 'unknown-address',
  title: 'There is nothing at this address',
  detail: '`GET /openapi.json` lists every address. Slashes and upper and lower case count.',
});

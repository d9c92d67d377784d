// The door of the toy BigCommerce: quota, token, store, scope, then the route.

import type { SandboxAnswer, SandboxRequest } from '../http-server';
import type { ShopState } from '../shop/shop-state';
import { cartRoutes } from './cart-routes';
import type { ApiAccount } from './accounts';
import { catalogRoutes } from './catalog-routes';
import { channelRoutes } from './channel-routes';
import { customerRoutes } from './customer-routes';
import { inventoryRoutes } from './inventory-routes';
import { answerHooks, isHookPath } from './hook-routes';
import type { HookDesk } from './hook-routes';
import { createOrderRoutes } from './order-routes';
import type { RateWindow } from './rate-window';
import { gatewayError, notFound, Refusal, serviceError } from './refusals';
import type { Route } from './route';
import { mayRead } from './scopes';
import { storeRoutes } from './store-routes';

export interface GatewayOptions {
  readonly shop: ShopState;
  readonly storeHash: string;
  readonly accounts: readonly ApiAccount[];
  readonly hooks: HookDesk;
  readonly rate: RateWindow;
  readonly scopes: () => ReadonlySet<string>;
  readonly ownCartMails: () => boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told of every 429. */
  readonly onTooMany: () => void;
}

export function createGateway(options: GatewayOptions): (request: SandboxRequest) => SandboxAnswer {
  const find = createRouteFinder(allRoutes(options.storeHash));
  return (request) => {
    const { allowed, headers } = options.rate.take();
    if (allowed) return { ...answer(request, options, find), headers };
    options.onTooMany();
    return { ...gatewayError(429, 'Too many requests'), headers };
  };
}

/** Every endpoint there is. */
export function allRoutes(storeHash: string): readonly Route[] {
  return [
    ...storeRoutes,
    ...createOrderRoutes(storeHash),
    ...customerRoutes,
    ...catalogRoutes,
    ...inventoryRoutes,
    ...cartRoutes,
    ...channelRoutes,
  ];
}

interface Address {
  readonly hash: string;
  readonly version: 'v2' | 'v3';
  readonly path: string;
}

type RouteFinder = (
  address: Address,
) => { readonly route: Route; readonly word: string } | undefined;

function answer(
  request: SandboxRequest,
  options: GatewayOptions,
  find: RouteFinder,
): SandboxAnswer {
  const address = addressOf(request.path);
  if (address === undefined) return notFound('v3');
  const token = request.headers['x-auth-token'];
  const account = options.accounts.find(({ accessToken }) => accessToken === token);
  if (account === undefined) return unauthorized();
  const barred = checkAddress(address, options);
  if (barred !== undefined) return barred;
  const { version, path } = address;
  if (version === 'v3' && isHookPath(path)) {
    const { method, query, body } = request;
    const call = { method, path, query, body, clientId: account.clientId };
    return orRefusal(version, () => answerHooks(call, options.hooks));
  }
  const found = find(address);
  if (found === undefined) return notFound(version);
  if (!mayRead(options.scopes(), found.route.scope)) return missingScope();
  if (request.method !== 'GET') return serviceError(version, 405, 'Method not allowed');
  const { shop, storeHash, now } = options;
  const { route, word } = found;
  const ownCartMails = options.ownCartMails();
  return orRefusal(version, () =>
    route.get({
      shop,
      storeHash,
      query: request.query,
      id: /^\d+$/.test(word) ? Number(word) : 0,
      uuid: word,
      origin: `http://${request.headers.host ?? '127.0.0.1'}`,
      ownCartMails,
      now: now(),
    }),
  );
}

function orRefusal(version: 'v2' | 'v3', answers: () => SandboxAnswer): SandboxAnswer {
  try {
    return answers();
  } catch (error) {
    if (error instanceof Refusal) return serviceError(version, error.status, error.message);
    throw error;
  }
}

function addressOf(path: string): Address | undefined {
  const [, hash, version, rest] = /^\/stores\/([^/]+)\/(v2|v3)(\/.*)$/.exec(path) ?? [];
  if (hash === undefined || rest === undefined) return undefined;
  return { hash, version: version === 'v2' ? 'v2' : 'v3', path: rest };
}

function unauthorized(): SandboxAnswer {
  return gatewayError(
    401,
    'Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for this store.',
  );
}

function checkAddress(address: Address, options: GatewayOptions): SandboxAnswer | undefined {
  // A wrong store hash is answered like a missing scope (@space48/bigcommerce-token-validator).
  if (address.hash !== options.storeHash) return missingScope();
  // A trailing slash is answered so (bigcommerce/api issue 95).
  if (address.path.endsWith('/')) return gatewayError(403, 'Authentication Required');
  return undefined;
}

function missingScope(): SandboxAnswer {
  return gatewayError(403, "You don't have a required scope to access the endpoint");
}

function createRouteFinder(routes: readonly Route[]): RouteFinder {
  const compiled = routes.map((route) => ({
    route,
    path: new RegExp(
      `^${route.pattern.replace(':id', '(\\d+)').replace(':uuid', '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})')}$`,
    ),
  }));
  return ({ version, path }) => {
    for (const { route, path: pattern } of compiled) {
      const match = route.version === version ? pattern.exec(path) : null;
      if (match !== null) return { route, word: match[1] ?? '' };
    }
    return undefined;
  };
}

// A toy Brevo over HTTP: key, rate windows and endpoints in front of one account held in memory.
import type { IncomingHttpHeaders } from 'node:http';
import type { SandboxClock } from '../clock';
import type { Faults } from '../faults';
import { startSandboxServer, type SandboxAnswer, type SandboxRequest } from '../http-server';
import { Ledger, type LedgerEntry } from '../ledger';
import { type Account, createAccount } from './account';
import { attributeRoutes } from './attribute-endpoints';
import { catalogRoutes } from './catalog-endpoints';
import { contactRoutes } from './contact-endpoints';
import { ecommerceRoutes } from './ecommerce-endpoints';
import { eventRoutes } from './event-endpoints';
import { importRoutes } from './import-endpoints';
import { applyImport } from './import-rows';
import type { Route } from './calls';
import { checkKey } from './key-check';
import { listRoutes } from './list-endpoints';
import { listMemberRoutes } from './list-member-endpoints';
import { mailRoutes } from './mail-endpoints';
import { orderRoutes } from './order-endpoints';
import { rateGroup, RateWindows } from './rate-windows';
import { notFound, Refusal } from './refusals';
import { createRouter, type Router } from './router';
import { type BrevoSandboxOptions, type BrevoSwitches, standardSwitches } from './settings';
import { BrevoState } from './state';

const root = '/v3';

export interface BrevoSandbox {
  /** Ends in `/v3`. */
  readonly url: string;
  readonly apiKey: string;
  readonly ledger: Ledger;
  readonly state: BrevoState;
  /** May be changed at any time. */
  readonly switches: BrevoSwitches;
  /** The fewest calls that were ever left in the hourly window. */
  hourlyLowest(): number;
  /** How often a call was answered 429. */
  tooMany(): number;
  /** Calls other than GET that were carried out. */
  writes(): readonly LedgerEntry[];
  /** The other accounts behind this address. */
  readonly neighbours: readonly BrevoSandbox[];
  close(): Promise<void>;
}

export interface BrevoSandboxWorld {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly ledger: Ledger;
  /** A free port by default. */
  readonly port?: number;
}

/** Starts a toy Brevo on loopback; rejects when the port is taken. */
export async function createBrevoSandbox(
  options: BrevoSandboxOptions & BrevoSandboxWorld,
): Promise<BrevoSandbox> {
  const { clock, faults, ledger, port = 0, neighbours = [] } = options;
  const own = openDesk(options, { clock, ledger });
  const others = neighbours.map((neighbour) =>
    openDesk(neighbour, { clock, ledger: new Ledger(ledger.keepBodies) }),
  );
  const deskOf = (headers: IncomingHttpHeaders): Desk =>
    others.find(({ apiKey }) => apiKey === headers['api-key']) ?? own;
  const server = await startSandboxServer({
    api: 'brevo',
    port,
    faults,
    ledger,
    ledgerOf: (headers) => deskOf(headers).ledger,
    clock,
    handle: (request) => answerAt(deskOf(request.headers), request),
  });
  const url = `${server.url}${root}`;
  const shared = { url, close: () => server.close() };
  return {
    ...shared,
    ...viewOf(own),
    neighbours: others.map((desk) => ({ ...shared, ...viewOf(desk), neighbours: [] })),
  };
}

/** What a test sees of one account. */
function viewOf({ account, windows, apiKey, ledger }: Desk) {
  const ours = (entry: LedgerEntry) => entry.path.startsWith(`${root}/`);
  return {
    apiKey,
    ledger,
    switches: account.switches,
    state: new BrevoState(account, () => {
      settle(account, account.clock.now());
    }),
    hourlyLowest: () => windows.hourlyLowest(),
    tooMany: () => ledger.count((entry) => ours(entry) && entry.status === 429),
    writes: () =>
      ledger.entries.filter(
        (entry) =>
          ours(entry) && entry.method !== 'GET' && entry.status >= 200 && entry.status < 400,
      ),
  };
}

/** Every endpoint there is. */
export function allRoutes(account: Account): readonly Route[] {
  // Fixed paths come before `/contacts/{identifier}`, which would take them for people.
  return [
    ...importRoutes(account),
    ...attributeRoutes(account),
    ...listRoutes(account),
    ...listMemberRoutes(account),
    ...contactRoutes(account),
    ...ecommerceRoutes(account),
    ...orderRoutes(account),
    ...catalogRoutes(account),
    ...eventRoutes(account),
    ...mailRoutes(account),
  ];
}

interface Desk {
  readonly account: Account;
  readonly windows: RateWindows;
  readonly apiKey: string;
  readonly ledger: Ledger;
  readonly router: Router;
}

function openDesk(
  options: BrevoSandboxOptions,
  { clock, ledger }: Pick<BrevoSandboxWorld, 'clock' | 'ledger'>,
): Desk {
  const switches: BrevoSwitches = { ...standardSwitches, ...options.switches };
  const account = createAccount(options, clock, switches);
  const { apiKey = 'xkeysib-sandbox' } = options;
  const windows = new RateWindows(clock, options.rates);
  return { account, windows, apiKey, ledger, router: createRouter(allRoutes(account)) };
}

function answerAt(desk: Desk, request: SandboxRequest): SandboxAnswer {
  const { account, windows, apiKey } = desk;
  const { switches, clock } = account;
  return refusable(() => {
    if (!request.path.startsWith(`${root}/`)) throw notFound('Route does not exist');
    // A 401 carries no rate headers and spends nothing.
    const key = request.headers['api-key'];
    checkKey(typeof key === 'string' ? key : undefined, {
      apiKey,
      blockedIp: switches.blockedIp,
    });
    const path = request.path.slice(root.length);
    const now = clock.now();
    const verdict = windows.spend(rateGroup(request.method, path, switches), now);
    const answer = verdict.allowed
      ? refusable(() => answerCall(desk, request, { path, now }))
      : refused(tooManyRequests());
    return { ...answer, headers: { ...answer.headers, ...verdict.headers } };
  });
}

function answerCall(
  desk: Desk,
  request: SandboxRequest,
  at: { readonly path: string; readonly now: number },
): SandboxAnswer {
  settle(desk.account, at.now);
  const { route, params } = desk.router(request.method, at.path);
  const { query, body } = request;
  return route.answer({ params, query, body, bytes: bodyBytes(request), now: at.now });
}

function settle(account: Account, now: number): void {
  for (const job of account.imports.takeDue(now)) applyImport(account, job);
  account.orders.settle(now);
}

function bodyBytes(request: SandboxRequest): number {
  const length = request.headers['content-length'];
  if (length !== undefined) return Number(length);
  return request.body === undefined ? 0 : Buffer.byteLength(JSON.stringify(request.body));
}

function refusable(answer: () => SandboxAnswer): SandboxAnswer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

function refused(refusal: Refusal): SandboxAnswer {
  return { status: refusal.facts.status, body: refusal.body() };
}

function tooManyRequests(): Refusal {
  return new Refusal({ status: 429, code: 'too_many_requests', message: 'Rate limit exceeded' });
}

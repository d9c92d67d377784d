// A toy BigCommerce over HTTP: one store, strict about what the real one documents.

import type { SandboxClock } from '../clock';
import type { Faults } from '../faults';
import { startSandboxServer, type SandboxRequest } from '../http-server';
import type { Ledger } from '../ledger';
import type { Shop } from '../shop/shop';
import type { ApiAccount } from './accounts';
import { answerPanel } from './control-panel';
import { createGateway } from './gateway';
import { HookBook } from './hook-book';
import type { ToyHook } from './hook-book';
import { createRateWindow } from './rate-window';
import type { RateWindow } from './rate-window';
import { readScopes } from './scopes';
import { storeNumber } from './store-routes';
import { createWebhooks } from './webhooks';
import type { Webhooks } from './webhooks';

export interface BigCommerceSandboxOptions {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly shop: Shop;
  readonly storeHash: string;
  readonly accessToken: string;
  /** Who owns the hooks that this token makes; `sandbox-client-id` by default. */
  readonly clientId?: string;
  /** Signs webhooks; they are unsigned without it. */
  readonly clientSecret?: string;
  /** Accounts of other apps on the same store. */
  readonly otherAccounts?: readonly ApiAccount[];
  /** Plain http on this machine may be a destination, which the real store refuses; true by default. */
  readonly loopbackHooks?: boolean;
  /** How long a new hook stays silent (vendor ms): 0 by default, up to a minute in real life. */
  readonly hookActivationMs?: number;
  /** Of drops, duplicates and delays; 1 by default. */
  readonly seed?: number;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Requests a window; 150 by default, as on the Standard plan. */
  readonly quota?: number;
  /** 30,000 by default; the clock scales it. */
  readonly windowMs?: number;
}

export interface BigCommerceSandbox {
  /** Followed by `/stores/<hash>/v3/…`. */
  readonly url: string;
  readonly ledger: Ledger;
  /** What the token may do from now on. */
  setScopes(scopes: readonly string[]): void;
  /** Switches the shop's own abandoned-cart mails; they are off at first. */
  setOwnCartMails(on: boolean): void;
  /** Changes the quota in flight, as when another app starts or stops. */
  setQuota(quota: number): void;
  /** Plays another app that makes so many requests. */
  consumeQuota(requests: number): void;
  readonly webhooks: Webhooks;
  /** Every app's, as they are now. */
  hooks(): readonly ToyHook[];
  /** BigCommerce switches a hook off, as after two days of failures. */
  deactivateHook(id: number): void;
  /** Somebody removes a hook. */
  deleteHook(id: number): void;
  /** How many requests were answered 429 because the window was used up. */
  tooMany(): number;
  close(): Promise<void>;
}

const standardQuota = 150;
const standardWindowMs = 30_000;

export async function createBigCommerceSandbox(
  options: BigCommerceSandboxOptions,
): Promise<BigCommerceSandbox> {
  const { clock, faults, ledger, shop, storeHash } = options;
  const rate = rateOf(options);
  let scopes: ReadonlySet<string> = new Set(readScopes);
  let ownCartMails = false;
  let tooMany = 0;
  const { accounts, desk, ...hooks } = hooksOf(options);
  const gateway = createGateway({
    shop,
    storeHash,
    accounts,
    hooks: desk,
    rate,
    scopes: () => scopes,
    ownCartMails: () => ownCartMails,
    now: () => clock.now(),
    onTooMany: () => {
      tooMany += 1;
    },
  });
  const handle = (request: SandboxRequest) => answerPanel(shop, request) ?? gateway(request);
  const port = options.port ?? 0;
  const shell = { api: 'bigcommerce', port, faults, ledger, clock, handle } as const;
  const server = await startSandboxServer(shell);
  return {
    url: server.url,
    ledger,
    setScopes: (next) => {
      scopes = new Set(next);
    },
    setOwnCartMails: (on) => {
      ownCartMails = on;
    },
    setQuota: (quota) => {
      rate.setQuota(quota);
    },
    consumeQuota: (requests) => {
      rate.consume(requests);
    },
    ...hooks,
    tooMany: () => tooMany,
    close: () => {
      hooks.webhooks.close();
      return server.close();
    },
  };
}

const rateOf = ({
  clock,
  quota = standardQuota,
  windowMs = standardWindowMs,
}: BigCommerceSandboxOptions): RateWindow => createRateWindow({ clock, quota, windowMs });

function hooksOf(options: BigCommerceSandboxOptions) {
  const { clock, storeHash, accessToken, clientId = 'sandbox-client-id', clientSecret } = options;
  const own = { accessToken, clientId, ...(clientSecret === undefined ? {} : { clientSecret }) };
  const accounts: readonly ApiAccount[] = [own, ...(options.otherAccounts ?? [])];
  const book = new HookBook({ clock, storeHash, activationMs: options.hookActivationMs ?? 0 });
  const { seed = 1 } = options;
  const webhooks = createWebhooks({
    clock,
    book,
    accounts,
    storeHash,
    storeId: storeNumber,
    seed,
  });
  return {
    accounts,
    desk: {
      book,
      blocked: () => webhooks.blocked(),
      loopback: options.loopbackHooks ?? true,
    },
    webhooks,
    hooks: () => book.everyone(),
    deactivateHook: (id: number) => {
      book.deactivate(id);
    },
    deleteHook: (id: number) => {
      book.remove(id);
    },
  };
}

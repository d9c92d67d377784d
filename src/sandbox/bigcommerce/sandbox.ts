// A toy BigCommerce over HTTP: one store, strict about what the real one documents.

import type { SandboxClock } from '../clock';
import type { Faults } from '../faults';
import { startSandboxServer } from '../http-server';
import type { Ledger } from '../ledger';
import type { ShopState } from '../shop/shop-state';
import { createGateway } from './gateway';
import { createRateWindow } from './rate-window';
import { readScopes } from './scopes';

export interface BigCommerceSandboxOptions {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly shop: ShopState;
  readonly storeHash: string;
  readonly accessToken: string;
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
  /** How many requests were answered 429 because the window was used up. */
  tooMany(): number;
  close(): Promise<void>;
}

const standardQuota = 150;
const standardWindowMs = 30_000;

export async function createBigCommerceSandbox(
  options: BigCommerceSandboxOptions,
): Promise<BigCommerceSandbox> {
  const { clock, faults, ledger, shop, storeHash, accessToken } = options;
  const rate = createRateWindow({
    clock,
    quota: options.quota ?? standardQuota,
    windowMs: options.windowMs ?? standardWindowMs,
  });
  let scopes: ReadonlySet<string> = new Set(readScopes);
  let ownCartMails = false;
  let tooMany = 0;
  const handle = createGateway({
    shop,
    storeHash,
    accessToken,
    rate,
    scopes: () => scopes,
    ownCartMails: () => ownCartMails,
    now: () => clock.now(),
    onTooMany: () => {
      tooMany += 1;
    },
  });
  const shared = { faults, ledger, clock, handle };
  const server = await startSandboxServer({
    api: 'bigcommerce',
    port: options.port ?? 0,
    ...shared,
  });
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
    tooMany: () => tooMany,
    close: () => server.close(),
  };
}

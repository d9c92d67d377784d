// Starts both toy vendors around one seeded shop.

import { createBigCommerceSandbox } from './bigcommerce/sandbox';
import type { BigCommerceSandbox, BigCommerceSandboxOptions } from './bigcommerce/sandbox';
import { createBrevoSandbox } from './brevo/sandbox';
import type { BrevoSandbox } from './brevo/sandbox';
import type { BrevoSandboxOptions } from './brevo/settings';
import { realMs } from './clock';
import type { SandboxClock } from './clock';
import { Faults } from './faults';
import { Ledger } from './ledger';
import { createShop } from './shop/shop';
import type { Shop } from './shop/shop';

export interface SandboxOptions {
  /** 1 by default; the same seed makes the same shop. */
  readonly seed?: number;
  /** How many of each; 1,000 by default. */
  readonly customers?: number;
  readonly orders?: number;
  readonly products?: number;
  /** Spreads everything over these channels; without them nearly all is in channel 1. */
  readonly channels?: readonly number[];
  /** Sandbox seconds in a real one, for rate windows; 1 by default. */
  readonly timeScale?: number;
  /** 0, the default, takes a free port. */
  readonly bigcommercePort?: number;
  readonly brevoPort?: number;
  /** Keeps the bodies of requests and answers in the ledgers; off by default. */
  readonly keepBodies?: boolean;
  /** BigCommerce requests in 30 s; 150 by default. */
  readonly quota?: number;
  /** API accounts and webhooks of the toy BigCommerce. */
  readonly hooks?: Partial<
    Pick<BigCommerceSandboxOptions, 'otherAccounts' | 'loopbackHooks' | 'hookActivationMs'>
  > & {
    /** True by default. */
    readonly signed?: boolean;
  };
  readonly brevo?: BrevoSandboxOptions;
  /** `abc123` by default; two shops side by side need one each. */
  readonly storeHash?: string;
  readonly accessToken?: string;
}

export interface Sandbox {
  readonly storeHash: string;
  readonly accessToken: string;
  readonly clientId: string;
  /** Signs the webhooks. */
  readonly clientSecret: string;
  readonly brevoApiKey: string;
  /** Followed by `/stores/<storeHash>/v3/…`. */
  readonly bigcommerceUrl: string;
  /** With `/v3`; followed by `/contacts`. */
  readonly brevoUrl: string;
  readonly shop: Shop;
  readonly bigcommerce: BigCommerceSandbox;
  readonly brevo: BrevoSandbox;
  /** Rules for both vendors. */
  readonly faults: Faults;
  readonly clock: SandboxClock;
  close(): Promise<void>;
}

const clientId = 'sandbox-client-id';
const clientSecret = 'sandbox-client-secret';
const usualCount = 1000;
/** "At least one hour" without a change (webhooks/events.mdx). */
const abandonedMs = 3_600_000;

/** Rejects when a port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    keepBodies = false,
    storeHash = 'abc123',
    accessToken = 'sandbox-access-token',
  } = options;
  const clock: SandboxClock = { now: () => Date.now(), scale: options.timeScale ?? 1 };
  const faults = new Faults();
  const shop = openShop(options, clock);
  const bigcommerce = await createBigCommerceSandbox({
    clock,
    faults,
    shop,
    storeHash,
    accessToken,
    ledger: new Ledger(keepBodies),
    port: options.bigcommercePort ?? 0,
    ...(options.quota === undefined ? {} : { quota: options.quota }),
    ...hookOptions(options),
  });
  shop.listen((happening) => {
    bigcommerce.webhooks.fire(happening);
  });
  const brevo = await startBrevo(
    options,
    { clock, faults, ledger: new Ledger(keepBodies) },
    bigcommerce,
  );
  return {
    storeHash,
    accessToken,
    clientId,
    clientSecret,
    shop,
    bigcommerce,
    brevo,
    faults,
    clock,
    brevoApiKey: brevo.apiKey,
    bigcommerceUrl: bigcommerce.url,
    brevoUrl: brevo.url,
    close: async () => {
      await Promise.all([bigcommerce.close(), brevo.close()]);
    },
  };
}

function openShop(options: SandboxOptions, clock: SandboxClock): Shop {
  return createShop({
    seed: options.seed ?? 1,
    customers: options.customers ?? usualCount,
    orders: options.orders ?? usualCount,
    products: options.products ?? usualCount,
    ...(options.channels === undefined ? {} : { channels: options.channels }),
    now: () => clock.now(),
    abandonedMs: realMs(clock, abandonedMs),
  });
}

function hookOptions({ hooks = {}, seed = 1 }: SandboxOptions) {
  const { signed = true, ...rest } = hooks;
  return { clientId, ...(signed ? { clientSecret } : {}), seed, ...rest };
}

async function startBrevo(
  options: SandboxOptions,
  world: { readonly clock: SandboxClock; readonly faults: Faults; readonly ledger: Ledger },
  started: BigCommerceSandbox,
): Promise<BrevoSandbox> {
  try {
    return await createBrevoSandbox({ ...options.brevo, ...world, port: options.brevoPort ?? 0 });
  } catch (error) {
    await started.close();
    throw error;
  }
}

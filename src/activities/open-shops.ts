// Opens the two clients of each store behind its gates: one per store, one per Brevo account and bucket.
import { createBigCommerce } from '../bigcommerce/store-client';
import { createBrevo } from '../brevo/account-client';
import type { Bucket } from '../brevo/buckets';
import type { StoreSettings, VendorAddresses } from '../config/settings';
import { createGate, type Gate } from '../http/gate';
import { settingsOf, storefrontsOf } from './accounts';
import { HOURLY_RESERVE } from './commerce-batches';
import type { Shop } from './world';

export interface Quota {
  readonly requests: number;
  readonly windowMs: number;
}

export interface ShopDoors {
  readonly vendors: VendorAddresses;
  /** BigCommerce named a quota that differs from the last one. */
  readonly onQuota: (storeHash: string, quota: Quota) => void;
  readonly currentSignal: () => AbortSignal | undefined;
  /** Whether the activity that asks is a live one. */
  readonly isLive?: () => boolean;
}

const WINDOW_MS = 30_000;
const HOUR_MS = 3_600_000;
/** A chunk waits out a store's window rather than read its pages again. */
const PATIENCE_MS = 60_000;

export function openShops(doors: ShopDoors): (settings: StoreSettings, account?: string) => Shop {
  const shops = new Map<string, { readonly of: StoreSettings; readonly shop: Shop }>();
  const accounts = new Map<string, Readonly<Record<Bucket, Gate>>>();
  const gates = new Map<string, Gate>();
  const accountOf = (apiKey: string) => {
    const account = accounts.get(apiKey) ?? accountGates();
    accounts.set(apiKey, account);
    return account;
  };
  // A store keeps its gate when its settings change: the window does not begin anew.
  const gateOf = ({ storeHash, reserve }: StoreSettings): Gate => {
    const gate =
      gates.get(storeHash) ??
      storeGate(reserve, (quota) => {
        doors.onQuota(storeHash, quota);
      });
    gates.set(storeHash, gate);
    return gate;
  };
  return (of, account) => {
    const name = `${of.storeHash} ${account ?? ''}`;
    const known = shops.get(name);
    if (known?.of === of) return known.shop;
    const settings = settingsOf(of, account);
    const shop: Shop = {
      settings,
      storefronts: storefrontsOf(of),
      ...clientsOf(doors, settings, {
        store: gateOf(settings),
        account: accountOf(settings.brevoApiKey),
      }),
    };
    shops.set(name, { of, shop });
    return shop;
  };
}

interface Gates {
  readonly store: Gate;
  readonly account: Readonly<Record<Bucket, Gate>>;
}

function clientsOf(
  { vendors, currentSignal, isLive }: ShopDoors,
  { storeHash, accessToken, brevoApiKey, brevo }: StoreSettings,
  { store, account }: Gates,
): Pick<Shop, 'bigcommerce' | 'brevo'> {
  return {
    bigcommerce: createBigCommerce({
      baseUrl: vendors.bigcommerce,
      storeHash,
      accessToken,
      gate: store,
      currentSignal,
      isLive,
    }),
    brevo: createBrevo({
      baseUrl: vendors.brevo,
      apiKey: brevoApiKey,
      gates: account,
      importBucket: brevo.importBucket,
      currentSignal,
      isLive,
    }),
  };
}

function storeGate(reserve: number, onQuota: (quota: Quota) => void): Gate {
  return createGate({
    api: 'bigcommerce',
    windowMs: WINDOW_MS,
    reserve,
    maxWaitMs: PATIENCE_MS,
    onQuota,
  });
}

function accountGates(): Readonly<Record<Bucket, Gate>> {
  const fast = (reserve = 0) => createGate({ api: 'brevo', windowMs: 1000, reserve });
  return {
    // One of ten a second for live work, and for a window whose edges are a little off.
    contacts: fast(1),
    events: fast(),
    orders: fast(),
    products: fast(),
    mail: fast(),
    mailList: fast(),
    hourly: createGate({ api: 'brevo', windowMs: HOUR_MS, reserve: HOURLY_RESERVE }),
  };
}

// A BigCommerce client for one store, put together from its endpoint groups.
import { createHttp } from '../http/client';
import type { Gate } from '../http/gate';
import { cartsOf } from './carts';
import { catalogOf } from './catalog';
import { channelsOf } from './channels';
import type { BigCommerce } from './client';
import { customersOf } from './customers';
import { hooksOf } from './hooks';
import { inventoryOf } from './inventory';
import { ordersOf } from './orders';
import { storeOf } from './store';

export interface BigCommerceOptions {
  /** `https://api.bigcommerce.com`, without the store. */
  readonly baseUrl: string;
  readonly storeHash: string;
  readonly accessToken: string;
  /** The store's: all its clients in this process share it. */
  readonly gate: Gate;
  /** Read at each request: the signal of the work that is going on. */
  readonly currentSignal?: () => AbortSignal | undefined;
  /** Read at each request: whether somebody waits for the work that is going on. */
  readonly isLive?: (() => boolean) | undefined;
  /** For one request, 30,000 by default. */
  readonly timeoutMs?: number;
}

export function createBigCommerce(options: BigCommerceOptions): BigCommerce {
  const { baseUrl, storeHash, accessToken, gate, currentSignal, isLive, timeoutMs } = options;
  const http = createHttp({
    api: 'bigcommerce',
    baseUrl: `${baseUrl}/stores/${encodeURIComponent(storeHash)}`,
    headers: { 'X-Auth-Token': accessToken },
    gateFor: () => gate,
    currentSignal,
    isLive,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return {
    storeHash,
    ...storeOf(http),
    ...channelsOf(http),
    ...customersOf(http),
    ...ordersOf(http),
    ...catalogOf(http),
    ...inventoryOf(http),
    ...cartsOf(http),
    ...hooksOf(http),
    window: () => gate.window(),
  };
}

// What a route of the toy BigCommerce is and what it is given.

import type { SandboxAnswer } from '../http-server';
import type { ShopState } from '../shop/shop-state';
import type { ScopeFamily } from './scopes';

export interface Call {
  readonly shop: ShopState;
  readonly storeHash: string;
  readonly query: URLSearchParams;
  /** The number in the path; 0 where the route has none. */
  readonly id: number;
  /** The UUID in the path; '' where the route has none. */
  readonly uuid: string;
  /** Where this sandbox was asked, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** Whether the shop itself writes to those who left a cart. */
  readonly ownCartMails: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Route {
  readonly version: 'v2' | 'v3';
  /** `:id` stands for a whole number, `:uuid` for a UUID. */
  readonly pattern: string;
  readonly scope: ScopeFamily;
  /** Answers GET; throws Refusal. */
  readonly get: (call: Call) => SandboxAnswer;
}

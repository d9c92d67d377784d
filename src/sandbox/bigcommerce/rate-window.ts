// The store's request quota: one fixed window shared by all apps (api-rate-limits.mdx).

import { realMs } from '../clock';
import type { SandboxClock } from '../clock';

export interface RateWindow {
  /** Spends one request. `allowed` is false when the window is used up. Headers are for every answer. */
  take(): { readonly allowed: boolean; readonly headers: Readonly<Record<string, string>> };
  /** Plays another app that spends from the same quota. */
  consume(requests: number): void;
  setQuota(quota: number): void;
}

export interface RateWindowOptions {
  readonly clock: SandboxClock;
  /** Requests a window. */
  readonly quota: number;
  /** In the vendor's milliseconds; the clock scales it. */
  readonly windowMs: number;
}

export function createRateWindow({ clock, quota, windowMs }: RateWindowOptions): RateWindow {
  const lengthMs = realMs(clock, windowMs);
  let allowance = quota;
  let openedAt = -Infinity;
  let used = 0;
  const roll = (): void => {
    const now = clock.now();
    if (now < openedAt + lengthMs) return;
    openedAt = now;
    used = 0;
  };
  return {
    take: () => {
      roll();
      const allowed = used < allowance;
      if (allowed) used += 1;
      const resetMs = Math.max(1, Math.ceil(openedAt + lengthMs - clock.now()));
      const headers = {
        'x-rate-limit-time-window-ms': String(Math.ceil(lengthMs)),
        'x-rate-limit-time-reset-ms': String(resetMs),
        'x-rate-limit-requests-quota': String(allowance),
        'x-rate-limit-requests-left': String(Math.max(0, allowance - used)),
      };
      if (allowed) return { allowed, headers };
      // The legacy header counts whole seconds.
      return {
        allowed,
        headers: { ...headers, 'x-retry-after': String(Math.ceil(resetMs / 1000)) },
      };
    },
    consume: (requests) => {
      roll();
      used += requests;
    },
    setQuota: (next) => {
      allowance = next;
    },
  };
}

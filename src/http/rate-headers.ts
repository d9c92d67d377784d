// Reads what a vendor's headers say about its rate window, in one unit: milliseconds.
import type { Api } from './failures';

/** Header names are lower case, as Node delivers them. */
export type Headers = Readonly<Record<string, string>>;

/** Every header is optional: absent or unreadable ones are left out. */
export interface QuotaReading {
  /** Requests left in the window. */
  readonly left?: number;
  readonly resetMs?: number;
  /** How coarse `resetMs` is: a header in whole seconds may have been rounded up by one. */
  readonly grainMs?: number;
  /** Requests allowed in a window. */
  readonly quota?: number;
  readonly windowMs?: number;
}

export function readQuota(api: Api, headers: Headers): QuotaReading {
  return api === 'bigcommerce' ? bigCommerceQuota(headers) : brevoQuota(headers);
}

/** How long a 429 asks us to stay away; absent when no header says. */
export function readRetryAfterMs(api: Api, headers: Headers): number | undefined {
  return readQuota(api, headers).resetMs ?? milliseconds(headers['retry-after'], 1000);
}

// developer.bigcommerce.com, "About our APIs": the reset is in milliseconds; X-Retry-After is the older form, in seconds.
function bigCommerceQuota(headers: Headers): QuotaReading {
  const exact = headers['x-rate-limit-time-reset-ms'];
  return withoutGaps({
    left: count(headers['x-rate-limit-requests-left']),
    ...(decimal(exact) === undefined ? reset(headers['x-retry-after'], 1000) : reset(exact, 1)),
    quota: count(headers['x-rate-limit-requests-quota']),
    windowMs: milliseconds(headers['x-rate-limit-time-window-ms'], 1),
  });
}

// developers.brevo.com/docs/limit-headers: the reset is in seconds from now, not an epoch.
function brevoQuota(headers: Headers): QuotaReading {
  return withoutGaps({
    left: count(headers['x-sib-ratelimit-remaining']),
    ...reset(headers['x-sib-ratelimit-reset'], 1000),
    quota: count(headers['x-sib-ratelimit-limit']),
    windowMs: undefined,
  });
}

function count(text: string | undefined): number | undefined {
  const value = decimal(text);
  return value === undefined ? undefined : Math.floor(value);
}

function reset(text: string | undefined, unitMs: number) {
  const decimals = text?.trim().split('.')[1]?.length ?? 0;
  return { resetMs: milliseconds(text, unitMs), grainMs: unitMs / 10 ** decimals };
}

function milliseconds(text: string | undefined, unitMs: number): number | undefined {
  const value = decimal(text);
  return value === undefined ? undefined : Math.ceil(value * unitMs);
}

function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

type Gapped = { readonly [Key in keyof QuotaReading]-?: number | undefined };

function withoutGaps({ left, resetMs, grainMs, quota, windowMs }: Gapped): QuotaReading {
  return {
    ...(left === undefined ? {} : { left }),
    ...(resetMs === undefined ? {} : { resetMs }),
    ...(resetMs === undefined || grainMs === undefined ? {} : { grainMs }),
    ...(quota === undefined ? {} : { quota }),
    ...(windowMs === undefined ? {} : { windowMs }),
  };
}

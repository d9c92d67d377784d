// The closed family of ways a vendor's API can fail us; clients throw these and nothing else.

/** Which vendor answered. */
export type Api = 'bigcommerce' | 'brevo';

/** What every failure says: ids and numbers, never a vendor's free text (it can quote an address). */
export interface CallFacts {
  readonly api: Api;
  /** Our name for the call, e.g. `list customers`. */
  readonly operation: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly requestId?: string;
}

export type ApiFailureDetail =
  /** 429, or the gate knows the window is empty. `retryAfterMs` is absent when no header said. */
  | { readonly kind: 'RateLimited'; readonly retryAfterMs?: number }
  /** 5xx, timeout, reset, 408/423/425: the answer may be lost although the effect happened. */
  | { readonly kind: 'Unavailable' }
  /** 401: wrong token, wrong key. `ipBlocked` when Brevo names an unknown IP address. */
  | { readonly kind: 'Unauthorized'; readonly ipBlocked?: true }
  /** 403: the OAuth scope (or Brevo feature) the call needs. */
  | { readonly kind: 'MissingScope'; readonly scope: string }
  /** 400/404/405/409/413/422…: this request is wrong. `code` is the vendor's code when it is a plain word. */
  | { readonly kind: 'Rejected'; readonly code?: string; readonly duplicates?: readonly string[] }
  /** The answer has another shape than we know. `path` says where. */
  | { readonly kind: 'UnexpectedShape'; readonly path: string };

/** Thrown by clients and gates. Translated in one place: activities/failure-translation.ts. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    readonly call: CallFacts,
    readonly detail: ApiFailureDetail,
    options?: { readonly cause?: unknown },
  ) {
    super(`${call.api}: ${call.operation} failed: ${detail.kind} (status ${call.status})`, options);
  }
}

/** Nothing was sent: by the time the gate let the request pass, it was later than the caller wanted it to leave. */
export class TooLate extends Error {
  override readonly name = 'TooLate';

  constructor(operation: string) {
    super(`${operation} was not sent: it is too late for it`);
  }
}

/** True when `error` is an ApiFailure of this kind. */
export function isFailure(error: unknown, kind: ApiFailureDetail['kind']): error is ApiFailure {
  return error instanceof ApiFailure && error.detail.kind === kind;
}

// Proves that a webhook comes from BigCommerce and for us: our secret header, and the Standard Webhooks signature.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Node's `req.headers`, or the Headers of a fetch request. */
export type WebhookHeaders =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | { get(name: string): string | null };

export interface WebhookSecrets {
  /** Of the store's API account; signs the webhooks. */
  readonly clientSecret?: string | undefined;
  /** The value of `X-Tajo-Hook-Token` that the hook was made with. */
  readonly hookToken?: string | undefined;
  /** Unix seconds; the clock of this machine by default. */
  readonly nowSeconds?: number | undefined;
  /** How far the time of the attempt may be off, both ways; 300 by default. */
  readonly toleranceSeconds?: number | undefined;
}

export type WebhookFault =
  /** Neither secret was given: nothing can be proven. */
  | 'no-secret'
  /** The body was parsed before: signatures are over the bytes as they came. */
  | 'no-raw-body'
  | 'missing-token'
  | 'wrong-token'
  | 'missing-signature'
  /** A part of it (id, time, signature) is missing or is none. */
  | 'malformed-signature'
  /** Too old or from the future: it may be a replay. */
  | 'stale'
  | 'wrong-signature';

export type WebhookProof =
  /** `deliveryId` is the same for every attempt of one delivery. */
  | { readonly ok: true; readonly deliveryId?: string }
  | { readonly ok: false; readonly reason: WebhookFault };

const TOLERANCE_SECONDS = 300;

const SIGNATURE_HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/**
 * Every secret that is given must hold. With both, a webhook without any signature passes by the header alone, because
 * BigCommerce does not say which hooks it signs; with the client secret alone the signature is required. Never throws.
 *
 * The key of the signature is the UTF-8 text of the client secret: the vendor's samples encode it as base64 only
 * because the library they use decodes its argument — developer.bigcommerce.com/docs/webhooks (HTTPS webhooks) and
 * github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.
 */
export function verifyWebhook(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: WebhookSecrets,
): WebhookProof {
  const reason = useFault(rawBody, secrets) ?? faultOf(rawBody, headers, secrets);
  if (reason !== undefined) return { ok: false, reason };
  const deliveryId = headerOf(headers, 'webhook-id') ?? '';
  return { ok: true, ...(deliveryId !== '' && { deliveryId }) };
}

function useFault(rawBody: unknown, secrets: WebhookSecrets): WebhookFault | undefined {
  const { clientSecret = '', hookToken = '' } = secrets;
  if (clientSecret === '' && hookToken === '') return 'no-secret';
  // The types promise it, but a body parsed by a framework is how this goes wrong.
  const raw = typeof rawBody === 'string' || rawBody instanceof Uint8Array;
  return raw ? undefined : 'no-raw-body';
}

function faultOf(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: WebhookSecrets,
): WebhookFault | undefined {
  // An empty secret is one that everybody knows.
  const { clientSecret = '', hookToken = '' } = secrets;
  const fault = hookToken === '' ? undefined : tokenFault(headers, hookToken);
  if (fault !== undefined || clientSecret === '') return fault;
  if (headerOf(headers, 'webhook-signature') === undefined) {
    return hookToken === '' ? 'missing-signature' : undefined;
  }
  return signatureFault(rawBody, headers, { ...secrets, clientSecret });
}

function tokenFault(headers: WebhookHeaders, hookToken: string): WebhookFault | undefined {
  const token = headerOf(headers, 'x-tajo-hook-token');
  if (token === undefined) return 'missing-token';
  return sameText(token, hookToken) ? undefined : 'wrong-token';
}

function signatureFault(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  secrets: WebhookSecrets & { readonly clientSecret: string },
): WebhookFault | undefined {
  const [id = '', timestamp = '', signatures = ''] = SIGNATURE_HEADERS.map((name) =>
    headerOf(headers, name),
  );
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return 'malformed-signature';

  const { nowSeconds = Date.now() / 1000, toleranceSeconds = TOLERANCE_SECONDS } = secrets;
  const fresh = Math.abs(nowSeconds - Number(timestamp)) <= toleranceSeconds;
  if (!fresh) return 'stale';

  const expected = createHmac('sha256', Buffer.from(secrets.clientSecret, 'utf8'))
    .update(`${id}.${timestamp}.`, 'utf8')
    .update(rawBody)
    .digest('base64');
  // Several while a secret is being changed; versions other than v1 are not ours to judge.
  const holds = signatures.split(' ').some((entry) => sameText(entry, `v1,${expected}`));
  return holds ? undefined : 'wrong-signature';
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (isFetchHeaders(headers)) return headers.get(name) ?? undefined;
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
  // One that came twice is joined, as Node and fetch do it, and then equals neither.
  return values.length === 0 ? undefined : values.join(', ');
}

const isFetchHeaders = (headers: WebhookHeaders): headers is { get(name: string): string | null } =>
  typeof headers.get === 'function';

// As many bytes as are wanted are compared, however many are given: the time says nothing of the secret.
function sameText(given: string, wanted: string): boolean {
  const expected = Buffer.from(wanted, 'utf8');
  const compared = Buffer.alloc(expected.length);
  compared.write(given, 'utf8');
  const same = timingSafeEqual(compared, expected);
  return same && Buffer.byteLength(given, 'utf8') === expected.length;
}

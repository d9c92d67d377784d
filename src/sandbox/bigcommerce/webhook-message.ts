// One webhook as it goes over the wire: BigCommerce's envelope, the hook's own headers, a Standard Webhooks signature.

import { createHash, createHmac } from 'node:crypto';
import type { Happening } from '../shop/shop-state';

export interface Envelope {
  readonly storeHash: string;
  /** The number; sent as a text. */
  readonly storeId: number;
  /** Of the event, Unix seconds: an attempt made two days later still carries it. */
  readonly createdAt: number;
}

/** Key order as in the one real delivery that is documented (https-webhook-overview.mdx). */
export function messageBody(
  { scope, data }: Happening,
  { storeHash, storeId, createdAt }: Envelope,
): string {
  // How BigCommerce makes the hash is not documented; it is equal for equal events.
  const hash = createHash('sha1')
    .update(JSON.stringify([scope, data, createdAt]))
    .digest('hex');
  const producer = `stores/${storeHash}`;
  return JSON.stringify({
    producer,
    hash,
    created_at: createdAt,
    store_id: String(storeId),
    scope,
    data,
  });
}

export interface Attempt {
  readonly webhookId: string;
  readonly body: string;
  /** Of the attempt, Unix seconds. */
  readonly timestamp: number;
  readonly clientSecret: string | undefined;
  readonly own: Readonly<Record<string, string>> | null;
}

/** github.com/standard-webhooks/standard-webhooks: the key is the UTF-8 text of the client secret. */
export function messageHeaders(attempt: Attempt): Readonly<Record<string, string>> {
  const { webhookId, body, timestamp, clientSecret, own } = attempt;
  const plain = { 'content-type': 'application/json', ...own };
  if (clientSecret === undefined) return plain;
  const signed = createHmac('sha256', clientSecret)
    .update(`${webhookId}.${timestamp}.${body}`)
    .digest('base64');
  return {
    ...plain,
    'webhook-id': webhookId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signed}`,
  };
}

// Webhooks as BigCommerce posts them: the documented body, the secret header, the Standard Webhooks signature.
import { createHmac } from 'node:crypto';
import { HOOK_TOKEN } from './live-parts';
import type { Sending } from './running-api';

export interface WebhookPost {
  readonly store?: string;
  readonly scope?: unknown;
  readonly data?: unknown;
  /** Sent instead of a body made of the above. */
  readonly text?: string;
  readonly token?: string | null;
  readonly deliveryId?: string;
  /** Signs with it. */
  readonly clientSecret?: string;
  /** Unix seconds of the attempt. */
  readonly at?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The vendor's page on HTTPS webhooks has this body, but for its ids. */
export const bodyOf = ({ store = 'abc123', scope = 'store/customer/updated', data }: WebhookPost) =>
  JSON.stringify({
    producer: `stores/${store}`,
    hash: '0f1b5800def7b505369b08b4a3503a1db2c4b1a6',
    created_at: 1735689599,
    store_id: '1025646',
    scope,
    data: data ?? { type: 'customer', id: 7 },
  });

export interface PostedWebhook extends Sending {
  readonly method: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function webhook(post: WebhookPost = {}): PostedWebhook {
  const { token = HOOK_TOKEN, clientSecret, text = bodyOf(post) } = post;
  const id = post.deliveryId ?? (clientSecret === undefined ? '' : 'msg_1');
  return {
    method: 'POST',
    key: null,
    text,
    headers: {
      ...(token !== null && { 'x-tajo-hook-token': token }),
      ...(id !== '' && { 'webhook-id': id }),
      ...(clientSecret !== undefined && signature({ ...post, clientSecret }, text, id)),
      ...post.headers,
    },
  };
}

function signature(
  { clientSecret, at = Math.floor(Date.now() / 1000) }: WebhookPost & { clientSecret: string },
  text: string,
  id: string,
): Record<string, string> {
  const digest = createHmac('sha256', clientSecret).update(`${id}.${at}.${text}`).digest('base64');
  return { 'webhook-timestamp': String(at), 'webhook-signature': `v1,${digest}` };
}

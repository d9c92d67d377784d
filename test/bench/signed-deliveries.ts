// Signed webhooks as BigCommerce posts them, every fifth for the second time.
import { createHmac } from 'node:crypto';

export interface Sender {
  readonly storeHash: string;
  readonly hookToken: string;
  readonly clientSecret: string;
}

export interface SignedDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const EVERY_FIFTH = 5;

/** How many of so many are new to the door. */
export const newAmong = (count: number): number => count - Math.floor(count / EVERY_FIFTH);

export type Signer = (scope: string, count: number) => readonly SignedDelivery[];

/** Goes on counting: only the repeats have an id that there was before. */
export function createSigner(sender: Sender): Signer {
  let made = 0;
  return (scope, count) =>
    Array.from({ length: count }, (_none, at) => {
      // The first of the five, which may be on the disk already or on its way to it.
      if (at % EVERY_FIFTH === EVERY_FIFTH - 1) return signed(sender, scope, made - 3);
      made += 1;
      return signed(sender, scope, made);
    });
}

function signed({ storeHash, ...secrets }: Sender, scope: string, record: number): SignedDelivery {
  const seconds = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    producer: `stores/${storeHash}`,
    hash: '0f1b5800def7b505369b08b4a3503a1db2c4b1a6',
    created_at: seconds,
    store_id: '1025646',
    scope,
    data: { type: 'customer', id: record },
  });
  return { body, headers: signedHeaders(secrets, { id: `msg_${record}`, seconds, body }) };
}

interface Unsigned {
  readonly id: string;
  readonly seconds: number;
  readonly body: string;
}

/** The secret header and the Standard Webhooks signature. */
export function signedHeaders(
  { hookToken, clientSecret }: Pick<Sender, 'hookToken' | 'clientSecret'>,
  { id, seconds, body }: Unsigned,
): SignedDelivery['headers'] {
  const digest = createHmac('sha256', clientSecret).update(`${id}.${seconds}.${body}`);
  return {
    'content-type': 'application/json',
    'x-tajo-hook-token': hookToken,
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${digest.digest('base64')}`,
  };
}

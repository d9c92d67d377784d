// Signed webhooks as BigCommerce posts them, every fifth for the second time: all at once, or at a steady rate.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { pause } from './table';

export interface Sender {
  readonly storeHash: string;
  readonly hookToken: string;
  readonly clientSecret: string;
}

interface SignedDelivery {
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

const CONNECTIONS = 64;

/** Answers how many a second were answered. Throws when one of them was not answered with 200. */
export async function postAtOnce(
  url: string,
  deliveries: readonly SignedDelivery[],
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const began = performance.now();
  const statuses = await Promise.all(deliveries.map((delivery) => post({ url, agent }, delivery)));
  const tookMs = performance.now() - began;
  agent.destroy();
  assertAccepted(statuses);
  return (deliveries.length * 1000) / tookMs;
}

/**
 * Answers the milliseconds of each from the moment it was due, so that a late start counts too. Throws when one of
 * them was not answered with 200.
 */
export async function postSteadily(
  url: string,
  deliveries: readonly SignedDelivery[],
  perSecond: number,
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const underWay: Promise<{ readonly status: number; readonly ms: number }>[] = [];
  for (const [at, delivery] of deliveries.entries()) {
    const due = began + (at * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    const posted = post({ url, agent }, delivery);
    underWay.push(posted.then((status) => ({ status, ms: performance.now() - due })));
  }
  const all = await Promise.all(underWay);
  agent.destroy();
  assertAccepted(all.map(({ status }) => status));
  return all.map(({ ms }) => ms);
}

function assertAccepted(statuses: readonly number[]): void {
  const other = statuses.find((status) => status !== 200);
  if (other !== undefined) throw new Error(`A delivery was answered with ${other}.`);
}

/** Resolves with the status; 0 when no answer came. */
function post(
  { url, agent }: { readonly url: string; readonly agent: Agent },
  { body, headers }: SignedDelivery,
): Promise<number> {
  return new Promise((resolve) => {
    const length = String(Buffer.byteLength(body));
    const sent = request(
      `${url}/webhooks/bigcommerce`,
      { method: 'POST', agent, headers: { ...headers, 'content-length': length } },
      (answer) => {
        answer.resume();
        answer.once('end', () => {
          resolve(answer.statusCode ?? 0);
        });
      },
    );
    sent.once('error', () => {
      resolve(0);
    });
    sent.end(body);
  });
}

// Posts what happens in a toy shop to the door until it is answered with 200, a fifth of it twice.
import type { Shop } from '../../src/sandbox/shop/shop';
import type { Random } from '../../src/sandbox/shop/random';
import { signedHeaders } from '../bench/signed-deliveries';
import { pause } from '../bench/table';

export interface PosterOptions {
  readonly url: string;
  readonly storeHash: string;
  readonly hookToken: string;
  readonly clientSecret: string;
  readonly random: Random;
}

export interface Poster {
  readonly posted: () => { readonly accepted: number; readonly refusals: number };
  /** Statuses other than 200 and 503 that the door has answered. */
  readonly odd: () => readonly number[];
  /** Resolves when everything that has happened was answered with 200. */
  readonly settled: () => Promise<void>;
}

const AGAIN_MS = 150;

export function openPoster(shop: Pick<Shop, 'listen'>, options: PosterOptions): Poster {
  const { random } = options;
  const underWay = new Set<Promise<void>>();
  const odd: number[] = [];
  let made = 0;
  let accepted = 0;
  let refusals = 0;
  const deliver = async (scope: string, data: unknown): Promise<void> => {
    made += 1;
    const id = `msg_${made}`;
    for (;;) {
      const status = await post(options, { id, scope, data });
      if (status === 200) break;
      refusals += 1;
      if (status !== 0 && status !== 503) odd.push(status);
      await pause(AGAIN_MS);
    }
    accepted += 1;
    // Repeated whatever comes of it.
    if (random.chance(0.2)) await post(options, { id, scope, data });
  };
  shop.listen(({ scope, data }) => {
    const delivery = deliver(scope, data).finally(() => underWay.delete(delivery));
    underWay.add(delivery);
  });
  return {
    posted: () => ({ accepted, refusals }),
    odd: () => odd,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

interface Post {
  readonly id: string;
  readonly scope: string;
  readonly data: unknown;
}

/** 0 when no answer came. */
async function post(options: PosterOptions, { id, scope, data }: Post): Promise<number> {
  const { url, storeHash, ...secrets } = options;
  const seconds = Math.floor(Date.now() / 1000);
  const producer = `stores/${storeHash}`;
  const body = JSON.stringify({ producer, scope, data, created_at: seconds });
  try {
    const answer = await fetch(`${url}/webhooks/bigcommerce`, {
      method: 'POST',
      body,
      headers: signedHeaders(secrets, { id, seconds, body }),
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

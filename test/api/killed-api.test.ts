// Real API processes on one disk, killed and started again while Temporal is away.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupOf } from '../../src/api/dispatcher/target';
import { openInbox } from '../../src/api/inbox/inbox';
import { createStoreCache } from '../../src/api/webhooks/store-cache';
import {
  processSealer,
  PROCESS_KEY,
  startApiProcess,
  type ApiProcess,
} from '../support/api-process';
import { HOOK_TOKEN } from './live-parts';
import { webhook } from './webhook-post';

let dataDir: string;
const running: ApiProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tajo-api-'));
  const sealed = processSealer().seal(HOOK_TOKEN, { store: 'abc123', field: 'hookSecret' });
  // What an API before this one knew of the connected stores.
  await createStoreCache(join(dataDir, 'stores.json')).write([
    { storeHash: 'abc123', name: 'main', signatureRequired: false, hookSecret: sealed },
  ]);
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.kill()));
  await rm(dataDir, { recursive: true });
});

async function start(options: { readonly fileKilobytes?: number } = {}): Promise<ApiProcess> {
  const api = await startApiProcess({ dataDir, ...options });
  running.push(api);
  return api;
}

/** Posts until the API is gone or `most` have been sent; answers the status of each delivery that got one. */
async function pour(
  api: ApiProcess,
  { from, most, answered }: { from: number; most: number; answered?: (count: number) => void },
): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>();
  let next = from;
  const hand = async (): Promise<void> => {
    while (next < from + most) {
      const id = next;
      next += 1;
      const { method, text, headers } = webhook({ deliveryId: `msg_${id}`, data: { id } });
      try {
        const answer = await fetch(`${api.url}/webhooks/bigcommerce`, {
          method,
          headers,
          body: text,
        });
        statuses.set(id, answer.status);
        answered?.(statuses.size);
      } catch {
        // Cut off: nobody promised anything.
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: 16 }, hand));
  return statuses;
}

/** Ids on the disk, once the API is gone. */
async function onDisk(): Promise<readonly number[]> {
  const inbox = openInbox({ folder: join(dataDir, 'inbox'), groupOf });
  const ids: number[] = [];
  for (const group of inbox.groups()) {
    for (;;) {
      const batch = await inbox.nextBatch(group);
      if (batch === undefined) break;
      ids.push(...batch.entries.map(({ id }) => Number(id)));
      await inbox.settle(batch);
    }
  }
  await inbox.close();
  return ids;
}

const acceptedOf = (statuses: ReadonlyMap<number, number>): readonly number[] =>
  [...statuses].filter(([, status]) => status === 200).map(([id]) => id);

/** The same moments at every run (a linear congruence, Numerical Recipes). */
function moments(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % 400;
  };
}

test('whatever was answered with 200 is there after kills at any moment, and once', async () => {
  const moment = moments(20250101);
  const accepted: number[] = [];
  for (let life = 0; life < 8; life += 1) {
    const api = await start();
    const killAt = 1 + moment();
    let killed: Promise<void> | undefined;
    const statuses = await pour(api, {
      from: 1 + life * 10_000,
      most: 10_000,
      answered: (count) => {
        if (count === killAt) killed = api.kill();
      },
    });
    await killed;
    accepted.push(...acceptedOf(statuses));
    expect([...new Set(statuses.values())]).toStrictEqual([200]);
  }

  const kept = await onDisk();

  expect(accepted.length).toBeGreaterThan(100);
  expect(new Set(kept).size).toBe(kept.length);
  expect(accepted.filter((id) => !kept.includes(id))).toStrictEqual([]);
}, 180_000);

test('an API that starts while Temporal is away proves by what it knew, keeps, and remembers repeats', async () => {
  const first = await start();
  expect(acceptedOf(await pour(first, { from: 1, most: 5 }))).toHaveLength(5);
  expect(await first.end()).toBe(0);

  const second = await start();
  const again = await pour(second, { from: 1, most: 6 });
  const forged = webhook({ token: 'guessed' });
  const refused = await fetch(`${second.url}/webhooks/bigcommerce`, {
    method: 'POST',
    headers: forged.headers,
    body: forged.text,
  });
  const unknown = webhook({ store: 'zzz' });
  const notYet = await fetch(`${second.url}/webhooks/bigcommerce`, {
    method: 'POST',
    headers: unknown.headers,
    body: unknown.text,
  });
  const ready = await fetch(`${second.url}/readyz`);
  const report = await fetch(`${second.url}/inbox`, {
    headers: { authorization: `Bearer ${PROCESS_KEY}` },
  });

  expect(acceptedOf(again)).toHaveLength(6);
  expect(refused.status).toBe(401);
  // It may have been connected while nobody could tell this API of it.
  expect(notYet.status).toBe(503);
  expect(ready.status).toBe(503);
  expect(await report.json()).toMatchObject({ waiting: 6, parkedDeliveries: 0 });
  await second.kill();
  expect([...(await onDisk())].sort()).toStrictEqual([1, 2, 3, 4, 5, 6]);
}, 60_000);

test('a disk that takes no more costs nothing that was answered with 200', async () => {
  const api = await start({ fileKilobytes: 300 });

  const statuses = await pour(api, { from: 1, most: 3_000 });

  // The store may end the process at a failed write: then it is as if it was killed.
  await api.kill();
  const kept = new Set(await onDisk());
  const accepted = acceptedOf(statuses);
  expect([...new Set(statuses.values())].sort()).toStrictEqual([200, 503]);
  expect(accepted.filter((id) => !kept.has(id))).toStrictEqual([]);
}, 60_000);

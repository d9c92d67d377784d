// How an activity works: side by side but in order, by batches or singles, counted, in chunks of the right size.
import fc from 'fast-check';
import {
  batchShare,
  HOURLY_RESERVE,
  inBatches,
  needHourly,
  sendRows,
} from '../../src/activities/commerce-batches';
import { Counting } from '../../src/activities/counting';
import { Lanes } from '../../src/activities/lanes';
import { pagesPerChunk } from '../../src/activities/chunks';
import { MOST_IDS } from '../../src/contracts/tally';
import { isFailure } from '../../src/http/failures';

describe('lanes', () => {
  const job = fc.record({
    keys: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }),
    turns: fc.integer({ min: 0, max: 5 }),
  });

  test('keep the order of what shares a key, and never run more than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(job, { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        async (jobs, most) => {
          const lanes = new Lanes(most);
          const began = new Map<string, number[]>();
          const busy = new Set<string>();
          let running = 0;
          for (const [at, { keys, turns }] of jobs.entries()) {
            await lanes.start(keys, async () => {
              running += 1;
              expect(running).toBeLessThanOrEqual(most);
              for (const key of keys) {
                expect(busy.has(key)).toBe(false);
                busy.add(key);
                began.set(key, [...(began.get(key) ?? []), at]);
              }
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
              for (const key of keys) busy.delete(key);
              running -= 1;
            });
          }
          await lanes.done();
          expect(running).toBe(0);
          for (const order of began.values())
            expect(order).toEqual([...order].sort((a, b) => a - b));
        },
      ),
    );
  });

  test('the first failure ends the work, but what has begun comes to its end', async () => {
    const lanes = new Lanes(2);
    const done: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await lanes.start(['a'], async () => {
      await held;
      done.push('slow');
    });
    await lanes.start(['b'], () => Promise.reject(new Error('broke')));
    await lanes.clear(['b']);

    await expect(lanes.start(['c'], () => Promise.resolve())).rejects.toThrow('broke');
    release();
    await expect(lanes.done()).rejects.toThrow('broke');
    expect(done).toEqual(['slow']);
  });
});

describe('batches and singles', () => {
  test.each([
    { name: 'a few rows go by single calls', rows: 4, left: 100, batched: 0 },
    { name: 'many rows go by batches', rows: 5, left: 100, batched: 5 },
    { name: 'the reserve stays for live work', rows: 9_100, left: 100, batched: 9_000 },
    { name: 'an empty bucket leaves all to single calls', rows: 200, left: 10, batched: 0 },
    { name: 'a bucket below the reserve as well', rows: 200, left: 0, batched: 0 },
    {
      name: 'so many singles would last longer than the hour',
      rows: 9_000,
      left: 10,
      batched: 9_000,
    },
  ])('$name', ({ rows, left, batched }) => {
    expect(batchShare(rows, { left, resetMs: 3_600_000 })).toBe(batched);
  });

  test('all rows go by batches where nothing is known of the bucket', () => {
    expect(batchShare(500, { left: undefined, resetMs: 0 })).toBe(500);
  });

  test('every row is sent exactly once, whatever the bucket holds', async () => {
    const left = fc.option(fc.integer({ min: 0, max: 14 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.nat(700), left, fc.nat(4_000_000), async (count, some, resetMs) => {
        const rows = Array.from({ length: count }, (_, at) => at);
        const sent: number[] = [];
        await sendRows(rows, {
          hourly: { left: some, resetMs },
          batch: (part) => {
            expect(part.length).toBeLessThanOrEqual(100);
            sent.push(...part);
            return Promise.resolve();
          },
          one: (row) => {
            sent.push(row);
            return Promise.resolve();
          },
        });
        expect(sent.sort((a, b) => a - b)).toEqual(rows);
      }),
    );
  });

  test('a list is cut into batches of a hundred', () => {
    const rows = Array.from({ length: 201 }, (_, at) => at);

    expect(inBatches(rows).map((batch) => batch.length)).toEqual([100, 100, 1]);
    expect(inBatches([])).toEqual([]);
  });

  test('a chunk that the hourly bucket cannot serve says when to come back, before it reads', () => {
    expect(() => {
      needHourly({ left: undefined, resetMs: 0 }, 1);
      needHourly({ left: HOURLY_RESERVE + 1, resetMs: 5000 }, 1);
    }).not.toThrow();
    let failure: unknown;
    try {
      needHourly({ left: HOURLY_RESERVE, resetMs: 5000 }, 1);
    } catch (error) {
      failure = error;
    }

    expect(isFailure(failure, 'RateLimited')).toBe(true);
    expect(failure).toMatchObject({ detail: { retryAfterMs: 5000 } });
  });
});

describe('counting', () => {
  test('groups by reason and shows the first ids', () => {
    const counting = new Counting();
    counting.read = 30;
    counting.written = 3;
    counting.unchanged = 1;
    for (let id = 1; id <= 25; id += 1) counting.note('rejected', 'no e-mail', id);
    counting.note('dropped', 'too long', 'order:7');
    counting.note('skipped', 'never placed', 'order:8');

    const { rejected, ...rest } = counting.tally();

    expect(rejected).toEqual([{ reason: 'no e-mail', count: 25, ids: ids(MOST_IDS) }]);
    expect(rest).toEqual({
      read: 30,
      written: 3,
      unchanged: 1,
      skipped: [{ reason: 'never placed', count: 1, ids: ['order:8'] }],
      dropped: [{ reason: 'too long', count: 1, ids: ['order:7'] }],
    });
  });

  const ids = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, at) => String(at + 1));
});

test.each([
  [undefined, 1],
  [0, 1],
  [250, 1],
  [10_000, 1],
  [10_001, 2],
  [100_000, 10],
  [5_000_000, 40],
])('a shop of %s customers is read %s pages at a time', (total, pages) => {
  expect(pagesPerChunk(total)).toBe(pages);
});

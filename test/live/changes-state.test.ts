// Windows, batches and events of live changes as pure functions: no id is lost, none is asked for twice at once.
import fc from 'fast-check';
import {
  counted,
  freshChanges,
  nextBatch,
  noted,
  readAt,
  sizeOf,
  timingOf,
  windowClosed,
  type Batch,
} from '../../src/workflows/changes/state';
import {
  answered,
  dueEvents,
  nextEventAt,
  withNews,
  withoutNewsOf,
} from '../../src/workflows/changes/news-state';
import type {
  ChangesState,
  EventOutcome,
  RecordsChanged,
} from '../../src/contracts/record-changes';

const timing = timingOf();
const T0 = 1_000_000;
const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => from + at);

function batchesOf(state: ChangesState): readonly Batch[] {
  const batches: Batch[] = [];
  for (let next = nextBatch(state); next !== undefined; next = nextBatch(next.state))
    batches.push(next.batch);
  return batches;
}

describe('a window', () => {
  test('is read two seconds after its first id, however many follow', () => {
    const first = noted(freshChanges(), { changed: [1] }, T0);
    const second = noted(first, { changed: [2], deleted: [1] }, T0 + 1_900);

    expect(readAt(freshChanges(), timing)).toBeUndefined();
    expect(readAt(second, timing)).toBe(T0 + 2_000);
  });

  test('opens for no empty hint', () => {
    expect(noted(freshChanges(), { changed: [] }, T0)).toEqual(freshChanges());
  });

  test.each([
    [100, 2_000],
    [101, 10_000],
  ])('after one with %d ids lasts %d ms', (ids, ms) => {
    const closed = windowClosed(noted(freshChanges(), { changed: numbers(1, ids) }, T0));
    const next = noted(closed, { changed: [1] }, T0 + 5_000);

    expect(readAt(next, timing)).toBe(T0 + 5_000 + ms);
  });

  test('of many is followed by a short one again', () => {
    const many = windowClosed(noted(freshChanges(), { changed: numbers(1, 500) }, T0));
    const few = windowClosed(noted(many, { changed: [1] }, T0));

    expect(readAt(noted(few, { changed: [2] }, T0), timing)).toBe(T0 + 2_000);
  });
});

const hint = fc.record(
  {
    changed: fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 700 }),
    deleted: fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 300 }),
    orders: fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 80 }),
    subscribers: fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 300 }),
    categories: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const all = (hints: readonly RecordsChanged[], key: keyof RecordsChanged): Set<number> =>
  new Set(hints.flatMap((one) => one[key] ?? []));

test('every id is in exactly one batch of its kind, and no batch asks for more than 250 records', () => {
  fc.assert(
    fc.property(fc.array(hint, { maxLength: 6 }), (hints) => {
      const state = hints.reduce<ChangesState>(
        (before, one) => noted(before, one, T0),
        freshChanges(),
      );
      const batches = batchesOf(windowClosed(state));
      const records = batches.flatMap((batch) => (batch.kind === 'records' ? [batch] : []));
      const people = batches.flatMap((batch) => (batch.kind === 'people' ? [batch] : []));
      const asked = records.flatMap(({ changed, deleted }) => [...changed, ...deleted]);

      expect(asked.length).toBe(new Set(asked).size);
      expect(new Set(asked)).toEqual(new Set([...all(hints, 'changed'), ...all(hints, 'deleted')]));
      expect(new Set(records.flatMap(({ deleted }) => deleted))).toEqual(all(hints, 'deleted'));
      expect(new Set(people.flatMap(({ orders }) => orders))).toEqual(all(hints, 'orders'));
      expect(new Set(people.flatMap((one) => one.subscribers))).toEqual(all(hints, 'subscribers'));
      expect(records.filter(({ categories }) => categories).length).toBe(
        all(hints, 'categories').size > 0 ? 1 : 0,
      );
      for (const { changed, deleted } of records)
        expect(changed.length + deleted.length).toBeLessThanOrEqual(250);
      // As few requests as there can be.
      const most = Math.ceil(asked.length / 250);
      expect(records.length).toBeLessThanOrEqual(Math.max(1, most));
    }),
    { numRuns: 100 },
  );
});

test('what comes while a window is worked off waits for the next one, also in another run', () => {
  fc.assert(
    fc.property(hint, hint, fc.nat(3), (first, second, done) => {
      let state = windowClosed(noted(freshChanges(), first, T0));
      const early: Batch[] = [];
      for (let at = 0; at < done; at += 1) {
        const next = nextBatch(state);
        if (next === undefined) break;
        early.push(next.batch);
        state = next.state;
      }
      const left = sizeOf(state.open);
      const carried = structuredClone(noted(state, second, T0 + 1));

      expect(sizeOf(carried.open)).toBe(left);
      const rest = batchesOf(windowClosed(carried));
      const ids = [...early, ...rest].flatMap((batch) =>
        batch.kind === 'records' ? [...batch.changed, ...batch.deleted] : [],
      );
      const both = [first, second];
      expect(new Set(ids)).toEqual(new Set([...all(both, 'changed'), ...all(both, 'deleted')]));
    }),
    { numRuns: 100 },
  );
});

describe('an event', () => {
  const news = { customerId: 7, what: 'created', at: '2026-11-20T10:00:00.000Z' } as const;
  const waiting = withNews(freshChanges(), { storeHash: 'abc123', news: [news], now: T0 });
  const [event] = waiting.events;
  if (event === undefined) throw new Error();
  const after = (
    state: ChangesState,
    answer: Parameters<typeof answered>[1]['answer'],
    now = T0,
  ): ChangesState => answered(state, { event, answer, timing, now });
  const lost = after(waiting, { to: 'sending', outcome: { kind: 'lost' } });

  test('of a new customer has the same id whoever sends it', () => {
    const again = withNews(freshChanges(), { storeHash: 'abc123', news: [news], now: T0 + 9 });

    expect(again.events[0]?.eventId).toBe(event.eventId);
    expect(dueEvents(waiting, T0)).toEqual([event]);
  });

  test('that was sent is counted and forgotten', () => {
    const sent = after(waiting, { to: 'sending', outcome: { kind: 'sent' } });

    expect(sent.events).toEqual([]);
    expect(sent.counts.eventsSent).toBe(1);
  });

  test('that met a full window is sent later', () => {
    const later = after(waiting, { to: 'sending', outcome: { kind: 'later', afterMs: 700 } });

    expect(nextEventAt(later)).toBe(T0 + 700);
    expect(dueEvents(later, T0 + 699)).toEqual([]);
  });

  test('that Brevo refuses is reported, not repeated', () => {
    const refused = after(waiting, { to: 'sending', outcome: { kind: 'refused' } });

    expect(refused.events).toEqual([]);
    expect(refused.counts.dropped).toEqual([
      { reason: 'event refused by Brevo', count: 1, ids: ['7'] },
    ]);
  });

  test('whose answer was lost is looked for ten minutes later, never sent at once', () => {
    expect(lost.events).toMatchObject([{ state: 'lost', dueAt: T0 + 600_000 }]);
  });

  test('that is found is counted as sent; one that is not there is sent again', () => {
    expect(after(lost, { to: 'looking', isThere: true }).counts.eventsSent).toBe(1);
    expect(after(lost, { to: 'looking', isThere: false }, T0 + 600_000).events).toMatchObject([
      { state: 'to send', dueAt: T0 + 600_000, lostAt: T0 },
    ]);
  });

  test('that cannot be found out about is asked for again, and unknown after a day', () => {
    const doubt = { to: 'looking', isThere: undefined } as const;
    const later = after(lost, doubt, T0 + 600_000);
    const unknown = after(later, doubt, T0 + 86_400_000);

    expect(later.events).toMatchObject([{ state: 'lost', dueAt: T0 + 1_200_000 }]);
    expect(unknown.events).toEqual([]);
    expect(unknown.counts.unknownEvents).toEqual([event.eventId]);
  });

  test('of a customer who was deleted is not sent any more, and looked for where it may have been', () => {
    expect(withoutNewsOf(waiting, [event.customerId]).events).toEqual([]);
    expect(withoutNewsOf(waiting, [event.customerId + 1])).toBe(waiting);
    expect(withoutNewsOf(lost, [event.customerId])).toBe(lost);
  });

  test('is never sent twice without a look that found nothing in between', () => {
    const step = fc.record({
      outcome: fc.constantFrom<EventOutcome>(
        { kind: 'sent' },
        { kind: 'lost' },
        { kind: 'later', afterMs: 5 },
      ),
      isThere: fc.constantFrom(true, false, undefined),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state = waiting;
        // Whether Brevo may have it already.
        let perhaps = false;
        for (const { outcome, isThere } of steps) {
          const [pending] = state.events;
          if (pending === undefined) break;
          if (pending.state === 'to send') {
            expect(perhaps).toBe(false);
            state = after(state, { to: 'sending', outcome }, pending.dueAt);
            perhaps = outcome.kind !== 'later';
          } else {
            state = after(state, { to: 'looking', isThere }, pending.dueAt);
            perhaps = isThere !== false;
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('counts add up over batches', () => {
  const reason = { reason: 'no e-mail', count: 1, ids: ['1'] };
  const once = counted(freshChanges(), { read: 3, written: 2, rejected: [reason], removed: 1 });
  const twice = counted(once, { read: 1, unchanged: 1, rejected: [reason], joined: 2 });

  expect(twice.counts).toMatchObject({
    read: 4,
    written: 2,
    unchanged: 1,
    removed: 1,
    joined: 2,
    rejected: [{ reason: 'no e-mail', count: 2, ids: ['1'] }],
  });
});

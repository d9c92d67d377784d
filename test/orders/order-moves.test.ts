// What the flow of an order does between its looks: bad readings, hints of a sync, events one by one, the end.
import type { OrderFacts, OrderReading } from '../../src/contracts/order-deeds';
import type { OrderState } from '../../src/workflows/order/state';
import { eventAnswered, followedUntil, nextMove, touched } from '../../src/workflows/order/moves';
import { freshOrder } from '../../src/workflows/order/rules';
import { outcomeOf, stageOf } from '../../src/workflows/order/story';
import { after, DAY, IS, order, placed, rules, step, T0 } from './order-looks';

describe('what cannot be read', () => {
  const rejected: OrderReading = { kind: 'rejected', reason: 'no exchange rate' };

  test('is named, and is as good as new once it can', () => {
    const bad = step(freshOrder(T0), rejected, T0);

    expect(bad.deeds).toEqual({ work: null, events: [] });
    expect(outcomeOf(bad.state)).toBe('rejected');
    expect(nextMove(bad.state, rules, T0)).toEqual({ kind: 'end' });
    expect(after([order(IS.paid)], bad.state).words).toEqual([placed(IS.paid)]);
  });

  test('a flow that knew the order keeps what it knows', () => {
    const { state } = after([order(IS.paid)]);
    const bad = step(state, rejected, T0 + DAY).state;
    const gone = step(state, { kind: 'gone' }, T0 + DAY).state;

    expect(after([order(IS.shipped)], bad).words).toEqual([['11 > 2']]);
    expect(after([order(IS.shipped)], gone).words).toEqual([['11 > 2']]);
    expect(outcomeOf(gone)).toBe('gone');
  });

  test('an order that was gone before the first look ends its flow', () => {
    const { state } = step(freshOrder(T0), { kind: 'gone' }, T0);

    expect(nextMove(state, rules, T0)).toEqual({ kind: 'end' });
    expect(stageOf(state, T0)).toMatchObject({ stage: 'gone', placed: false });
  });
});

test('an older reading changes nothing', () => {
  const early = order(IS.paid);
  const { state } = after([order(IS.shipped)]);

  const { state: same, deeds } = step(state, { kind: 'read', facts: early }, T0 + DAY);

  expect(deeds).toEqual({ work: null, events: [] });
  expect(same.known).toEqual(state.known);
});

describe('what a sync has just read', () => {
  const hear = (state: OrderState, seen: OrderFacts) =>
    touched(state, { baseline: true, seen }, { rules, now: T0 });

  test('is a first look', () => {
    const state = hear(freshOrder(T0), order(IS.paid));

    expect(state.known).toMatchObject({ statusId: IS.paid, placing: 'open' });
    expect(nextMove(state, rules, T0)).toMatchObject({ kind: 'wait' });
  });

  test('is no news to a flow that knows as much, and a hint to one that does not', () => {
    const { state } = after([order(IS.paid)]);

    expect(hear(state, order(IS.paid))).toBe(state);
    expect(hear(state, order(IS.shipped)).wanted).toBe('baseline');
  });

  test('does not take the place of a touch that waits', () => {
    const waiting = touched(freshOrder(T0), {}, { rules, now: T0 });

    expect(hear(waiting, order(IS.paid))).toEqual(waiting);
  });
});

describe('the follow-up', () => {
  test.each([
    ['of a completed order lasts until it is old', IS.completed, 45 * DAY],
    ['of an order that nobody touches any more ends after half a year', IS.paid, 181 * DAY],
    ['of a checkout that was given up ends after 30 days', IS.incomplete, 31 * DAY],
  ])('%s', (_what, statusId, ms) => {
    const { state } = after([order(statusId)]);
    const quiet = { ...state, events: [] };

    expect(followedUntil(quiet, rules)).toBe(T0 + ms);
    expect(nextMove(quiet, rules, T0 + ms - 1)).toEqual({ kind: 'wait', until: T0 + ms });
    expect(nextMove(quiet, rules, T0 + ms)).toEqual({ kind: 'end' });
  });

  test('of a late refund lasts 30 days from it', () => {
    const now = T0 + 40 * DAY;
    const looks = [order(IS.completed), { facts: order(IS.refunded, { refunds: 1 }), now }];

    expect(followedUntil(after(looks).state, rules)).toBe(now + 30 * DAY);
  });
});

describe('an event', () => {
  const queue = () => after([order(IS.paid), order(IS.shipped)]).state;

  test('waits for the one before it', () => {
    const state = queue();
    const [first] = state.events;
    if (first === undefined) throw new Error('Nothing was queued.');

    const answer = { to: 'sending', outcome: { kind: 'lost' } } as const;
    const lost = eventAnswered(state, { event: first, answer, now: T0 + DAY }, rules);

    expect(nextMove(lost, rules, T0 + DAY)).toEqual({ kind: 'wait', until: T0 + DAY + 600_000 });
    expect(nextMove(lost, rules, T0 + DAY + 600_000)).toMatchObject({
      kind: 'find',
      event: { eventId: 'abc123-order-7-placed' },
    });
  });

  test('is named the same whatever happens, and no two alike', () => {
    const ids = queue().events.map(({ eventId }) => eventId);

    expect(ids).toEqual([
      'abc123-order-7-placed',
      'abc123-order-7-bought',
      `abc123-order-7-status-3-${T0 + DAY}`,
    ]);
  });
});

test('a story that goes on and on keeps its beginning and its end', () => {
  const looks = Array.from({ length: 150 }, (_none, at) => order(IS.paid, { content: String(at) }));

  const { story } = stageOf(after(looks).state, T0);

  expect(story).toHaveLength(100);
  expect(story[0]?.what).toBe('placed: awaiting fulfillment (paid)');
});

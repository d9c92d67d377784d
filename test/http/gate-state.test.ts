// What a gate may conclude from the answers it has seen.
import { admitted, rolled, settled, unknownGate, verdictOf } from '../../src/http/gate-state';
import type { Ending, GateRules, GateState } from '../../src/http/gate-state';
import type { QuotaReading } from '../../src/http/rate-headers';

const rules: GateRules = { windowMs: 30_000, reserve: 5, space: false };

const endAt = (at: number) => ({ earliest: at - 500, latest: at });

const known = (facts: Partial<GateState>): GateState => ({
  ...unknownGate,
  left: 100,
  end: endAt(20_000),
  quota: 150,
  ...facts,
});

const answer = (reading: QuotaReading): Ending => ({ kind: 'answer', reading });

function settle(
  state: GateState,
  ending: Ending,
  times: { sentAt: number; now: number },
): GateState {
  const { sentAt, now } = times;
  return settled(state, { ending, sentAt, probe: false, rules }, now);
}

test('a store we know nothing of gets one probe, and the others wait for its answer', () => {
  const first = verdictOf(unknownGate, rules, 0);
  const second = verdictOf(admitted(unknownGate, true, 0), rules, 0);

  expect(first).toEqual({ kind: 'admit', probe: true });
  expect(second).toEqual({ kind: 'answer', at: 30_000 });
});

test.each([
  ['plenty left', { left: 100 }, { kind: 'admit', probe: false }],
  ['one above the reserve', { left: 6 }, { kind: 'admit', probe: false }],
  ['only the reserve left', { left: 5 }, { kind: 'until', at: 20_000 }],
  ['the rest is in flight', { left: 8, inFlight: 3 }, { kind: 'answer', at: 20_000 }],
  ['the window is over', { left: 0, end: endAt(10) }, { kind: 'admit', probe: true }],
])('a window with %s', (_name, facts, verdict) => {
  expect(verdictOf(known(facts), rules, 1_000)).toEqual(verdict);
});

test('once half of the quota is used, what is left is spread over the rest of the window', () => {
  const spacing = { ...rules, space: true };
  const state = known({ left: 25, admittedAt: 1_000, end: endAt(21_000) });

  const tooSoon = verdictOf(state, spacing, 1_000);
  const later = verdictOf(state, spacing, 2_000);

  expect(tooSoon).toEqual({ kind: 'until', at: 2_000 });
  expect(later).toEqual({ kind: 'admit', probe: false });
});

test('before half of the quota is used nothing is spread', () => {
  const spacing = { ...rules, space: true };
  const verdict = verdictOf(known({ left: 80, admittedAt: 1_000 }), spacing, 1_000);

  expect(verdict).toEqual({ kind: 'admit', probe: false });
});

test('an answer that overtook an older one is not forgotten when the older one comes', () => {
  const overtaking = settle(
    known({ left: 90, inFlight: 2, notedAt: 50 }),
    answer({ left: 70, resetMs: 19_800 }),
    {
      sentAt: 100,
      now: 200,
    },
  );
  const late = settle(overtaking, answer({ left: 71, resetMs: 19_750 }), { sentAt: 100, now: 300 });

  expect(late).toMatchObject({ left: 70, inFlight: 0 });
});

test('a request sent after the last answer that finds more left has met a new window', () => {
  const state = known({ left: 6, inFlight: 1, notedAt: 100 });

  const next = settle(state, answer({ left: 149, resetMs: 30_000 }), { sentAt: 150, now: 400 });

  expect(next).toMatchObject({ left: 149, end: { latest: 30_400 } });
});

test('a reset that is rounded up to whole seconds does not push the end of the window away', () => {
  const state = known({ left: 9, end: endAt(20_000), inFlight: 1, notedAt: 100 });

  const reading = { left: 3, resetMs: 20_000, grainMs: 1_000 };
  const next = settle(state, answer(reading), { sentAt: 800, now: 900 });

  expect(next).toMatchObject({ left: 3, end: { earliest: 19_800, latest: 20_000 } });
});

test('an answer of the window before neither opens nor shortens the present one', () => {
  const state = known({ left: 90, end: endAt(40_000), inFlight: 1 });

  const next = settle(state, answer({ left: 2, resetMs: 5 }), { sentAt: 9_000, now: 10_100 });

  expect(next).toMatchObject({ left: 90, end: endAt(40_000), inFlight: 0 });
});

test('a late answer of a window that is over does not say what the next one holds', () => {
  const state = known({ left: 90, end: endAt(20_000), inFlight: 1 });

  const next = settle(state, answer({ left: 89, resetMs: 5 }), { sentAt: 19_900, now: 20_001 });

  expect(next.left).toBeUndefined();
});

test('where answers cannot tell windows apart the later end counts', () => {
  const state = known({ left: 9, end: { earliest: 0, latest: 1_100 }, inFlight: 1, notedAt: 100 });

  const reading = { left: 3, resetMs: 1_000, grainMs: 1_000, windowMs: 1_000 };
  const next = settle(state, answer(reading), { sentAt: 800, now: 900 });

  expect(next).toMatchObject({ left: 3, end: { latest: 1_900 } });
});

test('a lost answer counts as a request the vendor has counted', () => {
  const next = settle(known({ left: 50, inFlight: 1 }), { kind: 'lost' }, { sentAt: 1, now: 2 });

  expect(next).toMatchObject({ left: 49, inFlight: 0 });
});

test('a refusal closes the window although 35 are said to be left', () => {
  const reading = { left: 35, resetMs: 19_998, quota: 150 };

  const next = settle(known({ inFlight: 1 }), { kind: 'limited', reading }, { sentAt: 1, now: 2 });

  expect(verdictOf(next, rules, 3)).toEqual({ kind: 'until', at: 20_000 });
});

test('after a refusal without a reset one request at a time finds out', () => {
  const next = settle(
    known({ inFlight: 1 }),
    { kind: 'limited', reading: {} },
    { sentAt: 1, now: 2 },
  );

  expect(verdictOf(next, rules, 3)).toEqual({ kind: 'admit', probe: true });
});

test('answers without headers are counted against the quota the gate was given', () => {
  const counting = { ...rules, reserve: 0, fallbackQuota: 10 };
  const first = settled(
    admitted(unknownGate, true, 0),
    { ending: answer({}), sentAt: 0, probe: true, rules: counting },
    100,
  );
  const second = settled(
    admitted(first, false, 100),
    { ending: answer({}), sentAt: 100, probe: false, rules: counting },
    200,
  );

  expect(first).toMatchObject({ left: 9, end: { latest: 30_100 } });
  expect(second).toMatchObject({ left: 8, end: { latest: 30_100 } });
});

test('without such a quota one request at a time goes out', () => {
  const next = settled(
    admitted(unknownGate, true, 0),
    { ending: answer({}), sentAt: 0, probe: true, rules },
    100,
  );

  expect(verdictOf(next, rules, 100)).toEqual({ kind: 'admit', probe: true });
});

test('what is known of a window ends with it', () => {
  expect(rolled(known({}), 19_999).left).toBe(100);
  expect(rolled(known({}), 20_000).left).toBeUndefined();
});

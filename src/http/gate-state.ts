// What a gate knows about a vendor's rate window, and what may pass: pure functions of state and time.
import type { QuotaReading } from './rate-headers';
import { compareEnds, endOf, never } from './window-end';
import type { WindowEnd } from './window-end';

export interface GateRules {
  /** Length of a window (ms) where no header gives the time of its reset. */
  readonly windowMs: number;
  /** Requests of each window left for others. */
  readonly reserve: number;
  /** Spread what is left over the rest of the window once less than half of the quota is left. */
  readonly space: boolean;
  /** Requests a window is taken to hold when answers come without headers; absent: one at a time. */
  readonly fallbackQuota?: number;
}

/** Times are epoch milliseconds. */
export interface GateState {
  /** Undefined: unknown, the next request is a probe. */
  readonly left: number | undefined;
  /** When the window of `left` ends. */
  readonly end: WindowEnd;
  /** When `left` was last set or lowered. */
  readonly notedAt: number;
  readonly quota: number | undefined;
  readonly inFlight: number;
  /** The one request sent to learn `left` is still away. */
  readonly probing: boolean;
  readonly admittedAt: number;
}

/** `answer`: look again when an answer of ours has come, at `at` at the latest. */
export type Verdict =
  | { readonly kind: 'admit'; readonly probe: boolean }
  | { readonly kind: 'answer'; readonly at: number }
  | { readonly kind: 'until'; readonly at: number };

/** How a request ended. `lost`: no answer came, so the vendor may have counted it. `unsent`: it never left. */
export type Ending =
  | { readonly kind: 'lost' }
  | { readonly kind: 'unsent' }
  | { readonly kind: 'answer' | 'limited'; readonly reading: QuotaReading };

export interface Settlement {
  readonly ending: Ending;
  readonly sentAt: number;
  readonly probe: boolean;
}

export const unknownGate: GateState = {
  left: undefined,
  end: never,
  notedAt: 0,
  quota: undefined,
  inFlight: 0,
  probing: false,
  admittedAt: Number.NEGATIVE_INFINITY,
};

/** The state at `now`: a window that is over leaves nothing known. */
export function rolled(state: GateState, now: number): GateState {
  return state.left !== undefined && now >= state.end.latest
    ? { ...state, left: undefined }
    : state;
}

export function verdictOf(state: GateState, rules: GateRules, now: number): Verdict {
  const { left, end, inFlight, probing } = rolled(state, now);
  if (left === undefined) {
    return probing ? { kind: 'answer', at: now + rules.windowMs } : { kind: 'admit', probe: true };
  }
  // Whether the vendor has counted what is in flight is unknown: it is taken as not counted.
  const free = left - rules.reserve - inFlight;
  if (free <= 0) return { kind: inFlight > 0 ? 'answer' : 'until', at: end.latest };
  const at = rules.space ? spacedAt(state, { left, free }, now) : now;
  return at > now ? { kind: 'until', at } : { kind: 'admit', probe: false };
}

export function admitted(state: GateState, probe: boolean, now: number): GateState {
  const current = rolled(state, now);
  return {
    ...current,
    inFlight: current.inFlight + 1,
    probing: current.probing || probe,
    admittedAt: now,
  };
}

export function settled(
  state: GateState,
  { ending, sentAt, probe, rules }: Settlement & { readonly rules: GateRules },
  now: number,
): GateState {
  const current = rolled(state, now);
  const base: GateState = {
    ...current,
    inFlight: current.inFlight - 1,
    probing: current.probing && !probe,
  };
  if (ending.kind === 'unsent') return base;
  if (ending.kind === 'lost') return counted(base, now);
  const { reading } = ending;
  const known: GateState = { ...base, quota: reading.quota ?? base.quota };
  if (ending.kind === 'limited' && reading.resetMs === undefined) return doubtful(known);
  // A refusal closes the window whatever it says: BigCommerce's own example of a 429 has 35 left.
  const left = ending.kind === 'limited' ? 0 : reading.left;
  if (left === undefined) return unannounced(known, { sentAt, rules }, now);
  const windowMs = reading.windowMs ?? rules.windowMs;
  const end = endOf(reading, { sentAt, now, windowMs });
  return noted(known, { left, end, sentAt, windowMs }, now);
}

function spacedAt(
  { quota, end, admittedAt }: GateState,
  { left, free }: { readonly left: number; readonly free: number },
  now: number,
): number {
  if (quota === undefined || left >= quota / 2) return now;
  return admittedAt + (end.latest - now) / Math.max(1, free);
}

// Without a reset the load is the platform's, not ours: one request at a time finds out when it is over.
function doubtful(state: GateState): GateState {
  return { ...state, left: undefined };
}

function unannounced(
  state: GateState,
  { sentAt, rules }: { readonly sentAt: number; readonly rules: GateRules },
  now: number,
): GateState {
  const { fallbackQuota, windowMs } = rules;
  if (state.left !== undefined || fallbackQuota === undefined) return counted(state, now);
  const end = endOf({}, { sentAt, now, windowMs });
  return { ...state, left: Math.max(0, fallbackQuota - 1), end, notedAt: now };
}

function counted(state: GateState, now: number): GateState {
  return state.left === undefined
    ? state
    : { ...state, left: Math.max(0, state.left - 1), notedAt: now };
}

interface Note {
  readonly left: number;
  readonly end: WindowEnd;
  readonly sentAt: number;
  readonly windowMs: number;
}

// Answers come out of order, so one may tell of a window that is over, or be the first of the next.
function noted(state: GateState, { left, end, sentAt, windowMs }: Note, now: number): GateState {
  const fresh: GateState = { ...state, left, end, notedAt: now };
  if (state.left === undefined) {
    const stale = sentAt < state.end.latest && end.earliest < state.end.latest;
    return stale ? state : fresh;
  }
  const order = compareEnds(state.end, end, windowMs);
  if (order.kind === 'earlier') return state;
  if (order.kind === 'later') return fresh;
  // Within a window the count only falls: more left after a request sent since the last note is a new one.
  if (left > state.left && sentAt >= state.notedAt) return fresh;
  return {
    ...state,
    left: Math.min(state.left, left),
    end: order.end,
    notedAt: left < state.left ? now : state.notedAt,
  };
}

// Lets requests pass only while the vendor's rate window has room for them; the one place that waits.
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiFailure } from './failures';
import type { Api } from './failures';
import { admitted, rolled, settled, unknownGate, verdictOf } from './gate-state';
import type { Ending, GateRules, GateState, Verdict } from './gate-state';
import type { QuotaReading } from './rate-headers';

export interface GateOptions {
  readonly api: Api;
  /** Length of a window (ms) where no header gives the time of its reset. */
  readonly windowMs: number;
  /** Requests of each window left for others. */
  readonly reserve: number;
  /** Spread what is left over the rest of the window once less than half of the quota is left. */
  readonly space?: boolean;
  /** Requests a window is taken to hold when answers come without headers; absent: one at a time. */
  readonly fallbackQuota?: number;
  /** Longest wait for a reset; beyond it the caller gets RateLimited. 5,000 by default. */
  readonly maxWaitMs?: number;
  /** Called when the vendor names a quota and window length that differ from the last ones. */
  readonly onQuota?: (quota: { readonly requests: number; readonly windowMs: number }) => void;
  readonly clock?: { now(): number };
  /** Rejects when the signal aborts. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Added to `retryAfterMs` (ms), so that several workers do not come back at once. */
  readonly jitterMs?: () => number;
}

/** A request that may be sent. It must be settled exactly once. */
interface Ticket {
  settle(ending: Ending): void;
}

interface Passing {
  readonly operation: string;
  readonly signal?: AbortSignal;
  /** Somebody waits for it: it goes first, and the reserve is there for it. */
  readonly live?: boolean;
}

/** One per store, or per account and bucket; it knows only the requests of this process. */
export interface Gate {
  /** Throws ApiFailure RateLimited when the window stays full too long, or the signal's reason. */
  pass(call: Passing): Promise<Ticket>;
  /** `left` is undefined until an answer of this window told us. */
  state(): { readonly left: number | undefined; readonly resetMs: number };
  /** Undefined until an answer of this window has told its quota. */
  window(): QuotaWindow | undefined;
}

/** Requests of the vendor's current window. */
export interface QuotaWindow {
  readonly quota: number;
  readonly left: number;
  /** Answers that this gate's own requests got; the rest of what is used belongs to others. */
  readonly own: number;
}

export function createGate(options: GateOptions): Gate {
  return new HeaderGate(options);
}

class HeaderGate implements Gate {
  private current: GateState = unknownGate;
  private announced = '';
  private own = { until: 0, answers: 0 };
  private ring: () => void = () => undefined;
  private rung: Promise<void> = Promise.resolve();
  private liveWaiting = 0;
  /** Somebody live has asked how much a new window holds, and has no answer yet. */
  private liveProbing = false;
  /** Epoch milliseconds of the live requests of the last window. */
  private liveAt: number[] = [];
  private readonly rules: GateRules;
  private readonly now: () => number;
  private readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;

  constructor(private readonly options: GateOptions) {
    const { windowMs, reserve, space = false, fallbackQuota, clock = Date } = options;
    this.rules = {
      windowMs,
      reserve,
      space,
      ...(fallbackQuota === undefined ? {} : { fallbackQuota }),
    };
    this.now = () => clock.now();
    this.wait = options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
    this.hangBell();
  }

  async pass(call: Passing): Promise<Ticket> {
    if (call.live !== true) return this.wayIn(call);
    this.liveWaiting += 1;
    try {
      const ticket = await this.wayIn(call);
      const now = this.now();
      this.liveAt = [...this.liveAt.filter((at) => at > now - this.rules.windowMs), now];
      return ticket;
    } finally {
      this.liveWaiting -= 1;
      this.ringBell();
    }
  }

  private async wayIn(call: Passing): Promise<Ticket> {
    const deadline = this.now() + (this.options.maxWaitMs ?? 5_000);
    for (;;) {
      call.signal?.throwIfAborted();
      const verdict = this.verdict(call.live === true);
      if (verdict.kind === 'admit') return this.admit(verdict.probe, call.live === true);
      if (verdict.kind === 'until' && verdict.at > deadline) {
        throw this.fullUntil(verdict.at, call.operation);
      }
      await this.pause(verdict.at, call.signal);
    }
  }

  /** Others wait while somebody live does, and leave what the last window needed for such requests. */
  private verdict(live: boolean): Verdict {
    const now = this.now();
    const { rules, current } = this;
    if (live) return this.liveVerdict(verdictOf(current, { ...rules, reserve: 0 }, now));
    if (this.liveWaiting > 0) return { kind: 'answer', at: now + rules.windowMs };
    this.liveAt = this.liveAt.filter((at) => at > now - rules.windowMs);
    const most = Math.floor((current.quota ?? 0) / 2);
    const reserve = Math.max(rules.reserve, Math.min(this.liveAt.length, most));
    return verdictOf(current, { ...rules, reserve }, now);
  }

  /** A page of a sync may take seconds: where it went ahead to find out what a window holds, nobody live waits for it. */
  private liveVerdict(verdict: Verdict): Verdict {
    const waitsForProbe = verdict.kind === 'answer' && this.state().left === undefined;
    return waitsForProbe && !this.liveProbing ? { kind: 'admit', probe: true } : verdict;
  }

  state(): { readonly left: number | undefined; readonly resetMs: number } {
    const now = this.now();
    const { left, end } = rolled(this.current, now);
    return { left, resetMs: left === undefined ? 0 : end.latest - now };
  }

  window(): QuotaWindow | undefined {
    const { left, quota } = rolled(this.current, this.now());
    return left === undefined || quota === undefined
      ? undefined
      : { quota, left, own: this.own.answers };
  }

  private admit(probe: boolean, live: boolean): Ticket {
    const sentAt = this.now();
    if (probe && live) this.liveProbing = true;
    this.current = admitted(this.current, probe, sentAt);
    return {
      settle: (ending) => {
        const { rules } = this;
        if (probe && live) this.liveProbing = false;
        this.current = settled(this.current, { ending, sentAt, probe, rules }, this.now());
        if (hasAnswer(ending)) {
          this.announce(ending.reading);
          this.countOwn();
        }
        this.ringBell();
      },
    };
  }

  private fullUntil(at: number, operation: string): ApiFailure {
    const jitterMs = (this.options.jitterMs ?? (() => Math.random() * 250))();
    const retryAfterMs = Math.ceil(at - this.now() + jitterMs);
    return new ApiFailure(
      { api: this.options.api, operation, status: 0 },
      { kind: 'RateLimited', retryAfterMs },
    );
  }

  private async pause(at: number, signal: AbortSignal | undefined): Promise<void> {
    const stop = new AbortController();
    const ends = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    const ms = Math.max(1, Math.ceil(at - this.now()));
    try {
      await Promise.race([this.rung, this.wait(ms, ends)]);
    } catch (error) {
      // The caller is to see why it was cancelled, not that a timer was.
      signal?.throwIfAborted();
      throw error;
    } finally {
      stop.abort();
    }
  }

  private announce({ quota, windowMs }: QuotaReading): void {
    if (quota === undefined || windowMs === undefined) return;
    const text = `${quota}/${windowMs}`;
    if (text === this.announced) return;
    this.announced = text;
    this.options.onQuota?.({ requests: quota, windowMs });
  }

  private countOwn(): void {
    const { earliest, latest } = this.current.end;
    const isNext = earliest > this.own.until;
    this.own = isNext
      ? { until: latest, answers: 1 }
      : { ...this.own, answers: this.own.answers + 1 };
  }

  private ringBell(): void {
    const { ring } = this;
    this.hangBell();
    ring();
  }

  /** Everybody who waits hears of the next settled request. */
  private hangBell(): void {
    this.rung = new Promise((resolve) => {
      this.ring = resolve;
    });
  }
}

const hasAnswer = (ending: Ending): ending is Extract<Ending, { reading: QuotaReading }> =>
  ending.kind === 'answer' || ending.kind === 'limited';

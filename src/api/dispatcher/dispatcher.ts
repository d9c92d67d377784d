// Decides whose turn it is: groups of the inbox side by side, each in order, at its own pace, and again until answered.
import type { Log } from '../../observability/log';
import { deliver, type DeliverySources, type Outcome } from './delivering';
import { isOrderGroup } from './target';

export interface DispatcherOptions extends DeliverySources {
  readonly pace?: Partial<Pace>;
}

export interface Pace {
  /** Groups at a time. */
  readonly parallel: number;
  /** From one signal to the next of a group. */
  readonly restMs: number;
  /** From the first delivery about an order to its signal: a change comes as several deliveries. */
  readonly gatherMs: number;
  /** After the first failure; doubled after each further one. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export interface Dispatcher {
  /** Starts nothing new and waits for what is under way. */
  readonly stop: () => Promise<void>;
}

const USUAL: Pace = {
  parallel: 8,
  restMs: 1_000,
  gatherMs: 500,
  firstWaitMs: 500,
  longestWaitMs: 30_000,
};

interface Turns {
  readonly pace: Pace;
  readonly log: Log;
  readonly hasWork: (group: string) => boolean;
  readonly deliver: (group: string) => Promise<Outcome>;
  /** Groups in the order in which they may send. */
  readonly ready: Set<string>;
  /** Groups that gather, send now or rest. */
  readonly held: Set<string>;
  /** How often in a row a group has failed. */
  readonly failures: Map<string, number>;
  readonly running: Set<Promise<void>>;
  readonly timers: Set<NodeJS.Timeout>;
  /** How often in a row Temporal was not there. */
  away: number;
  paused: boolean;
  stopped: boolean;
}

export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const { inbox, log, pace } = options;
  const turns: Turns = {
    pace: { ...USUAL, ...pace },
    log,
    hasWork: inbox.hasWork,
    deliver: (group) => deliver(options, group),
    ready: new Set(),
    held: new Set(),
    failures: new Map(),
    running: new Set(),
    timers: new Set(),
    away: 0,
    paused: false,
    stopped: false,
  };
  inbox.onWork((group) => {
    gather(turns, group);
  });
  for (const group of inbox.groups()) offer(turns, group);
  return {
    stop: async () => {
      turns.stopped = true;
      for (const timer of turns.timers) clearTimeout(timer);
      await Promise.all(turns.running);
    },
  };
}

/** Each signal costs a flow some events of its history, so those of one change go as one. */
function gather(turns: Turns, group: string): void {
  if (!isOrderGroup(group) || turns.held.has(group)) {
    offer(turns, group);
    return;
  }
  turns.held.add(group);
  after(turns, turns.pace.gatherMs, () => {
    turns.held.delete(group);
    offer(turns, group);
  });
}

function offer(turns: Turns, group: string): void {
  if (turns.stopped || turns.held.has(group) || !turns.hasWork(group)) return;
  turns.ready.add(group);
  fill(turns);
}

function fill(turns: Turns): void {
  for (const group of turns.ready) {
    if (!hasRoom(turns)) return;
    turns.ready.delete(group);
    turns.held.add(group);
    const turn = takeTurn(turns, group).finally(() => {
      turns.running.delete(turn);
      fill(turns);
    });
    turns.running.add(turn);
  }
}

/** While Temporal is away, one group at a time looks whether it is back. */
function hasRoom({ stopped, paused, running, away, pace }: Turns): boolean {
  return !stopped && !paused && running.size < (away > 0 ? 1 : pace.parallel);
}

async function takeTurn(turns: Turns, group: string): Promise<void> {
  const outcome = await turns.deliver(group);
  if (outcome.kind === 'away') {
    waitForTemporal(turns, group, outcome.reason);
    return;
  }
  if (turns.away > 0) turns.log.info('Temporal takes deliveries again');
  turns.away = 0;
  const times = outcome.kind === 'later' ? (turns.failures.get(group) ?? 0) + 1 : 0;
  if (outcome.kind === 'later') {
    turns.failures.set(group, times);
    turns.log.warn({ group, times, reason: outcome.reason }, 'deliveries wait');
  } else turns.failures.delete(group);
  const { restMs } = turns.pace;
  after(turns, times === 0 ? restMs : Math.max(restMs, waitMs(turns, times)), () => {
    turns.held.delete(group);
    offer(turns, group);
  });
}

function waitForTemporal(turns: Turns, group: string, reason: string): void {
  turns.held.delete(group);
  turns.ready.add(group);
  // Of several that were under way when it went, the first begins the wait.
  if (turns.paused) return;
  turns.paused = true;
  turns.away += 1;
  if (turns.away === 1) turns.log.warn({ reason }, 'Temporal is away: deliveries wait');
  after(turns, waitMs(turns, turns.away), () => {
    turns.paused = false;
    fill(turns);
  });
}

const waitMs = ({ pace }: Turns, times: number): number =>
  Math.min(pace.longestWaitMs, pace.firstWaitMs * 2 ** Math.min(times - 1, 20));

function after(turns: Turns, ms: number, deed: () => void): void {
  if (turns.stopped) return;
  const timer = setTimeout(() => {
    turns.timers.delete(timer);
    deed();
  }, ms);
  turns.timers.add(timer);
}

// Pure: what becomes of one event when its answer has come, was lost, or was looked for.
import type { EventOutcome } from '../contracts/record-changes';

/** Times are epoch milliseconds of the workflow's clock. */
export interface EventTurnState {
  /** `lost`: sent, and no answer came. */
  readonly state: 'to send' | 'lost';
  readonly dueAt: number;
  /** When the answer was lost for the first time. */
  readonly lostAt?: number;
}

export type EventAnswer =
  | { readonly to: 'sending'; readonly outcome: EventOutcome }
  /** Undefined: it could not be found out. */
  | { readonly to: 'looking'; readonly isThere: boolean | undefined };

/** Nothing more to do, or another time to see to it. */
export type EventTurn =
  | { readonly kind: 'settled'; readonly as: 'sent' | 'not wanted' | 'refused' | 'unknown' }
  | { readonly kind: 'waits'; readonly change: EventTurnState };

export interface EventMoment {
  readonly timing: { readonly eventLookMs: number; readonly eventGiveUpMs: number };
  readonly now: number;
}

/** An event whose answer was lost is sent again only when Brevo is known not to have it. */
export const turnOf = (
  pending: EventTurnState,
  answer: EventAnswer,
  moment: EventMoment,
): EventTurn =>
  answer.to === 'sending'
    ? afterSending(answer.outcome, pending, moment)
    : afterLooking(answer.isThere, pending, moment);

export function afterSending(
  outcome: EventOutcome,
  { lostAt, state }: EventTurnState,
  { timing, now }: EventMoment,
): EventTurn {
  switch (outcome.kind) {
    case 'sent':
    case 'not wanted':
    case 'refused':
      return { kind: 'settled', as: outcome.kind };
    case 'later':
      return {
        kind: 'waits',
        change: {
          state,
          dueAt: now + outcome.afterMs,
          ...(lostAt === undefined ? {} : { lostAt }),
        },
      };
    case 'lost':
      return {
        kind: 'waits',
        change: { state: 'lost', lostAt: lostAt ?? now, dueAt: now + timing.eventLookMs },
      };
  }
}

export function afterLooking(
  isThere: boolean | undefined,
  { lostAt = 0 }: EventTurnState,
  { timing, now }: EventMoment,
): EventTurn {
  if (isThere === true) return { kind: 'settled', as: 'sent' };
  if (now - lostAt >= timing.eventGiveUpMs) return { kind: 'settled', as: 'unknown' };
  return isThere === false
    ? { kind: 'waits', change: { state: 'to send', lostAt, dueAt: now } }
    : { kind: 'waits', change: { state: 'lost', lostAt, dueAt: now + timing.eventLookMs } };
}

// Pure: the course of one event from being noted until Brevo has it or nobody can know; after a lost answer it looks first.
import type { EventOutcome } from '../contracts/record-changes';

/** Times are epoch milliseconds. */
export interface Course {
  /** `lost`: sent, and no answer came. */
  readonly state: 'to send' | 'lost';
  readonly dueAt: number;
  /** When the answer was lost for the first time. */
  readonly lostAt?: number;
}

export interface CourseTime {
  readonly timing: { readonly eventLookMs: number; readonly eventGiveUpMs: number };
  readonly now: number;
}

export type Ending = 'sent' | 'not wanted' | 'refused' | 'unknown';

/** What an answer makes of one event: nothing more to do, or another time to see to it. */
export type CourseTurn =
  | { readonly kind: 'settled'; readonly as: Ending }
  | { readonly kind: 'waits'; readonly change: Partial<Course> };

export function afterSending(
  outcome: EventOutcome,
  course: Course,
  { timing, now }: CourseTime,
): CourseTurn {
  switch (outcome.kind) {
    case 'sent':
    case 'not wanted':
    case 'refused':
      return { kind: 'settled', as: outcome.kind };
    case 'later':
      return { kind: 'waits', change: { dueAt: now + outcome.afterMs } };
    case 'lost': {
      const lostAt = course.lostAt ?? now;
      return { kind: 'waits', change: { state: 'lost', lostAt, dueAt: now + timing.eventLookMs } };
    }
  }
}

/** Undefined: it could not be found out. */
export function afterLooking(
  isThere: boolean | undefined,
  { lostAt = 0 }: Course,
  { timing, now }: CourseTime,
): CourseTurn {
  if (isThere === true) return { kind: 'settled', as: 'sent' };
  if (now - lostAt >= timing.eventGiveUpMs) return { kind: 'settled', as: 'unknown' };
  return isThere === false
    ? { kind: 'waits', change: { state: 'to send', dueAt: now } }
    : { kind: 'waits', change: { dueAt: now + timing.eventLookMs } };
}

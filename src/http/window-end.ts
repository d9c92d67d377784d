// When a rate window ends, as far as an answer can tell: somewhere between two moments.
import type { QuotaReading } from './rate-headers';

/** Epoch milliseconds. */
export interface WindowEnd {
  readonly earliest: number;
  readonly latest: number;
}

export const never: WindowEnd = { earliest: 0, latest: 0 };

interface Times {
  readonly sentAt: number;
  /** When the answer came. */
  readonly now: number;
  readonly windowMs: number;
}

/** The vendor read its clock after the request left and before the answer came; resets may be rounded up. */
export function endOf(reading: QuotaReading, { sentAt, now, windowMs }: Times): WindowEnd {
  const { resetMs = windowMs, grainMs = reading.resetMs === undefined ? windowMs : 0 } = reading;
  return { earliest: sentAt + resetMs - grainMs, latest: now + resetMs };
}

export type EndOrder =
  | { readonly kind: 'earlier' }
  | { readonly kind: 'later' }
  /** `end`: what both answers together say. */
  | { readonly kind: 'same'; readonly end: WindowEnd };

/** Is `other` the end of an earlier window than `known`, of a later one, or of the same? */
export function compareEnds(known: WindowEnd, other: WindowEnd, windowMs: number): EndOrder {
  if (other.earliest > known.latest) return { kind: 'later' };
  if (other.latest < known.earliest) return { kind: 'earlier' };
  const earliest = Math.max(known.earliest, other.earliest);
  const latest = Math.min(known.latest, other.latest);
  if (known.latest - known.earliest + other.latest - other.earliest < windowMs) {
    return { kind: 'same', end: { earliest, latest } };
  }
  // Too vague to tell neighbouring windows apart: the later end is the safe one.
  const vague = {
    earliest: Math.min(known.earliest, other.earliest),
    latest: Math.max(known.latest, other.latest),
  };
  return { kind: 'same', end: vague };
}

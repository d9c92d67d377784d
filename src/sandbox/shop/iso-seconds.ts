// The shop's way to write a moment: ISO, UTC, whole seconds, so that text order is time order.

/** Epoch milliseconds to `2026-01-10T21:05:30Z`. */
export function isoSeconds(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

export interface SeedTimes {
  /** Epoch milliseconds of the oldest record. */
  readonly oldest: number;
  /** Epoch milliseconds of the newest change: two hours ago, so that nothing looks recent. */
  readonly newest: number;
}

const hourMs = 3_600_000;

export function seedTimes(now: number): SeedTimes {
  return { oldest: now - 730 * 24 * hourMs, newest: now - 2 * hourMs };
}

/** Created at `share` (0 to 1) of the shop's life, changed up to `changeDays` later. */
export function lifeOf(
  times: SeedTimes,
  share: number,
  changeDays: number,
): { readonly date_created: string; readonly date_modified: string } {
  const created = times.oldest + share * (times.newest - times.oldest);
  const modified = Math.min(times.newest, created + changeDays * 24 * hourMs);
  return { date_created: isoSeconds(created), date_modified: isoSeconds(modified) };
}

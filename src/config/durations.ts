// Reads the lengths of time that people write in connector.yml.

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Seconds as a number, or `30s`, `5m`, `1h`. Milliseconds; undefined when it is neither. */
export function durationMs(written: string | number): number | undefined {
  if (typeof written === 'number') return written >= 0 ? written * 1000 : undefined;
  const match = /^(\d+(?:\.\d+)?)\s*([smh]?)$/.exec(written.trim());
  const unitMs = UNIT_MS[match?.[2] === '' ? 's' : (match?.[2] ?? '')];
  return unitMs === undefined ? undefined : Number(match?.[1]) * unitMs;
}

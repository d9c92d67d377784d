// The API's answers about hooks, checked as they come in.
import { z } from 'zod';
import type { HooksReport, HooksStatus } from './reports';

const words = z.array(z.string());
const count = z.number().int().nonnegative();

const sum = z.object({
  wanted: count,
  active: count,
  repaired: count,
  lastChecked: z.string(),
  problems: words,
});

export const hooksSum: z.ZodType<Omit<HooksStatus, 'lastGap'>> = sum;

export const hooksStatus: z.ZodType<HooksStatus> = sum.extend({
  lastGap: z.object({ since: z.string(), until: z.string() }).exactOptional(),
});

export const hooksReport: z.ZodType<HooksReport> = z.object({
  store: z.string(),
  name: z.string(),
  destination: z.string().exactOptional(),
  off: z.string().exactOptional(),
  wanted: count,
  active: count,
  repaired: count,
  removed: count,
  problems: words,
  gap: z.boolean(),
  caughtUp: z.boolean(),
  hooks: z.array(
    z.object({ scope: z.string(), id: z.number().exactOptional(), state: z.string() }),
  ),
  checkedAt: z.string(),
});

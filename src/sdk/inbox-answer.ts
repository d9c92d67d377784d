// The API's answer about its inbox, checked as it comes in.
import { z } from 'zod';
import type { InboxReport, ParkedBatch } from '../contracts/inbox';

const count = z.number().int().nonnegative();

const parkedBatch: z.ZodType<ParkedBatch> = z.object({
  id: z.string(),
  workflowId: z.string(),
  deliveries: count,
  reason: z.string(),
  parkedAt: z.string(),
});

export const inboxReport: z.ZodType<InboxReport> = z.object({
  waiting: count,
  oldestAt: z.string().nullable(),
  parkedDeliveries: count,
  parked: z.array(parkedBatch),
  limit: count,
});

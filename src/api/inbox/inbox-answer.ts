// The inbox as routes tell of it, for the OpenAPI document.
import { z } from 'zod';
import type { InboxReport } from '../../contracts/inbox';

const count = z.int().min(0);

export const inboxReport: z.ZodType<InboxReport> = z.object({
  waiting: count.describe('Deliveries on their way to Temporal.'),
  oldestAt: z.iso.datetime().nullable(),
  parkedDeliveries: count,
  parked: z
    .array(
      z.object({
        id: z.string(),
        workflowId: z.string(),
        deliveries: count,
        reason: z.string(),
        parkedAt: z.iso.datetime(),
      }),
    )
    .describe('What Temporal refuses to take: the first hundred.'),
  limit: count.describe('With so many deliveries no more are taken.'),
});

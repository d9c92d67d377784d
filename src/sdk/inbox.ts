// The inbox of webhooks: what waits for Temporal, and what is parked.
import { z } from 'zod';
import type { InboxReport, ParkedBatch } from '../contracts/inbox';
import type { ApiDoor } from './api-door';

export interface Inbox {
  read(): Promise<InboxReport>;
  /** Sends parked batches again: these, or all. Resolves with how many are on their way. */
  retry(ids?: readonly string[]): Promise<number>;
}

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

const retried = z.object({ retried: count });

export const createInbox = (door: ApiDoor): Inbox => ({
  read: () => door({ method: 'GET', above: true, path: '/inbox', answer: inboxReport }),
  retry: async (ids) => {
    const body = ids === undefined ? {} : { ids };
    const path = '/inbox/retry';
    return (await door({ method: 'POST', above: true, path, body, answer: retried })).retried;
  },
});

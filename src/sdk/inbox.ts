// The inbox of webhooks: what waits for Temporal, and what is parked.
import { z } from 'zod';
import type { InboxReport } from '../contracts/inbox';
import type { ApiDoor } from './api-door';
import { inboxReport } from './inbox-answer';

export interface Inbox {
  read(): Promise<InboxReport>;
  /** Sends parked batches again: these, or all. Resolves with how many are on their way. */
  retry(ids?: readonly string[]): Promise<number>;
}

const retried = z.object({ retried: z.number().int().nonnegative() });

export const createInbox = (door: ApiDoor): Inbox => ({
  read: () => door({ method: 'GET', above: true, path: '/inbox', answer: inboxReport }),
  retry: async (ids) => {
    const body = ids === undefined ? {} : { ids };
    const path = '/inbox/retry';
    return (await door({ method: 'POST', above: true, path, body, answer: retried })).retried;
  },
});

// The routes to look into the inbox and to send again what is parked.
import { z } from 'zod';
import { strictly } from '../checked-input';
import { nothing } from '../requests';
import { reading, writing, type Route } from '../route';
import type { Inbox } from './inbox';
import { inboxReport } from './inbox-answer';

const count = z.int().min(0);

const retryRequest = strictly({
  ids: z
    .array(z.string({ error: 'Write the id of a parked batch.' }), {
      error: 'Write a list of ids.',
    })
    .min(1, 'Write at least one id, or leave it out for all.')
    .max(1000, 'Write at most 1,000 ids, or leave it out for all.')
    .exactOptional(),
});

const retryAnswer = z.object({ retried: count.describe('Batches.') });

export const inboxRoutes = (inbox: Inbox): readonly Route[] => [
  reading({
    method: 'get',
    path: '/inbox',
    id: 'readInbox',
    summary: 'Tells how many webhooks wait for Temporal, since when, and what is parked.',
    params: nothing,
    query: nothing,
    answers: {
      200: {
        description: 'How it is.',
        document: { name: 'InboxReport', schema: inboxReport },
      },
    },
    perform: () => Promise.resolve({ status: 200, body: inbox.report() }),
  }),
  writing({
    method: 'post',
    path: '/inbox/retry',
    id: 'retryInbox',
    summary: 'Sends parked batches again: these, or all.',
    params: nothing,
    query: nothing,
    body: { name: 'InboxRetry', schema: retryRequest },
    bodyMayLack: true,
    answers: {
      200: {
        description: 'They are on their way.',
        document: { name: 'InboxRetried', schema: retryAnswer },
      },
    },
    perform: async ({ body }) => ({
      status: 200,
      body: { retried: await inbox.release(body.ids) },
    }),
  }),
];

// Two ways into the inbox: BigCommerce's webhooks, and a program of ours that has received one itself.
import { z } from 'zod';
import { readHint } from '../../contracts/webhooks';
import { strictly } from '../checked-input';
import { ConnectorProblem } from '../connector';
import { invalidRequest } from '../problem';
import { nothing } from '../requests';
import { receiving, writing, type Reply, type Route } from '../route';
import { DOOR_PATH, receiveWebhook, webhookBody, type LiveParts } from './door';
import { keep } from './keeping';
import type { WebhookStores } from './webhook-stores';

export const webhookRoutes = (parts: LiveParts): readonly Route[] => [
  doorRoute(parts),
  handRoute(parts),
];

const doorRoute = (parts: LiveParts): Route =>
  receiving({
    method: 'post',
    path: DOOR_PATH,
    id: 'receiveWebhook',
    summary: 'Takes a webhook of BigCommerce; answers when it is on the disk.',
    open: true,
    frequent: true,
    body: { name: 'BigCommerceWebhook', schema: webhookBody },
    answers: {
      200: {
        description: 'Kept, or of no use: sending it again changes nothing.',
        type: 'text/plain',
      },
      400: { description: 'This is no webhook.' },
      401: { description: 'The secret header or the signature is missing, wrong or too old.' },
      413: { description: 'The body has more than 64 KB.' },
      503: { description: 'Not kept: the inbox is full or broken, or the store is not known yet.' },
    },
    perform: async ({ bytes, headers }) => {
      await receiveWebhook(parts, bytes, headers);
      return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: '' };
    },
  });

const TOPIC = 'the scope of the webhook, e.g. store/customer/updated.';

const handedWebhook = strictly({
  topic: z
    .string({ error: `Write ${TOPIC}` })
    .min(1, `Write ${TOPIC}`)
    .max(200, `Write ${TOPIC}`),
  payload: z
    .record(z.string(), z.unknown(), { error: 'Send the `data` of the webhook.' })
    .describe('The `data` of the webhook.'),
  storeHash: z
    .string({ error: 'Write the store hash as a text.' })
    .regex(/^[a-z0-9]{1,64}$/, 'Write the store hash, e.g. abc123.')
    .describe('Needed when several stores are connected; the end of `producer`.')
    .exactOptional(),
  hash: z
    .string({ error: 'Write a text.' })
    .max(200, 'Write the `hash` of the webhook.')
    .exactOptional(),
  createdAt: z
    .number({ error: 'Write the `created_at` of the webhook: Unix seconds.' })
    .min(0, 'Write Unix seconds.')
    .exactOptional(),
  deliveryId: z
    .string({ error: 'Write the `webhook-id` header as a text.' })
    .min(1, 'Write the `webhook-id` header.')
    .max(1000, 'An id has at most 1,000 characters.')
    .describe('The `webhook-id` header: repeats of it are known for 72 hours.')
    .exactOptional(),
});

const handedAnswer = z.object({
  outcome: z
    .enum(['accepted', 'repeated', 'ignored'])
    .describe('ignored: nothing follows from this topic'),
});

const handRoute = (parts: LiveParts): Route =>
  writing({
    method: 'post',
    path: '/connectors/bigcommerce/webhooks',
    id: 'handleWebhook',
    summary: 'Takes a webhook that another program has received and proven.',
    params: nothing,
    query: nothing,
    body: { name: 'HandedWebhook', schema: handedWebhook },
    answers: {
      200: {
        description: 'It is on the disk, or nothing follows from it.',
        document: { name: 'HandedAnswer', schema: handedAnswer },
      },
      404: { description: 'No such store is connected.' },
      503: { description: 'Not kept: the inbox is full or broken, or no store is known yet.' },
    },
    perform: async ({ body }) => handWebhook(parts, body),
  });

async function handWebhook(parts: LiveParts, body: z.infer<typeof handedWebhook>): Promise<Reply> {
  const { topic, payload, createdAt, deliveryId } = body;
  const store = storeOf(parts.stores, body.storeHash);
  const reading = readHint(topic, payload);
  if (!reading.ok) {
    parts.counts.note(reading.reason);
    if (reading.reason !== 'no id') return { status: 200, body: { outcome: 'ignored' } };
    throw invalidRequest([
      { path: 'payload', sentence: `It has no id where webhooks of ${topic} have theirs.` },
    ]);
  }
  const outcome = await keep(parts, {
    store,
    ...reading.hint,
    createdAt,
    ...(deliveryId !== undefined && { deliveryId }),
  });
  return { status: 200, body: { outcome } };
}

function storeOf(stores: WebhookStores, wanted: string | undefined): string {
  const known = stores.list();
  const [only, another] = known;
  if (wanted === undefined && another !== undefined) {
    const names = known.map(({ name, storeHash }) => `${storeHash} (${name})`).join(', ');
    throw invalidRequest([
      { path: 'storeHash', sentence: `Several stores are connected: ${names}.` },
    ]);
  }
  const store = wanted ?? only?.storeHash;
  if (store !== undefined && known.some(({ storeHash }) => storeHash === store)) return store;
  const notYet = stores.find(store ?? '').kind === 'not known yet';
  throw new ConnectorProblem(
    notYet
      ? {
          status: 503,
          kind: 'not-ready',
          title: 'The store is not known yet',
          detail: 'Temporal has not answered since the API was started: send it again later.',
        }
      : {
          status: 404,
          kind: 'unknown-store',
          title: 'No such store',
          detail: 'No such store is connected: connect it first.',
        },
  );
}

// The door for BigCommerce: proves a webhook, keeps its hint on the disk, answers. Nothing else happens here.
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { readHint } from '../../contracts/webhooks';
import { verifyWebhook, type WebhookProof } from '../../sdk/webhook-proof';
import { ConnectorProblem } from '../connector';
import type { Inbox } from '../inbox/inbox';
import type { Recovery } from '../recovery/recovery';
import { keep } from './keeping';
import type { WebhookCounts } from './webhook-counts';
import type { StoreProof, WebhookStores } from './webhook-stores';

export interface LiveParts {
  readonly inbox: Inbox;
  readonly stores: WebhookStores;
  readonly counts: WebhookCounts;
  readonly recovery: Recovery;
  readonly now?: () => number;
}

export const DOOR_PATH = '/webhooks/bigcommerce';

/** As it comes; everything but the store it is for is looked at once it is proven. */
export const webhookBody = z.object({
  producer: z.string().regex(/^stores\/[a-z0-9]{1,64}$/),
  scope: z.unknown(),
  created_at: z.unknown(),
  data: z.unknown(),
});

/**
 * Resolves when it is kept or of no use; sending it again would change nothing. Rejects with ConnectorProblem 400, 401
 * or 503.
 */
export async function receiveWebhook(
  parts: LiveParts,
  bytes: Buffer,
  headers: IncomingHttpHeaders,
): Promise<void> {
  const { stores, counts, now = Date.now } = parts;
  const body = webhookBody.safeParse(jsonOf(bytes));
  if (!body.success) {
    counts.note('malformed');
    throw NOT_A_WEBHOOK;
  }
  const store = body.data.producer.slice('stores/'.length);
  const finding = stores.find(store);
  if (finding.kind === 'not connected') {
    counts.note(finding.kind);
    return;
  }
  if (finding.kind !== 'connected') {
    counts.note(finding.kind);
    throw NOT_READY;
  }
  const proof = prove(bytes, headers, { ...finding.proof, nowSeconds: now() / 1000 });
  if (!proof.ok) {
    counts.note(proof.reason);
    throw REFUSED;
  }
  counts.noteProof(headers['webhook-signature'] !== undefined);
  const { scope, data, created_at: createdAt } = body.data;
  const reading = readHint(scope, data);
  if (!reading.ok) {
    counts.note(reading.reason);
    return;
  }
  const { deliveryId } = proof;
  await keep(parts, {
    store,
    ...reading.hint,
    createdAt,
    ...(deliveryId !== undefined && { deliveryId }),
  });
}

/** The secret header always, the signature when there is one or when the store demands it. */
function prove(
  bytes: Buffer,
  headers: IncomingHttpHeaders,
  { signatureRequired, ...secrets }: StoreProof & { readonly nowSeconds: number },
): WebhookProof {
  if (secrets.hookToken === undefined) return { ok: false, reason: 'no-secret' };
  const signed = headers['webhook-signature'] !== undefined && secrets.clientSecret !== undefined;
  if (signatureRequired && !signed) return { ok: false, reason: 'missing-signature' };
  return verifyWebhook(bytes, { get: (name) => textOf(headers[name]) }, secrets);
}

// Node writes their names in small letters, and joins one that came twice, which then proves nothing.
const textOf = (header: string | readonly string[] | undefined): string | null =>
  typeof header === 'string' ? header : null;

// Undefined for what is no JSON, which no webhook is.
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

const NOT_A_WEBHOOK = new ConnectorProblem({
  status: 400,
  kind: 'not-a-webhook',
  title: 'This is no webhook of BigCommerce',
  detail: 'A webhook is a JSON object whose `producer` is `stores/<store hash>`.',
});

// One answer for every fault: which part of a forgery was right is nobody's business.
const REFUSED = new ConnectorProblem({
  status: 401,
  kind: 'not-proven',
  title: 'The webhook is not proven',
  detail: 'Its secret header or its signature is missing, wrong or too old.',
});

const NOT_READY = new ConnectorProblem({
  status: 503,
  kind: 'not-ready',
  title: 'The store is not known yet',
  detail: 'The settings of this store cannot be read now: send it again later.',
});

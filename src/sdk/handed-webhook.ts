// A webhook that a program has received itself, as it is handed to the API.
import { z } from 'zod';
import { invalidRequest } from './client-options';
import type { TajoProblem } from './tajo-error';

/** Prove it first, with `verifyWebhook`: the API believes what it is handed. */
export interface HandedWebhook {
  /** The `scope` of the webhook. */
  readonly topic: string | undefined;
  /** Its `data`. */
  readonly payload: unknown;
  /** The end of its `producer`; may be left out when one store is connected. */
  readonly storeHash?: string | undefined;
  readonly hash?: string | undefined;
  /** Its `created_at`: Unix seconds. */
  readonly createdAt?: number | undefined;
  /** Its header `webhook-id`, by which a repeat is known for 72 hours. */
  readonly deliveryId?: string | undefined;
}

export interface HandedOutcome {
  /** `ignored`: nothing follows from this topic. */
  readonly outcome: 'accepted' | 'repeated' | 'ignored';
}

export const handedOutcome: z.ZodType<HandedOutcome> = z.object({
  outcome: z.enum(['accepted', 'repeated', 'ignored']),
});

/** Throws TajoError `invalid-request` when the topic or the payload is missing. */
export function handedBody(webhook: HandedWebhook): Readonly<Record<string, unknown>> {
  const given = Object.entries(webhook).filter(([, value]) => value !== undefined && value !== '');
  const body: Readonly<Record<string, unknown>> = Object.fromEntries(given);
  const problems = Object.entries(NEEDED)
    .filter(([path]) => body[path] === undefined)
    .map(([path, sentence]): TajoProblem => ({ path, sentence }));
  if (problems.length > 0) throw invalidRequest('The webhook was not handed over.', problems);
  return body;
}

const NEEDED = {
  topic: 'It is missing: the `scope` of the webhook.',
  payload: 'It is missing: the `data` of the webhook.',
} as const;

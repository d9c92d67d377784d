// Tells Brevo once that a customer was created or updated; what became of it is an answer, never a repeat.
import type { CustomerEvent, EventOutcome } from '../../contracts/record-changes';
import { ApiFailure } from '../../http/failures';
import { extIdOf } from '../../mapping/contact';
import type { World } from '../world';
import { topicOf } from './customer-topics';
import { shopOfAccount } from './live-accounts';

/** Throws only what a person must put right: a refused key, a missing feature. */
export async function sendCustomerEvent(
  world: World,
  storeHash: string,
  { customerId, what, at, eventId, account }: CustomerEvent,
): Promise<EventOutcome> {
  const shop = await shopOfAccount(world, storeHash, account);
  const topic = shop === null ? undefined : topicOf(shop.settings, what);
  if (shop === null || topic === undefined) return { kind: 'not wanted' };
  try {
    await shop.brevo.createEvent({
      event_name: topic,
      identifiers: { ext_id: extIdOf(storeHash, customerId) },
      event_date: at,
      event_properties: { event_id: eventId, customer_id: customerId, store_hash: storeHash },
    });
    return { kind: 'sent' };
  } catch (error) {
    if (error instanceof ApiFailure) return outcomeOf(error);
    throw error;
  }
}

const SOON_MS = 1_000;

/** Of a call that Brevo may have taken although its answer did not come. */
export function outcomeOf(failure: ApiFailure): EventOutcome {
  const { detail } = failure;
  switch (detail.kind) {
    case 'RateLimited':
      return { kind: 'later', afterMs: Math.ceil(detail.retryAfterMs ?? SOON_MS) };
    case 'Rejected':
      return { kind: 'refused' };
    case 'Unavailable':
    case 'UnexpectedShape':
      return { kind: 'lost' };
    case 'Unauthorized':
    case 'MissingScope':
      throw failure;
  }
}

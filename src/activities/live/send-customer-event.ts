// Tells Brevo once that a customer was created or updated; what became of it is an answer, never a repeat.
import type { CustomerEvent, EventOutcome } from '../../contracts/record-changes';
import { extIdOf } from '../../mapping/contact';
import type { World } from '../world';
import { topicOf } from './customer-topics';
import { sendOnce } from './event-sending';
import { shopOfAccount } from './live-accounts';

/** Throws only what a person must put right: a refused key, a missing feature. */
export async function sendCustomerEvent(
  world: World,
  storeHash: string,
  { customerId, what, at, eventId, account, contactId }: CustomerEvent,
): Promise<EventOutcome> {
  const shop = await shopOfAccount(world, storeHash, account);
  const topic = shop === null ? undefined : topicOf(shop.settings, what);
  if (shop === null || topic === undefined) return { kind: 'not wanted' };
  return sendOnce(shop.brevo, {
    event_name: topic,
    identifiers:
      contactId === undefined
        ? { ext_id: extIdOf(storeHash, customerId) }
        : { contact_id: contactId },
    event_date: at,
    event_properties: { event_id: eventId, customer_id: customerId, store_hash: storeHash },
  });
}

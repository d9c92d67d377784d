// Whether Brevo has an event whose answer was lost.
import type { CustomerEvent } from '../../contracts/record-changes';
import { extIdOf } from '../../mapping/contact';
import type { World } from '../world';
import { topicOf } from './customer-topics';
import { shopOfAccount } from './live-accounts';

/** Both clocks may be off, and the date is the event's own. */
const MARGIN_MS = 86_400_000;

export async function lookForEvent(
  world: World,
  storeHash: string,
  { customerId, what, at, eventId, account, contactId }: CustomerEvent,
): Promise<boolean> {
  const shop = await shopOfAccount(world, storeHash, account);
  if (shop === null) return true;
  const { brevo, settings } = shop;
  const name = topicOf(settings, what);
  const contact = await brevo.readContact(
    contactId === undefined
      ? { by: 'ext', extId: extIdOf(storeHash, customerId) }
      : { by: 'contact', contactId },
  );
  // Of somebody who has left, or of a kind that is not wanted any more, nobody needs to hear.
  if (name === undefined || contact === null) return true;
  const events = await brevo.listEvents({
    contactId: contact.id,
    name,
    from: new Date(Date.parse(at) - MARGIN_MS).toISOString(),
    to: new Date(world.now() + MARGIN_MS).toISOString(),
  });
  return events.some(({ event_properties }) => event_properties?.event_id === eventId);
}

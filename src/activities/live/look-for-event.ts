// Whether Brevo has an event whose answer was lost.
import type { CustomerEvent } from '../../contracts/record-changes';
import { extIdOf } from '../../mapping/contact';
import { shopOf, type World } from '../world';
import { topicOf } from './customer-topics';

/** Both clocks may be off, and the date is the event's own. */
const MARGIN_MS = 86_400_000;

export async function lookForEvent(
  world: World,
  storeHash: string,
  { customerId, what, at, eventId }: CustomerEvent,
): Promise<boolean> {
  const { brevo, settings } = await shopOf(world, storeHash);
  const name = topicOf(settings, what);
  const contact = await brevo.readContact({ by: 'ext', extId: extIdOf(storeHash, customerId) });
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

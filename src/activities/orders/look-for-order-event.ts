// Whether Brevo has an event about an order whose answer was lost.
import type { OrderEvent, OrderRef } from '../../contracts/order-deeds';
import type { World } from '../world';
import { contactOf } from './order-contact';
import { atHandAgain } from './order-memory';
import { orderTopicOf } from './order-topics';

/** Both clocks may be off, and the date is the event's own. */
const MARGIN_MS = 86_400_000;

export async function lookForOrderEvent(
  world: World,
  ref: OrderRef,
  { what, at: time, eventId }: OrderEvent,
): Promise<boolean> {
  const at = await atHandAgain(world, ref, () => true);
  if (at === null) return true;
  const { brevo, settings } = at.shop;
  const name = orderTopicOf(settings, what);
  const contact = await contactOf(at.shop, at.order);
  // Of somebody who has left, or of a kind that is not wanted any more, nobody needs to hear.
  if (name === undefined || contact.kind !== 'there') return true;
  const events = await brevo.listEvents({
    contactId: contact.contactId,
    name,
    from: new Date(Date.parse(time) - MARGIN_MS).toISOString(),
    to: new Date(world.now() + MARGIN_MS).toISOString(),
  });
  return events.some(({ event_properties }) => event_properties?.event_id === eventId);
}

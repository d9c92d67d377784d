// Tells Brevo once what happened to an order; what became of it is an answer, never a repeat.
import type { OrderEvent, OrderRef } from '../../contracts/order-deeds';
import type { EventOutcome } from '../../contracts/record-changes';
import { ApiFailure } from '../../http/failures';
import { orderEvent, type MappedEvent } from '../../mapping/order-event';
import { statusWord, wordOfStatus } from '../../mapping/order-status';
import { outcomeOf, sendOnce } from '../live/event-sending';
import type { World } from '../world';
import type { OrderAtHand } from './order-at-hand';
import { contactOf } from './order-contact';
import { atHandAgain } from './order-memory';
import { orderTopicOf } from './order-topics';

interface Letter {
  readonly at: OrderAtHand;
  readonly topic: string;
  readonly contactId: number;
  readonly event: OrderEvent;
  readonly mapped: Extract<MappedEvent, { ok: true }>;
}

/** Throws only what a person must put right: a refused token or key, a missing feature. */
export async function sendOrderEvent(
  world: World,
  ref: OrderRef,
  event: OrderEvent,
): Promise<EventOutcome> {
  const letter = await written(world, ref, event);
  return 'kind' in letter ? letter : posted(letter);
}

const posted = ({ at, topic, contactId, event, mapped }: Letter): Promise<EventOutcome> =>
  sendOnce(at.shop.brevo, {
    event_name: topic,
    identifiers: { contact_id: contactId },
    event_date: event.at,
    event_properties: mapped.properties,
  });

const SOON_MS = 5_000;

/** Whatever goes wrong before the event is on its way has sent nothing. */
async function written(
  world: World,
  ref: OrderRef,
  event: OrderEvent,
): Promise<Letter | EventOutcome> {
  try {
    return await letterOf(world, ref, event);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    const outcome = outcomeOf(error);
    return outcome.kind === 'lost' ? { kind: 'later', afterMs: SOON_MS } : outcome;
  }
}

async function letterOf(
  world: World,
  ref: OrderRef,
  event: OrderEvent,
): Promise<Letter | EventOutcome> {
  const { to } = event;
  const at = await atHandAgain(
    world,
    ref,
    ({ order }) => to === undefined || order.status_id === to,
  );
  if (at === null) return { kind: 'refused' };
  const topic = orderTopicOf(at.shop.settings, event.what);
  if (topic === undefined) return { kind: 'not wanted' };
  const contactId = await contactIdOf(world, ref, at);
  if (contactId === undefined) return { kind: 'refused' };
  const isFirst = await firstOf(world, at, event);
  const mapped = orderEvent(at.order, at.context, {
    eventId: event.eventId,
    what: event.what,
    ...wordsOf(at, event),
    ...(isFirst === undefined ? {} : { isFirst }),
  });
  return mapped.ok ? { at, topic, contactId, event, mapped } : { kind: 'refused' };
}

/** By its id, so that no address is needed twice. Brevo makes no contact of an event. */
async function contactIdOf(
  world: World,
  ref: OrderRef,
  at: OrderAtHand,
): Promise<number | undefined> {
  const known = world.live.orders.find(ref, world.now())?.contactId;
  if (known !== undefined) return known;
  const contact = await contactOf(at.shop, at.order);
  if (contact.kind !== 'there') return undefined;
  world.live.orders.note(ref, { contactId: contact.contactId });
  return contact.contactId;
}

/** Of a new order alone. */
async function firstOf(
  world: World,
  { order, shop, context }: OrderAtHand,
  { what }: OrderEvent,
): Promise<boolean | undefined> {
  if (what !== 'placed' && what !== 'bought') return undefined;
  const ref = { storeHash: context.store, orderId: order.id };
  const known = world.live.orders.find(ref, world.now())?.isFirst;
  if (known !== undefined) return known;
  const whose =
    order.customer_id === 0
      ? { email: order.billing_address.email.trim() }
      : { customerId: order.customer_id };
  const earlier = await shop.bigcommerce.countEarlierOrders({ ...whose, beforeId: order.id });
  world.live.orders.note(ref, { isFirst: earlier === 0 });
  return earlier === 0;
}

/** The shop's own word for the status it has now, the usual word for one it had. */
function wordsOf({ order }: OrderAtHand, { what, from, to }: OrderEvent) {
  if (what !== 'status') return {};
  const word = (id: number): string =>
    id === order.status_id ? statusWord(order) : wordOfStatus(id);
  return {
    ...(from === undefined ? {} : { from: word(from) }),
    ...(to === undefined ? {} : { to: word(to) }),
  };
}

// The events about a cart: what each says, sent once, and looked for when an answer was lost.
import type { Cart } from '../../bigcommerce/cart-records';
import type { EventValue } from '../../brevo/event-records';
import type { CartEvent, CartEventKind } from '../../contracts/cart-deeds';
import type { EventOutcome } from '../../contracts/record-changes';
import { cartContent, cartProperties } from '../../mapping/cart';
import { orderIdOf } from '../../mapping/order';
import { shopOfAccount } from '../live/live-accounts';
import { sendOnce } from '../live/event-sending';
import { shopOf, type Shop, type World } from '../world';
import { cartLink } from './cart-link';
import { cartPerson, contactOf } from './cart-person';
import { cartShop, type CartShop } from './cart-shop';
import { cartTopic } from './cart-topics';

interface CartEventOf {
  readonly cart: Cart;
  readonly contactId: number;
  readonly what: CartEventKind;
  readonly eventId: string;
  /** ISO. */
  readonly at: string;
  readonly episode?: number;
  /** Epoch milliseconds: when the activity began. */
  readonly beganAt: number;
}

const NOT_WANTED: EventOutcome = { kind: 'not wanted' };
/** After a minute the workflow has counted the attempt as unanswered, and may have made another. */
const SENDS_WITHIN_MS = 45_000;
const HELD_UP: EventOutcome = { kind: 'later', afterMs: 60_000 };

/** About a cart that is there. Throws only before it has sent. */
export async function sendCartEventOf(
  world: World,
  shop: CartShop,
  { cart, contactId, what, eventId, at, episode, beganAt }: CartEventOf,
): Promise<EventOutcome> {
  const topic = cartTopic(shop.settings, what);
  if (topic === undefined) return NOT_WANTED;
  const purpose = episode === undefined ? {} : { purpose: { episode } };
  const url = await cartLink(world, shop, { cart, ...purpose });
  const { storeHash, name } = shop.settings;
  if (world.now() - beganAt > SENDS_WITHIN_MS) return HELD_UP;
  return sendOnce(shop.brevo, {
    event_name: topic,
    identifiers: { contact_id: contactId },
    event_date: at,
    event_properties: {
      event_id: eventId,
      ...cartProperties(cart, { store: storeHash, storeName: name, url }),
      ...(what === 'abandoned' ? abandonment(cart, { url, at, world }) : {}),
    },
  });
}

function abandonment(
  { cart_amount, updated_time }: Cart,
  { url, at, world }: { readonly url: string; readonly at: string; readonly world: World },
): Readonly<Record<string, EventValue>> {
  const changedAt = Date.parse(updated_time) || Date.parse(at);
  return {
    cart_value: cart_amount,
    time_since_activity: Math.max(0, Math.round((world.now() - changedAt) / 1000)),
    recovery_url: url,
  };
}

/** Throws only before it has sent. */
export async function sendCartEvent(
  world: World,
  storeHash: string,
  event: CartEvent,
): Promise<EventOutcome> {
  const beganAt = world.now();
  const { what, cartId, contactId } = event;
  if (what === 'recovered' || what === 'deleted') return sendEnding(world, storeHash, event);
  const { bigcommerce } = await shopOf(world, { storeHash });
  const cart = await bigcommerce.readCart(cartId);
  if (cart === null || cart.lines.length === 0) return NOT_WANTED;
  const shop = await cartShop(world, storeHash, cart.channel_id);
  const person = await cartPerson(shop, cart);
  if (person === undefined || isOther(event, cartContent(cart), person.key)) return NOT_WANTED;
  const found = contactId ?? (await contactOf(shop, person))?.id;
  if (found === undefined) return NOT_WANTED;
  return sendCartEventOf(world, shop, { ...event, cart, contactId: found, beganAt });
}

/** The cart has changed since: a read tells of it as it is now. */
const isOther = ({ told }: CartEvent, content: string, person: string): boolean =>
  told !== undefined && (told.content !== content || told.person !== person);

/** The cart is gone, or as good as gone: what is known of it stands in the event. */
async function sendEnding(
  world: World,
  storeHash: string,
  event: CartEvent,
): Promise<EventOutcome> {
  const { contactId, account, what, eventId, at } = event;
  const shop = await shopOfAccount(world, storeHash, account);
  const topic = shop === null ? undefined : cartTopic(shop.settings, what);
  if (shop === null || topic === undefined || contactId === undefined) return NOT_WANTED;
  return sendOnce(shop.brevo, {
    event_name: topic,
    identifiers: { contact_id: contactId },
    event_date: at,
    event_properties: { event_id: eventId, ...endingProperties(shop, event) },
  });
}

const endingProperties = (
  { settings }: Shop,
  { cartId, what, order, led }: CartEvent,
): Readonly<Record<string, EventValue>> => ({
  id: `cart:${cartId}`,
  cart_id: cartId,
  store_hash: settings.storeHash,
  affiliation: settings.name,
  ...(what === 'deleted' ? { items: [] } : {}),
  ...(order === undefined ? {} : orderProperties(settings.storeHash, order.orderId)),
  ...(order?.amount === undefined ? {} : { amount: Number(order.amount) }),
  ...(order?.currency === undefined ? {} : { currency: order.currency }),
  ...(led === undefined ? {} : { led_by: led.by, led_step: led.step + 1 }),
  ...(led?.variant === undefined ? {} : { led_variant: led.variant }),
});

/** As the events of the order have them, so that the two can be joined. */
const orderProperties = (storeHash: string, orderId: number) => ({
  order_id: orderIdOf(storeHash, orderId),
  order_number: orderId,
});

/** Both clocks may be off, and the date is the cart's own. */
const MARGIN_MS = 86_400_000;

/** Whether Brevo has an event whose answer was lost. Nobody needs to hear of what nobody wants or is there for. */
export async function lookForCartEvent(
  world: World,
  storeHash: string,
  { what, eventId, at, contactId, account }: CartEvent,
): Promise<boolean> {
  const shop = await shopOfAccount(world, storeHash, account);
  const name = shop === null ? undefined : cartTopic(shop.settings, what);
  if (shop === null || name === undefined || contactId === undefined) return true;
  const events = await shop.brevo.listEvents({
    contactId,
    name,
    from: new Date(Date.parse(at) - MARGIN_MS).toISOString(),
    to: new Date(world.now() + MARGIN_MS).toISOString(),
  });
  return events.some(({ event_properties }) => event_properties?.event_id === eventId);
}

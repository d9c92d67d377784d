// Reads what is true of a cart, and tells Brevo of a cart that is new or has changed.
import type { Cart } from '../../bigcommerce/cart-records';
import type { CartEventKind, CartFollow, CartFound, CartThere } from '../../contracts/cart-deeds';
import type { EventOutcome } from '../../contracts/record-changes';
import { cartContent } from '../../mapping/cart';
import { cartPlan } from '../../mapping/cart-plan';
import { toIsoTime } from '../../mapping/dates';
import { shopOf, type World } from '../world';
import { sendCartEventOf } from './cart-events';
import { orderOfCart, toldOrder } from './cart-orders';
import { cartPerson, contactOf, shopperOf } from './cart-person';
import { cartShop, type CartShop } from './cart-shop';

/** Throws only before anything was sent. */
export async function followCart(world: World, request: CartFollow): Promise<CartFound> {
  const beganAt = world.now();
  const { storeHash, cartId, orderId } = request;
  const { bigcommerce } = await shopOf(world, { storeHash });
  if (orderId !== undefined)
    return { kind: 'bought', order: await toldOrder(bigcommerce, orderId) };
  const cart = await bigcommerce.readCart(cartId);
  if (cart === null) {
    const order = await orderOfCart(bigcommerce, cartId);
    return order === undefined ? { kind: 'gone' } : { kind: 'bought', order };
  }
  if (cart.lines.length === 0) return { kind: 'empty' };
  return there(world, request, { cart, beganAt });
}

interface Begun {
  readonly cart: Cart;
  readonly beganAt: number;
}

async function there(
  world: World,
  request: CartFollow,
  { cart, beganAt }: Begun,
): Promise<CartThere> {
  const shop = await cartShop(world, request.storeHash, cart.channel_id);
  const { settings, skill, account } = shop;
  const seen = {
    kind: 'there',
    content: cartContent(cart),
    changedAt: changedAt(cart, world),
    wanted: settings.sync.carts && skill.enabled && cart.cart_amount >= skill.minValue,
    ...(account === undefined ? {} : { account }),
  } as const;
  const person = await cartPerson(shop, cart);
  const contact = person === undefined ? null : await contactOf(shop, person);
  if (person === undefined || contact === null) {
    return { ...seen, plan: { abandonAfterMs: skill.abandonAfterMs, steps: [] } };
  }
  const who = { person: person.key, contactId: contact.id };
  return {
    ...seen,
    ...who,
    plan: cartPlan(skill, shopperOf(settings, person, contact)),
    ...(await told(world, shop, { request, cart, beganAt, content: seen.content, ...who })),
  };
}

interface Telling {
  readonly request: CartFollow;
  readonly cart: Cart;
  readonly content: string;
  readonly person: string;
  readonly contactId: number;
  readonly beganAt: number;
}

/** A run before may have told of an older one. */
const NEW_MS = 72 * 3_600_000;

async function told(
  world: World,
  shop: CartShop,
  telling: Telling,
): Promise<Pick<CartThere, 'created' | 'updated'>> {
  const { request, content, person } = telling;
  const { told: before, eventIds } = request;
  if (before?.content === content && before.person === person) return {};
  if (eventIds === undefined) {
    return before === undefined ? { created: LOST, updated: LOST } : { updated: LOST };
  }
  const createdId = isNews(world, telling) ? eventIds.created : undefined;
  if (createdId === undefined)
    return {
      updated: await tell(world, shop, { ...telling, what: 'updated', eventId: eventIds.updated }),
    };
  const created = await tell(world, shop, { ...telling, what: 'created', eventId: createdId });
  // Once one event is out, nothing is thrown any more; whatever went wrong, Brevo is asked before it is sent again.
  const updated = await tell(world, shop, {
    ...telling,
    what: 'updated',
    eventId: eventIds.updated,
  }).catch(() => LOST);
  return { created, updated };
}

const isNews = (world: World, { request, cart }: Telling): boolean => {
  const createdAt = Date.parse(toIsoTime(cart.created_time) ?? '');
  return request.told === undefined && !(world.now() - createdAt >= NEW_MS);
};

const tell = (
  world: World,
  shop: CartShop,
  event: Telling & { readonly what: CartEventKind; readonly eventId: string },
): Promise<EventOutcome> =>
  sendCartEventOf(world, shop, {
    ...event,
    at: new Date(changedAt(event.cart, world)).toISOString(),
  });

const LOST: EventOutcome = { kind: 'lost' };

/** Epoch milliseconds by BigCommerce's clock; now when it cannot be read. */
export const changedAt = ({ updated_time }: Cart, world: World): number => {
  const iso = toIsoTime(updated_time);
  return iso === undefined ? world.now() : Date.parse(iso);
};

// What a last look sees: first the cart and its order, then everything about the person whose it is.
import type { Cart } from '../../bigcommerce/cart-records';
import type { Contact } from '../../brevo/contact-records';
import type { CartOrder } from '../../contracts/cart-recovery';
import type { MailRequest } from '../../contracts/cart-deeds';
import { cartContent } from '../../mapping/cart';
import type { LookSeen } from '../../mapping/cart-look';
import { mailWords, type Shopper } from '../../mapping/cart-plan';
import { shopOf, type World } from '../world';
import { cartEvidence } from './cart-evidence';
import { cartLink } from './cart-link';
import { orderOfCart, ordersSince } from './cart-orders';
import { cartPerson, findContact, shopperOf, type CartPerson } from './cart-person';
import { sequenceAt } from './cart-sequence';
import { cartShop, type CartShop } from './cart-shop';

export type SeenCart =
  | { readonly kind: 'bought'; readonly order: CartOrder }
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'there';
      readonly cart: Cart;
      readonly shop: CartShop;
      readonly person: CartPerson | undefined;
    };

export async function seeCart(
  world: World,
  { storeHash, cartId }: Pick<MailRequest, 'storeHash' | 'cartId'>,
): Promise<SeenCart> {
  const { bigcommerce } = await shopOf(world, { storeHash });
  const [cart, order] = await Promise.all([
    bigcommerce.readCart(cartId),
    orderOfCart(bigcommerce, cartId),
  ]);
  if (order !== undefined) return { kind: 'bought', order };
  if (cart === null || cart.lines.length === 0) return { kind: 'gone' };
  const shop = await cartShop(world, storeHash, cart.channel_id);
  return { kind: 'there', cart, shop, person: await cartPerson(shop, cart) };
}

export interface SeenPerson {
  readonly look: LookSeen;
  readonly contact: Contact;
  readonly shopper: Shopper;
  readonly link: string;
}

/** Undefined: Brevo has no such contact any more. */
export async function seePerson(
  world: World,
  { cart, shop, person }: Extract<SeenCart, { kind: 'there' }>,
  { changedAt, episode, step }: MailRequest,
): Promise<SeenPerson | undefined> {
  if (person === undefined) return undefined;
  const contact = await findContact(shop, person);
  if (contact === null) return undefined;
  const shopper = shopperOf(shop.settings, person, contact);
  const words = mailWords(shop.skill, shopper, {
    step,
    value: cart.cart_amount,
    now: world.now(),
  });
  const coupon = words?.discount?.code;
  const purpose = { episode, step, ...(coupon === undefined ? {} : { coupon }) };
  const [orders, evidence, link] = await Promise.all([
    ordersSince(shop.bigcommerce, { ...person, since: changedAt }),
    cartEvidence(world, shop, { person, contact }),
    cartLink(world, shop, { cart, purpose }),
  ]);
  const sequence = sequenceAt(contact);
  return {
    contact,
    shopper,
    link,
    look: {
      cart: { content: cartContent(cart), person: person.key },
      // An order of the cart itself would have ended the look before.
      orders,
      evidence,
      ...(sequence === undefined ? {} : { sequence }),
    },
  };
}

// What the shop and Brevo say about writing to somebody about a cart.
import type { Contact } from '../../brevo/contact-records';
import type { CartEvidence } from '../../mapping/cart-consent';
import { toEmail } from '../../mapping/email';
import { DEFAULT_ACCOUNT } from '../../mapping/storefront';
import type { World } from '../world';
import { readCustomer, type CartPerson } from './cart-person';
import type { CartShop } from './cart-shop';

/** BigCommerce's word among a subscriber's consents (subscribers.v3.yml). */
const CART_WORD = 'abandoned_cart';

/** Under which the blocked people of an account are remembered. */
const accountName = ({ settings, account }: CartShop): string =>
  `${settings.storeHash} ${account ?? DEFAULT_ACCOUNT}`;

/** Answers whether there was something to read: the whole list of blocked people can take long. */
export const prepareEvidence = (world: World, shop: CartShop): Promise<boolean> =>
  world.live.blocked.prepare(accountName(shop), shop.brevo, world.now());

export async function cartEvidence(
  world: World,
  shop: CartShop,
  { person, contact }: { readonly person: CartPerson; readonly contact: Contact },
): Promise<CartEvidence> {
  const { settings, brevo, bigcommerce } = shop;
  const policyAll = settings.consent === 'all';
  const [said, customer, storeRequiresConsent, blocked] = await Promise.all([
    saidOf(shop, person.email),
    person.customerId === 0
      ? undefined
      : (person.customer ?? readCustomer(shop, person.customerId)),
    // What nobody asks about costs no request.
    policyAll ? bigcommerce.readCartSettings().then(({ needsConsent }) => needsConsent) : true,
    world.live.blocked.has(accountName(shop), brevo, person.email),
  ]);
  return {
    ...said,
    ...(customer === undefined
      ? {}
      : { accepts: customer.accepts_product_review_abandoned_cart_emails }),
    policyAll,
    storeRequiresConsent,
    blocklisted: contact.emailBlacklisted,
    blocked,
  };
}

/** Somebody may have several records, one a storefront: the one of this storefront speaks, else all of them do. */
async function saidOf(
  { bigcommerce, channelId }: CartShop,
  email: string,
): Promise<Pick<CartEvidence, 'subscribed' | 'withdrawn'>> {
  const { records } = await bigcommerce.listSubscribers({ email });
  const own = records.filter((record) => isSame(record.email, email));
  const here = own.filter(({ channel_id }) => channel_id === channelId);
  const speaking = here.length > 0 ? here : own;
  const yes = speaking.some(({ consents }) => consents.includes(CART_WORD));
  const no = speaking.some(({ consents }) => !consents.includes(CART_WORD));
  return { subscribed: yes && !no, withdrawn: no };
}

function isSame(written: string, email: string): boolean {
  const address = toEmail(written);
  return address.ok && address.email === email;
}

// The list of people who have left a cart: joined with consent alone, and left by everybody in the end.
import type { Contact } from '../../brevo/contact-records';
import type { ListTurn } from '../../contracts/cart-deeds';
import { cartConsent } from '../../mapping/cart-consent';
import { shopOfAccount } from '../live/live-accounts';
import { shopOf, type World } from '../world';
import { cartEvidence, prepareEvidence } from './cart-evidence';
import { seeCart } from './cart-seen';
import { cartListsOf } from './cart-shop';

/** Answers whether the person is on the list. Safe to repeat. */
export async function joinCartList(world: World, turn: ListTurn): Promise<boolean> {
  const seen = await seeCart(world, turn);
  if (seen.kind !== 'there' || seen.person === undefined) return false;
  const { shop, person } = seen;
  const { listId, brevo, settings } = shop;
  if (listId === undefined || !settings.sync.carts) return false;
  const contact = await brevo.readContact({ by: 'contact', contactId: turn.contactId });
  // Whoever has left by Brevo's own link stays out for good.
  if (contact === null || hasLeft(contact, listId)) return false;
  await prepareEvidence(world, shop);
  if (cartConsent(await cartEvidence(world, shop, { person, contact })) !== 'yes') return false;
  if (!contact.listIds.includes(listId)) await brevo.addToList(listId, [contact.id]);
  return true;
}

const hasLeft = ({ listUnsubscribed }: Contact, listId: number): boolean =>
  listUnsubscribed?.includes(listId) === true;

/** Safe to repeat, also for somebody who is not there. */
export async function leaveCartList(
  world: World,
  { storeHash, contactId, account }: ListTurn,
): Promise<void> {
  const shop = await shopOfAccount(world, storeHash, account);
  if (shop === null) return;
  const { settings } = await shopOf(world, { storeHash });
  for (const listId of cartListsOf(settings, account)) {
    await shop.brevo.removeFromList(listId, [contactId]);
  }
}

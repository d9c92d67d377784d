// Notes at a contact whose cart is being written about, so that nobody gets the mails of two carts at once.
import type { Contact } from '../../brevo/contact-records';
import { isFailure } from '../../http/failures';
import type { LookSeen } from '../../mapping/cart-look';
import type { CartShop } from './cart-shop';

/** A text attribute: the cart and episode, and when it was last written about. */
export const CART_SEQUENCE = 'TAJO_CART_SEQUENCE';

export const sequenceName = (cartId: string, episode: number): string => `${cartId}:${episode}`;

export function sequenceAt({ attributes }: Pick<Contact, 'attributes'>): LookSeen['sequence'] {
  const mark = attributes[CART_SEQUENCE];
  const [name = '', written = ''] = typeof mark === 'string' ? mark.split('|') : [];
  const at = Date.parse(written);
  return name === '' || Number.isNaN(at) ? undefined : { name, at };
}

/**
 * Notes it before the mail goes out, and reads it back where another one could have been quicker. False: another
 * sequence has the person, or the note did not stay.
 */
export async function claimSequence(
  { brevo }: Pick<CartShop, 'brevo'>,
  contact: Contact,
  { name, now }: { readonly name: string; readonly now: number },
): Promise<'ours' | 'taken' | 'later'> {
  const before = sequenceAt(contact);
  const key = { by: 'contact', contactId: contact.id } as const;
  const mark = `${name}|${new Date(now).toISOString()}`;
  await brevo.updateContact(key, { attributes: { [CART_SEQUENCE]: mark } });
  if (before?.name === name) return 'ours';
  const after = await brevo.readContact(key);
  if (after === null) return 'later';
  const noted = sequenceAt(after);
  if (noted === undefined) {
    await makeAttribute(brevo);
    return 'later';
  }
  return noted.name === name ? 'ours' : 'taken';
}

/** Brevo ignores values of attributes that it has not. */
async function makeAttribute(brevo: CartShop['brevo']): Promise<void> {
  try {
    await brevo.createAttribute(CART_SEQUENCE, 'text');
  } catch (error) {
    if (!isFailure(error, 'Rejected')) throw error;
  }
}

// Notes at a contact whose cart is being written about, so that nobody gets the mails of two carts at once.
import type { Contact } from '../../brevo/contact-records';
import type { MailOutcome } from '../../contracts/cart-deeds';
import { isFailure } from '../../http/failures';
import { isOfAnother, isSurelyOurs, type SequenceNote } from '../../mapping/cart-sequence';
import type { World } from '../world';
import type { CartShop } from './cart-shop';

/** A text attribute: the cart and episode, and when it was last written about. */
export const CART_SEQUENCE = 'TAJO_CART_SEQUENCE';

export const sequenceName = (cartId: string, episode: number): string => `${cartId}:${episode}`;

export function sequenceAt({ attributes }: Pick<Contact, 'attributes'>): SequenceNote | undefined {
  const mark = attributes[CART_SEQUENCE];
  const [name = '', written = ''] = typeof mark === 'string' ? mark.split('|') : [];
  const at = Date.parse(written);
  return name === '' || Number.isNaN(at) ? undefined : { name, at };
}

interface Claim {
  readonly contact: Contact;
  readonly name: string;
  /** Epoch milliseconds: nothing is noted later than this. */
  readonly notAfter: number;
}

/** By then whoever has the turn has noted it. */
const OTHERS_TURN: MailOutcome = { kind: 'later', afterMs: 15_000 };
const NOT_NOTED: MailOutcome = { kind: 'later', afterMs: 60_000 };

/**
 * Notes it before the mail goes out. Who begins needs the person's turn, and reads behind it what others have noted:
 * Brevo would let two of them write one after the other. Throws TooLate.
 */
export async function claimSequence(
  world: World,
  shop: Pick<CartShop, 'brevo' | 'settings' | 'account'>,
  claim: Claim,
): Promise<'ours' | MailOutcome> {
  const { contact, name } = claim;
  const { storeHash } = shop.settings;
  if (isSurelyOurs(sequenceAt(contact), { name, now: world.now() })) {
    await note(world, shop, claim);
    return 'ours';
  }
  const { account } = shop;
  const turn = { storeHash, account, contactId: contact.id, sequence: name };
  if (!(await world.takeMailTurn(turn))) return OTHERS_TURN;
  const fresh = await shop.brevo.readContact({ by: 'contact', contactId: contact.id });
  if (fresh === null) return NOT_NOTED;
  const noted = sequenceAt(fresh);
  if (isOfAnother(noted, { name, now: world.now() }))
    return { kind: 'stopped', why: 'other sequence' };
  await note(world, shop, claim);
  return noted !== undefined || (await isKept(shop, claim)) ? 'ours' : NOT_NOTED;
}

async function note(
  world: World,
  { brevo }: Pick<CartShop, 'brevo'>,
  { contact, name, notAfter }: Claim,
): Promise<void> {
  const mark = `${name}|${new Date(world.now()).toISOString()}`;
  const key = { by: 'contact', contactId: contact.id } as const;
  await brevo.updateContact(key, { attributes: { [CART_SEQUENCE]: mark } }, { notAfter });
}

/** Brevo ignores values of attributes that it has not. */
async function isKept({ brevo }: Pick<CartShop, 'brevo'>, { contact, name }: Claim) {
  const after = await brevo.readContact({ by: 'contact', contactId: contact.id });
  if (after === null || sequenceAt(after)?.name === name) return after !== null;
  try {
    await brevo.createAttribute(CART_SEQUENCE, 'text');
  } catch (error) {
    if (!isFailure(error, 'Rejected')) throw error;
  }
  return false;
}

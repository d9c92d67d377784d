// One mail about a cart: its key, its words, what Brevo makes of it, and whether Brevo has it.
import { createHash } from 'node:crypto';
import type { Cart } from '../../bigcommerce/cart-records';
import { cartWorkflowId } from '../../contracts/cart-recovery';
import type { MailOutcome, MailRequest } from '../../contracts/cart-deeds';
import { ApiFailure } from '../../http/failures';
import { cartItems, itemsCount } from '../../mapping/cart';
import { mailWords, type MailWords, type Shopper } from '../../mapping/cart-plan';
import type { CartShop } from './cart-shop';

/** Of this kind of key; drawn once. */
const NAMESPACE = Buffer.from('7f0d9c8e5b6a4e0f9a3b2c1d4e5f6071', 'hex');

/** A UUID of version 5 (RFC 9562): the same for every attempt of one mail. */
export function mailKey({ storeHash, cartId, episode, step }: MailRequest): string {
  const name = [cartWorkflowId(storeHash, cartId), episode, step].join(' ');
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

export interface CartMailParts {
  readonly request: MailRequest;
  readonly cart: Cart;
  readonly shopper: Shopper;
  readonly link: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Epoch milliseconds: later than this it does not leave. */
  readonly notAfter: number;
}

const TAG = 'tajo-abandoned-cart';

/** Throws only before Brevo can have taken it: a refused key, a missing feature, TooLate. */
export async function sendCartMail(shop: CartShop, parts: CartMailParts): Promise<MailOutcome> {
  const { request, cart, shopper, now, notAfter } = parts;
  const { step } = request;
  const words = mailWords(shop.skill, shopper, { step, value: cart.cart_amount, now });
  if (words === undefined) return { kind: 'stopped', why: 'not wanted' };
  const key = mailKey(request);
  try {
    const mail = {
      templateId: words.templateId,
      ...(words.subject === undefined ? {} : { subject: words.subject }),
      to: [{ email: shopper.email }],
      params: paramsOf(shop, parts, words),
      tags: [TAG, key],
      headers: { idempotencyKey: key },
    } as const;
    await shop.brevo.sendMail(mail, { notAfter });
    return { kind: 'sent' };
  } catch (error) {
    if (error instanceof ApiFailure) return outcomeOf(error);
    throw error;
  }
}

const paramsOf = (
  { settings }: CartShop,
  { request, cart, link }: CartMailParts,
  { discount }: MailWords,
) => ({
  recovery_url: link,
  shop_name: settings.name,
  cart_value: cart.cart_amount,
  currency: cart.currency,
  items_count: itemsCount(cart),
  items: cartItems(cart, settings.storeHash),
  step: request.step + 1,
  ...(request.variant === undefined ? {} : { variant: request.variant }),
  ...(discount === undefined ? {} : { discount_code: discount.code }),
  ...(discount?.percent === undefined ? {} : { discount_percent: discount.percent }),
  ...(discount?.endsAt === undefined ? {} : { discount_ends_at: discount.endsAt }),
});

const SOON_MS = 1_000;
const HOUR_MS = 3_600_000;
/** "Not enough credits", and accounts that Brevo still looks at (facts of POST /smtp/email). */
const PAYMENT_REQUIRED = 402;

function outcomeOf(failure: ApiFailure): MailOutcome {
  const { call, detail } = failure;
  switch (detail.kind) {
    case 'RateLimited':
      return { kind: 'later', afterMs: Math.ceil(detail.retryAfterMs ?? SOON_MS) };
    case 'Rejected':
      return call.status === PAYMENT_REQUIRED
        ? { kind: 'later', afterMs: HOUR_MS }
        : { kind: 'skipped', why: `refused by Brevo (${call.status} ${detail.code ?? 'no code'})` };
    case 'Unavailable':
    case 'UnexpectedShape':
      return { kind: 'lost' };
    case 'Unauthorized':
    case 'MissingScope':
      throw failure;
  }
}

/** Whether Brevo lists the mail; what it was just given can be missing for minutes. */
export async function wasMailed(
  { brevo }: Pick<CartShop, 'brevo'>,
  {
    email,
    templateId,
    key,
  }: { readonly email: string; readonly templateId: number; readonly key: string },
): Promise<boolean> {
  const mails = await brevo.listMails({ email, templateId });
  return mails.some(({ tags }) => tags?.includes(key) === true);
}

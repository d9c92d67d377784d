// The words of a recovery link: sealed, so that nobody can read or change them, and without anything about a person.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Sealer } from './sealing';

export interface RecoveryWords {
  readonly cartId: string;
  /** The storefront's address. */
  readonly shopUrl: string;
  /** As `products=` takes them; empty when none can be brought back. */
  readonly products: string;
  /** Every line of the cart is among them. */
  readonly complete: boolean;
  readonly coupon?: string;
  /** Of the mail it stands in. */
  readonly episode?: number;
  readonly step?: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export type RecoveryReading =
  | { readonly ok: true; readonly storeHash: string; readonly words: RecoveryWords }
  /** `storeHash` as the link has it, if it has one; nothing proves it. */
  | { readonly ok: false; readonly storeHash?: string };

const FIELD = 'recoveryLink';
/** A mail client or a proxy in between cuts longer addresses. */
const LONGEST = 6_000;

const written = z.tuple([
  z.literal(1),
  z.string(),
  z.string(),
  z.string(),
  z.union([z.literal(0), z.literal(1)]),
  z.string().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.number(),
]);

/** Letters, digits, `_`, `-`, `~` and `.`; different at every call. */
export function recoveryToken(sealer: Sealer, storeHash: string, words: RecoveryWords): string {
  const token = sealed(sealer, storeHash, words);
  // So many lines do not fit: the shopper is led to the shop instead.
  return token.length <= LONGEST
    ? token
    : sealed(sealer, storeHash, { ...words, products: '', complete: false });
}

function sealed(sealer: Sealer, storeHash: string, words: RecoveryWords): string {
  const list: z.infer<typeof written> = [
    1,
    words.cartId,
    words.shopUrl,
    words.products,
    words.complete ? 1 : 0,
    words.coupon ?? null,
    words.episode ?? null,
    words.step ?? null,
    words.expiresAt,
  ];
  const plain = deflateRawSync(JSON.stringify(list)).toString('base64url');
  const seal = sealer.seal(plain, { store: storeHash, field: FIELD });
  return `${storeHash}~${seal.split(':').slice(1).join('~')}`;
}

/** Never throws: whatever came over the wire. */
export function readRecoveryToken(sealer: Sealer, token: string): RecoveryReading {
  const [storeHash = '', keyId = '', bytes = '', ...more] = token.split('~');
  if (!/^[a-z0-9]{1,64}$/.test(storeHash)) return { ok: false };
  if (more.length > 0 || token.length > LONGEST) return { ok: false, storeHash };
  try {
    const plain = sealer.open(`tajo1:${keyId}:${bytes}`, { store: storeHash, field: FIELD });
    const text = inflateRawSync(Buffer.from(plain, 'base64url')).toString('utf8');
    const list: unknown = JSON.parse(text);
    return { ok: true, storeHash, words: wordsOf(written.parse(list)) };
  } catch {
    // A seal that does not open says why to nobody.
    return { ok: false, storeHash };
  }
}

function wordsOf(list: z.infer<typeof written>): RecoveryWords {
  const [, cartId, shopUrl, products, complete, coupon, episode, step, expiresAt] = list;
  return {
    cartId,
    shopUrl,
    products,
    complete: complete === 1,
    ...(coupon !== null && { coupon }),
    ...(episode !== null && { episode }),
    ...(step !== null && { step }),
    expiresAt,
  };
}

/** BigCommerce's address that fills a new cart and opens the checkout; undefined when no line can be brought back. */
export function checkoutUrl({
  shopUrl,
  products,
  coupon,
}: Pick<RecoveryWords, 'shopUrl' | 'products' | 'coupon'>): string | undefined {
  if (products === '') return undefined;
  const discount = coupon === undefined ? '' : `&coupon=${encodeURIComponent(coupon)}`;
  return `${shopUrl.replace(/\/+$/, '')}/checkout/?products=${products}${discount}&action=buy`;
}

// A person as an opaque key that may stand in a history: a plain hash of an address could be guessed.
import { createHmac, hkdfSync } from 'node:crypto';
import type { StoreSettings } from '../config/settings';

/** 96 bits that need the store's token; another token gives other keys. */
export function personKey(
  { storeHash, accessToken }: Pick<StoreSettings, 'storeHash' | 'accessToken'>,
  purpose: 'cart' | 'order',
  who: string,
): string {
  const key = hkdfSync('sha256', accessToken, storeHash, `tajo1 ${purpose} person`, 32);
  return createHmac('sha256', Buffer.from(key)).update(who).digest('base64url').slice(0, 16);
}

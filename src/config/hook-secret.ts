// The secret that BigCommerce sends back with every webhook: made once a store, sealed like the others, kept on reconnect.
import { randomBytes } from 'node:crypto';
import type { ConnectedStore } from '../contracts/store-connection';
import { BrokenSeal, UnknownEncryptionKey, type Sealer } from './sealing';

const BYTES = 32;

export interface HookSecret {
  readonly plain: string;
  readonly sealed: string;
}

export function newHookSecret(storeHash: string, sealer: Sealer): HookSecret {
  const plain = randomBytes(BYTES).toString('base64url');
  return { plain, sealed: sealer.seal(plain, { store: storeHash, field: 'hookSecret' }) };
}

/**
 * What a reconnect adds to the settings that are to be sealed: the secret the store has, so that the newest key seals
 * it again. One that does not open any more is replaced: connecting again is the cure for a lost key.
 */
export function keptHookSecret(
  known: ConnectedStore | undefined,
  sealer: Sealer,
): { readonly hookSecret?: string } {
  const sealed = known?.secrets.hookSecret;
  if (known === undefined || sealed === undefined) return {};
  const { storeHash } = known.options;
  try {
    return { hookSecret: sealer.open(sealed, { store: storeHash, field: 'hookSecret' }) };
  } catch (error) {
    if (!(error instanceof UnknownEncryptionKey || error instanceof BrokenSeal)) throw error;
    return { hookSecret: newHookSecret(storeHash, sealer).plain };
  }
}

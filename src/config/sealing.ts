// Seals secrets with AES-256-GCM, so that they can travel through Temporal and stand in its memos unread.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SEALED } from '../contracts/store-connection';
import type { EncryptionKey, EncryptionKeys } from './encryption-keys';

export { parseEncryptionKeys, type EncryptionKeys } from './encryption-keys';

/** Where a secret belongs; a seal opens only there. */
export interface Bound {
  readonly store: string;
  readonly field: string;
}

export interface Sealer {
  /** Answers `tajo1:<key id>:<base64url of nonce, ciphertext and tag>`, different at every call. */
  seal(plain: string, bound: Bound): string;
  /** Throws UnknownEncryptionKey or BrokenSeal. */
  open(sealed: string, bound: Bound): string;
  /** Throws BrokenSeal when it is no seal at all. */
  keyIdOf(sealed: string): string;
  /** Whether another key than the newest one made it. Throws BrokenSeal when it is no seal at all. */
  isOld(sealed: string): boolean;
}

/** The key that sealed a secret is not among ours. */
export class UnknownEncryptionKey extends Error {
  override readonly name = 'UnknownEncryptionKey';

  constructor(readonly keyId: string) {
    super(
      `A secret is sealed with the key "${keyId}", which TAJO_ENCRYPTION_KEYS does not have: ` +
        'add that key behind the newest one and restart, or connect the store again.',
    );
  }
}

/** A seal was changed, belongs to another store or field, or is none. Carries nothing of the secret. */
export class BrokenSeal extends Error {
  override readonly name = 'BrokenSeal';

  constructor(bound?: Bound) {
    const what =
      bound === undefined ? 'A seal' : `The seal of ${bound.field} of store ${bound.store}`;
    super(
      `${what} does not open: it was changed, belongs elsewhere, or TAJO_ENCRYPTION_KEYS has another key ` +
        'under its id. Put the right key back, or connect the store again.',
    );
  }
}

const VERSION = 'tajo1';
const CIPHER = 'aes-256-gcm';
// The length NIST SP 800-38D recommends: random ones stay unique for 2^32 seals of a key, and we make three a store.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The first key seals, all of them open. */
export function createSealer(keys: EncryptionKeys): Sealer {
  const [newest] = keys;
  return {
    seal: (plain, bound) => sealWith(newest, plain, bound),
    open: (sealed, bound) => {
      const { keyId, bytes } = partsOf(sealed, bound);
      const known = keys.find(({ id }) => id === keyId);
      if (known === undefined) throw new UnknownEncryptionKey(keyId);
      return openWith(known, bytes, bound);
    },
    keyIdOf: (sealed) => partsOf(sealed).keyId,
    isOld: (sealed) => partsOf(sealed).keyId !== newest.id,
  };
}

// A JSON list, so that no store and field can be glued together like another pair; the key id is in it, so
// that it cannot be renamed.
const boundBytes = (keyId: string, { store, field }: Bound): Buffer =>
  Buffer.from(JSON.stringify([VERSION, keyId, store, field]));

function sealWith({ id, key }: EncryptionKey, plain: string, bound: Bound): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundBytes(id, bound));
  const secret = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const bytes = Buffer.concat([nonce, secret, cipher.getAuthTag()]);
  return `${VERSION}:${id}:${bytes.toString('base64url')}`;
}

function partsOf(
  sealed: string,
  bound?: Bound,
): { readonly keyId: string; readonly bytes: Buffer } {
  const [, keyId = '', text = ''] = SEALED.test(sealed) ? sealed.split(':') : [];
  const bytes = Buffer.from(text, 'base64url');
  // Two spellings of the same bytes would be two seals; only the one we write is right.
  const isOurs = bytes.length >= NONCE_BYTES + TAG_BYTES && bytes.toString('base64url') === text;
  if (!isOurs) throw new BrokenSeal(bound);
  return { keyId, bytes };
}

function openWith({ id, key }: EncryptionKey, bytes: Buffer, bound: Bound): string {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const secret = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundBytes(id, bound));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = decipher.update(secret);
  try {
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch {
    // Node only says that it cannot authenticate; there is no cause worth carrying.
    throw new BrokenSeal(bound);
  }
}

// The keys that secrets are sealed with, as TAJO_ENCRYPTION_KEYS writes them.
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

export interface EncryptionKey {
  /** Written into every seal, so that it is known which key opens it. */
  readonly id: string;
  /** 256 bits; a KeyObject, because it shows no bytes when it is printed. */
  readonly key: KeyObject;
}

/** Newest first: the first one seals, all of them open. */
export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]];

export type KeysReading =
  | { readonly ok: true; readonly keys: EncryptionKeys }
  | { readonly ok: false; readonly problem: string };

const ENTRY = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/;
const KEY_BYTES = 32;

/** `id:base64-of-32-bytes,…`, newest first. A problem counts the entries and repeats nothing of them. */
export function parseEncryptionKeys(text: string): KeysReading {
  const found: { readonly id: string; readonly base64: string; readonly key: KeyObject }[] = [];
  for (const [index, entry] of text.split(',').entries()) {
    const place = `Entry ${String(index + 1)}`;
    const [, id, base64] = ENTRY.exec(entry.trim()) ?? [];
    if (id === undefined || base64 === undefined) return { ok: false, problem: `${place} ${FORM}` };
    const bytes = Buffer.from(base64, 'base64');
    // The last digit of base64 has two spare bits: set, they betray a slip of the pen.
    if (bytes.toString('base64') !== base64) return { ok: false, problem: `${place} ${FORM}` };
    if (new Set(bytes).size < 8) return { ok: false, problem: `${place} is not random: ${CURE}` };
    if (found.some((other) => other.id === id || other.base64 === base64)) {
      const problem = `${place} repeats the id or the key of an earlier one: every key has its own id, and every id its own key.`;
      return { ok: false, problem };
    }
    found.push({ id, base64, key: createSecretKey(bytes) });
  }
  const [newest, ...older] = found.map(({ id, key }) => ({ id, key }));
  return newest === undefined
    ? { ok: false, problem: `There is no key: ${CURE}` }
    : { ok: true, keys: [newest, ...older] };
}

const CURE =
  'run `tajo-bigcommerce init`, or write `id:` and the output of `openssl rand -base64 32`.';
const FORM = `is not id:base64-of-32-bytes (ids: up to 32 letters, digits, _ and -): ${CURE}`;

/** One fresh entry for TAJO_ENCRYPTION_KEYS. */
export const newEncryptionKey = (id: string): string =>
  `${id}:${randomBytes(KEY_BYTES).toString('base64')}`;

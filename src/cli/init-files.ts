// The texts that `tajo-bigcommerce init` writes: .env with fresh keys, and what an existing one lacks.
import { randomBytes } from 'node:crypto';
import { parseEnv } from 'node:util';
import { newEncryptionKey } from '../config/encryption-keys';
import type { Variables } from '../config/environment';

/** Names whose values nobody has to think of. */
export const GENERATED = ['TAJO_API_KEY', 'TAJO_ENCRYPTION_KEYS', 'POSTGRES_PASSWORD'] as const;
export type GeneratedName = (typeof GENERATED)[number];

/** A fresh value; `today` is an ISO date and becomes the id of the encryption key. */
function freshValue(name: GeneratedName, today: string): string {
  if (name === 'TAJO_ENCRYPTION_KEYS') return newEncryptionKey(`k${today.replaceAll('-', '')}`);
  return randomBytes(24).toString('base64url');
}

/** What a .env file sets; a name that is set to nothing is left out. */
export function variablesIn(text: string): Variables {
  return Object.fromEntries(Object.entries(parseEnv(text)).filter(([, value]) => value !== ''));
}

export const missingIn = (variables: Variables): readonly GeneratedName[] =>
  GENERATED.filter((name) => (variables[name] ?? '') === '');

/** The password serves docker-compose.yml alone; the connector itself does without. */
export const isNeeded = (name: GeneratedName): boolean => name !== 'POSTGRES_PASSWORD';

/** `text` with fresh values for `names`: in their empty lines where there are some, else at its end. */
export function withKeys(text: string, names: readonly GeneratedName[], today: string): string {
  return names.reduce((before, name) => withKey(before, name, freshValue(name, today)), text);
}

function withKey(text: string, name: GeneratedName, value: string): string {
  const line = `${name}=${value}`;
  // The last one counts when a name stands there twice.
  const empty = [
    ...text.matchAll(new RegExp(`^(?:export )?${name}=[ \\t]*(?:""|'')?[ \\t]*$`, 'gm')),
  ];
  const last = empty.at(-1);
  if (last !== undefined) {
    return text.slice(0, last.index) + line + text.slice(last.index + last[0].length);
  }
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
}

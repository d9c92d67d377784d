// A store's settings with their secrets sealed, as they are sent to Temporal, and back.
import { createHmac, hkdfSync } from 'node:crypto';
import type { ConnectedStore } from '../contracts/store-connection';
import type { StoreOptions } from '../contracts/store-settings';
import type { Sealer } from './sealing';
import type { StoreSettings } from './settings';

type Secrets = Omit<StoreSettings, keyof StoreOptions>;

/** Answers options without any secret, and the secrets sealed for this store. */
export function sealStore(settings: StoreSettings, sealer: Sealer): ConnectedStore {
  const { options, secrets } = apart(settings);
  const store = options.storeHash;
  const seal = (plain: string, field: string) => sealer.seal(plain, { store, field });
  const { accessToken, clientSecret, brevoApiKey, storefrontKeys, hookSecret } = secrets;
  return {
    options,
    secrets: {
      accessToken: seal(accessToken, 'accessToken'),
      ...(clientSecret !== undefined && { clientSecret: seal(clientSecret, 'clientSecret') }),
      brevoApiKey: seal(brevoApiKey, 'brevoApiKey'),
      ...(storefrontKeys !== undefined && { storefrontKeys: eachKey(storefrontKeys, seal) }),
      ...(hookSecret !== undefined && { hookSecret: seal(hookSecret, 'hookSecret') }),
    },
    digest: digestOf(options, secrets),
  };
}

/** Throws UnknownEncryptionKey or BrokenSeal. */
export function openStore({ options, secrets }: ConnectedStore, sealer: Sealer): StoreSettings {
  const store = options.storeHash;
  const open = (sealed: string, field: string) => sealer.open(sealed, { store, field });
  const { accessToken, clientSecret, brevoApiKey, storefrontKeys, hookSecret } = secrets;
  return {
    ...options,
    accessToken: open(accessToken, 'accessToken'),
    ...(clientSecret !== undefined && { clientSecret: open(clientSecret, 'clientSecret') }),
    brevoApiKey: open(brevoApiKey, 'brevoApiKey'),
    ...(storefrontKeys !== undefined && { storefrontKeys: eachKey(storefrontKeys, open) }),
    ...(hookSecret !== undefined && { hookSecret: open(hookSecret, 'hookSecret') }),
  };
}

/** Each bound to its channel: a key cannot be moved to another storefront. */
const eachKey = (
  keys: Readonly<Record<string, string>>,
  turn: (value: string, field: string) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(keys).map(([channel, key]) => [channel, turn(key, `storefrontKeys.${channel}`)]),
  );

/** Whether a store should be sealed anew, because a newer key has come since. */
export const isSealedWithOldKey = ({ secrets }: ConnectedStore, sealer: Sealer): boolean =>
  [
    secrets.accessToken,
    secrets.clientSecret,
    secrets.brevoApiKey,
    secrets.hookSecret,
    ...Object.values(secrets.storefrontKeys ?? {}),
  ].some((sealed) => sealed !== undefined && sealer.isOld(sealed));

function apart(settings: StoreSettings): {
  readonly options: StoreOptions;
  readonly secrets: Secrets;
} {
  const { accessToken, clientSecret, brevoApiKey, storefrontKeys, hookSecret, ...options } =
    settings;
  const secrets = {
    accessToken,
    ...(clientSecret !== undefined && { clientSecret }),
    brevoApiKey,
    ...(storefrontKeys !== undefined && { storefrontKeys }),
    ...(hookSecret !== undefined && { hookSecret }),
  };
  return { options: nothingElse(options), secrets };
}

/** A secret that is new in StoreSettings and not named above stops the compiler here, not in a memo. */
const nothingElse = <T extends StoreOptions>(
  options: T & Readonly<Record<Exclude<keyof T, keyof StoreOptions>, never>>,
): StoreOptions => options;

/**
 * Stands beside the options in a memo that anyone with access to the namespace reads, so a plain hash would let
 * guesses of a secret be tried. It is keyed with the secrets themselves: nobody can compute it without guessing
 * all of them at once, and the vendors make them from well over 128 random bits. No encryption key takes part,
 * so the digest stays the same when those are rotated; nor does the hooks' secret, which nobody configures.
 */
function digestOf(options: StoreOptions, secrets: Secrets): string {
  const { accessToken, clientSecret = null, brevoApiKey, storefrontKeys } = secrets;
  const others = storefrontKeys === undefined ? [] : [canonical(storefrontKeys)];
  const material = JSON.stringify([accessToken, clientSecret, brevoApiKey, ...others]);
  const key = hkdfSync('sha256', material, options.storeHash, 'tajo1 store digest', 32);
  return createHmac('sha256', Buffer.from(key)).update(canonical(options)).digest('base64url');
}

/** JSON with the keys in order, because the order of keys says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

// What an entry point cannot do without: everything it lacks is said at once, with the cure.
import type { EncryptionKeys } from './encryption-keys';
import type { Environment } from './environment';
import { ConfigProblems, type ConfigProblem } from './problems';

/** What the API needs. Both parts are secrets: never log it. */
export interface ApiNeeds {
  readonly key: string;
  readonly encryptionKeys: EncryptionKeys;
}

/** For the API. Throws ConfigProblems naming both when both are missing. */
export function requireApi({ api, encryptionKeys }: Environment): ApiNeeds {
  const { key } = api;
  if (key !== undefined && encryptionKeys !== undefined) return { key, encryptionKeys };
  throw new ConfigProblems([
    ...(key === undefined ? [NO_API_KEY] : []),
    ...(encryptionKeys === undefined ? [NO_ENCRYPTION_KEYS] : []),
  ]);
}

/** For the worker, which opens what was sealed. Throws ConfigProblems. */
export function requireEncryptionKeys({ encryptionKeys }: Environment): EncryptionKeys {
  if (encryptionKeys !== undefined) return encryptionKeys;
  throw new ConfigProblems([NO_ENCRYPTION_KEYS]);
}

/** For callers of the API. Throws ConfigProblems. */
export function requireApiDoor({ api }: Environment): {
  readonly url: string;
  readonly key: string;
} {
  const { url, key } = api;
  if (key !== undefined) return { url, key };
  throw new ConfigProblems([NO_API_KEY]);
}

const NO_API_KEY: ConfigProblem = {
  file: 'environment',
  path: 'TAJO_API_KEY',
  sentence:
    'The key of our API is missing: run `tajo-bigcommerce init` (with --add-keys when there is a .env already), or take the one that the API was started with.',
};

const NO_ENCRYPTION_KEYS: ConfigProblem = {
  file: 'environment',
  path: 'TAJO_ENCRYPTION_KEYS',
  sentence:
    'The keys that seal the stores are missing: run `tajo-bigcommerce init` (with --add-keys when there is a .env already); API and worker need the same.',
};

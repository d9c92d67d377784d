// Which store and whose keys: taken from connector.yml, or from the environment when a single store leaves them out.
import type { Variables } from './environment';

/** The five words that say which store and whose keys. */
export interface StoreIdentity {
  readonly store_hash: string;
  readonly access_token: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly brevo_api_key: string;
}

interface IdentityWord {
  readonly word: keyof StoreIdentity;
  readonly variable: string;
  readonly required: boolean;
  readonly example?: string;
}

const WORDS: readonly IdentityWord[] = [
  { word: 'store_hash', variable: 'BC_STORE_HASH', required: true, example: 'your-store-hash' },
  {
    word: 'access_token',
    variable: 'BC_ACCESS_TOKEN',
    required: true,
    example: 'your-access-token',
  },
  { word: 'client_id', variable: 'BC_CLIENT_ID', required: false, example: 'your-client-id' },
  { word: 'client_secret', variable: 'BC_CLIENT_SECRET', required: false },
  { word: 'brevo_api_key', variable: 'BREVO_API_KEY', required: true },
];

/** Words that belong to one store and are never inherited from the connector. */
export const OWN_WORDS: readonly (keyof StoreIdentity)[] = [
  'store_hash',
  'access_token',
  'client_id',
  'client_secret',
];

/** A sentence about a word of the identity; `variable` when its value came from the environment. */
export interface IdentityRemark {
  readonly word: keyof StoreIdentity;
  readonly variable?: string;
  readonly sentence: string;
}

export interface IdentityReading {
  readonly identity: Readonly<Partial<Record<keyof StoreIdentity, string>>>;
  readonly problems: readonly IdentityRemark[];
  readonly warnings: readonly IdentityRemark[];
}

/** What is wrong with a store hash, with the cure; undefined when it is right. The example's placeholder passes. */
export function storeHashProblem(hash: string): string | undefined {
  if (/^[a-z0-9]+$/.test(hash) || isExample('store_hash', hash)) return undefined;
  const inside = /store-([a-z0-9]+)/.exec(hash)?.[1];
  if (inside !== undefined) {
    return `The store hash is only the part after "store-": write ${inside}.`;
  }
  return 'A store hash is lower-case letters and digits: abc123 for https://store-abc123.mybigcommerce.com.';
}

/**
 * `written` are the words found in the file; `env` is given for a single store only. The placeholders of the
 * published example count as left out, and stay, with a warning, when the environment has nothing better.
 */
export function readIdentity(
  written: Readonly<Record<string, unknown>>,
  env: Variables | undefined,
): IdentityReading {
  const identity: Partial<Record<keyof StoreIdentity, string>> = {};
  const problems: IdentityRemark[] = [];
  const warnings: IdentityRemark[] = [];
  for (const entry of WORDS) {
    const value = written[entry.word] ?? '';
    if (typeof value !== 'string') continue;
    const fromEnv = needsFilling(entry, value) ? variableValue(entry, env) : '';
    if (fromEnv !== '') {
      identity[entry.word] = fromEnv;
      problems.push(...variableProblems(entry, fromEnv));
    } else if (value !== '') {
      identity[entry.word] = value;
      if (needsFilling(entry, value)) warnings.push(unfilled(entry, env));
    } else if (entry.required) {
      problems.push(missing(entry, env));
    }
  }
  return { identity, problems, warnings };
}

function variableValue({ variable }: IdentityWord, env: Variables | undefined): string {
  return env?.[variable] ?? '';
}

function needsFilling(entry: IdentityWord, value: string): boolean {
  return value === '' || value === entry.example;
}

function isExample(word: string, value: string): boolean {
  return WORDS.some((entry) => entry.word === word && entry.example === value);
}

function variableProblems(entry: IdentityWord, value: string): IdentityRemark[] {
  const sentence = entry.word === 'store_hash' ? storeHashProblem(value) : undefined;
  return sentence === undefined ? [] : [{ word: entry.word, variable: entry.variable, sentence }];
}

function missing({ word, variable }: IdentityWord, env: Variables | undefined): IdentityRemark {
  const cure =
    env === undefined
      ? `write ${word}: "\${NAME}" for this store and set NAME in the environment`
      : `set ${variable} in the environment (or write it here)`;
  return { word, sentence: `${word} is missing: ${cure}.` };
}

function unfilled({ word, variable }: IdentityWord, env: Variables | undefined): IdentityRemark {
  const cure = env === undefined ? 'write the real one' : `write the real one, or set ${variable}`;
  return { word, sentence: `${word} is still the example's placeholder: ${cure}.` };
}

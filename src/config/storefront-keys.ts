// Keys of storefronts with a Brevo account of their own: connector.yml names a variable, the environment holds the key.
import { sectionOf, type Path, type RawSection, type Remark } from './cross-checks';
import type { Variables } from './environment';

interface NamedKey {
  readonly at: number;
  readonly channel: string;
  readonly variable: string;
}

export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

function namedKeys(words: RawSection): readonly NamedKey[] {
  const lines: readonly unknown[] = Array.isArray(words.storefronts) ? words.storefronts : [];
  return lines.flatMap((line, at) => {
    const { channel_id, brevo_api_key_env } = sectionOf(line);
    // A key that was written here by mistake is never repeated.
    return typeof brevo_api_key_env === 'string' && VARIABLE_NAME.test(brevo_api_key_env)
      ? [{ at, channel: String(channel_id), variable: brevo_api_key_env }]
      : [];
  });
}

/** The names of a section whose variables are not set. */
export function missingKeys(words: RawSection, path: Path, env: Variables): readonly Remark[] {
  return namedKeys(words)
    .filter(({ variable }) => (env[variable] ?? '') === '')
    .map(({ at, variable }) => ({
      path: [...path, 'storefronts', at, 'brevo_api_key_env'],
      sentence: `${variable} is not set: set it in the environment to the API key of that Brevo account, or take the line out (the storefront then writes to the store's own account).`,
    }));
}

/** By channel id. */
export const keysOf = (said: RawSection, env: Variables): Readonly<Record<string, string>> =>
  Object.fromEntries(
    namedKeys(said).flatMap(({ channel, variable }) => {
      const key = env[variable] ?? '';
      return key === '' ? [] : [[channel, key]];
    }),
  );

/** The words as they are sent to the API, which cannot read the sender's environment. */
export function withoutNames(said: RawSection): RawSection {
  if (!Array.isArray(said.storefronts)) return said;
  const storefronts = said.storefronts.map((line: unknown) => {
    const entries = Object.entries(sectionOf(line));
    return Object.fromEntries(entries.filter(([word]) => word !== 'brevo_api_key_env'));
  });
  return { ...said, storefronts };
}

// Looks for contradictions between keys of connector.yml that are each right on their own.
import { type IdentityReading, OWN_WORDS } from './store-identity';
import { INVENTORY_ALIAS, INVENTORY_SCOPES } from './webhook-scopes';

export type Path = readonly PropertyKey[];

/** A sentence about a place in the file. */
export interface Remark {
  readonly path: Path;
  readonly sentence: string;
}

export type RawSection = Readonly<Record<string, unknown>>;

/** One store as written, before its words are checked. */
export interface RawStore {
  readonly name: string;
  readonly path: Path;
  readonly words: RawSection;
  readonly identity: IdentityReading;
}

/** `value` as a map; an empty one when it is none (the schema complains about that). */
export function sectionOf(value: unknown): RawSection {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** Two names for one mapping in the same section; one scope in two lines of `webhooks`. */
export function sectionContradictions(words: RawSection, path: Path): readonly Remark[] {
  const found: Remark[] = [];
  if (words.customer_mapping != null && words.field_mapping != null) {
    found.push({
      path: [...path, 'field_mapping'],
      sentence: 'field_mapping is another name for customer_mapping: keep one of the two.',
    });
  }
  const seen = new Map<string, number>();
  for (const [index, line] of webhookLines(words).entries()) {
    if (line === undefined) continue;
    const scopes = line === INVENTORY_ALIAS ? INVENTORY_SCOPES : [line];
    const earlier = scopes.map((scope) => seen.get(scope)).find((value) => value !== undefined);
    if (earlier !== undefined) {
      const sentence = `${line} has its event in line ${String(earlier + 1)} of this list: keep one of the two.`;
      found.push({ path: [...path, 'webhooks', index, 'scope'], sentence });
    }
    for (const scope of scopes) seen.set(scope, index);
  }
  return found;
}

/** What a reader should know although the file can be used. */
export function inventoryWarnings(words: RawSection, path: Path): readonly Remark[] {
  return webhookLines(words).flatMap((scope, index) =>
    scope === INVENTORY_ALIAS
      ? [
          {
            path: [...path, 'webhooks', index, 'scope'],
            sentence: `BigCommerce has no scope ${INVENTORY_ALIAS}; it is read as these four: ${INVENTORY_SCOPES.join(', ')}.`,
          },
        ]
      : [],
  );
}

/** A store's own words beside `stores`, names nobody could type, one shop under two names. */
export function storeContradictions(
  connector: RawSection,
  stores: readonly RawStore[],
): readonly Remark[] {
  if (connector.stores == null) return [];
  const path: Path = ['connectors', 'bigcommerce'];
  const beside = OWN_WORDS.filter((word) => connector[word] != null).map((word) => ({
    path: [...path, word],
    sentence: `${word} belongs to one store: move it below its name in stores.`,
  }));
  const none =
    stores.length > 0
      ? []
      : [
          {
            path: [...path, 'stores'],
            sentence: 'No store is named here: add one, or remove stores.',
          },
        ];
  return [...beside, ...none, ...stores.flatMap(nameProblem), ...sharedHashes(stores)];
}

function nameProblem({ name, path }: RawStore): readonly Remark[] {
  return /^[A-Za-z][A-Za-z0-9_-]*$/.test(name)
    ? []
    : [
        {
          path,
          sentence:
            'A store is named with letters, digits, _ and -, beginning with a letter, e.g. main.',
        },
      ];
}

function sharedHashes(stores: readonly RawStore[]): readonly Remark[] {
  const names = new Map<string, string>();
  return stores.flatMap(({ name, path, identity: { identity } }) => {
    const hash = identity.store_hash;
    if (hash === undefined) return [];
    const other = names.get(hash);
    names.set(hash, other ?? name);
    if (other === undefined) return [];
    const sentence = `Store ${hash} is already connected as ${other}: a store connects once, remove one of the two names.`;
    return [{ path: [...path, 'store_hash'], sentence }];
  });
}

function webhookLines(words: RawSection): readonly (string | undefined)[] {
  if (!Array.isArray(words.webhooks)) return [];
  return words.webhooks.map((line: unknown) => {
    const { scope } = sectionOf(line);
    return typeof scope === 'string' ? scope : undefined;
  });
}

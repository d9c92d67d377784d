// Packs a product's custom fields into Brevo's metaInfo and seals each row with its own fingerprint.
import type { Product } from '../bigcommerce/catalog-records';
import type { ProductUpsert } from '../brevo/commerce-records';
import { fingerprint } from './fingerprint';

type MetaInfo = NonNullable<ProductUpsert['metaInfo']>;

/** The key under which a row carries the fingerprint of everything else in it. */
export const fingerprintKey = 'tajo_fingerprint';

/** The key under which a product's row names its variants. */
const variantsKey = 'tajo_variants';

const ours: ReadonlySet<string> = new Set([fingerprintKey, variantsKey]);

// Brevo takes 20 keys and 20,000 characters together; the rest is kept for our own key.
const mostKeys = 18;
const mostCharacters = 18_000;

/**
 * A field that does not fit is left out whole, never cut; fields of one name are joined by a comma. The variants that
 * have rows of their own come first: when one of them, or the product, is gone, only this row still knows them.
 */
export function metaInfoFrom(
  fields: Product['custom_fields'],
  variantIds: readonly number[] = [],
): MetaInfo {
  const mark = variantsMark(variantIds);
  const meta: Record<string, string> = mark === '' ? {} : { [variantsKey]: mark };
  let left = mostCharacters - (mark === '' ? 0 : variantsKey.length + mark.length);
  for (const [key, value] of joined(fields)) {
    const size = key.length + value.length;
    if (size > left || Object.keys(meta).length >= mostKeys) continue;
    meta[key] = value;
    left -= size;
  }
  return meta;
}

/** Adds the fingerprint by which the next sync sees that nothing has changed. */
export function sealed(row: ProductUpsert): ProductUpsert {
  return { ...row, metaInfo: { ...row.metaInfo, [fingerprintKey]: fingerprint(row) } };
}

/** Steps from id to id in base 36: the most variants a product can have (600) fit, and most are one step apart. */
function variantsMark(ids: readonly number[]): string {
  let before = 0;
  const steps: string[] = [];
  for (const id of [...new Set(ids)].sort((left, right) => left - right)) {
    steps.push((id - before).toString(36));
    before = id;
  }
  return steps.join(' ');
}

/** Variant ids in the metaInfo of a product's row, as Brevo answers it. */
export function markedVariants(
  metaInfo: Readonly<Record<string, unknown>> | null | undefined,
): readonly number[] {
  const mark = metaInfo?.[variantsKey];
  if (typeof mark !== 'string' || !/^[0-9a-z]+( [0-9a-z]+)*$/.test(mark)) return [];
  let id = 0;
  return mark.split(' ').map((step) => {
    id += Number.parseInt(step, 36);
    return id;
  });
}

function joined(fields: Product['custom_fields']): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of fields) {
    const key = keyOf(name);
    const text = value.trim();
    if (key === '' || ours.has(key) || text === '') continue;
    const before = values.get(key);
    values.set(key, before === undefined ? text : `${before}, ${text}`);
  }
  return values;
}

// Letters of every script stay: a field called 소재 must not vanish. `__proto__` would be no key of its own.
function keyOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.join('_').slice(0, 100);
}

// Packs a product's custom fields into Brevo's metaInfo and seals each row with its own fingerprint.
import type { Product } from '../bigcommerce/catalog-records';
import type { ProductUpsert } from '../brevo/commerce-records';
import { fingerprint } from './fingerprint';

type MetaInfo = NonNullable<ProductUpsert['metaInfo']>;

/** The key under which a row carries the fingerprint of everything else in it. */
export const fingerprintKey = 'tajo_fingerprint';

// Brevo takes 20 keys and 20,000 characters together; the rest is kept for our own key.
const mostKeys = 18;
const mostCharacters = 18_000;

/** A field that does not fit is left out whole, never cut; fields of one name are joined by a comma. */
export function metaInfoFrom(fields: Product['custom_fields']): MetaInfo {
  const meta: Record<string, string> = {};
  let left = mostCharacters;
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

function joined(fields: Product['custom_fields']): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of fields) {
    const key = keyOf(name);
    const text = value.trim();
    if (key === '' || key === fingerprintKey || text === '') continue;
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

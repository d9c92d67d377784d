// Lays a store's words over the connector's, and those over the root's, before they are read as one section.
import { sectionOf, type RawSection } from './cross-checks';

/** Sections that are joined key by key. The rest (lists, mapping, webhooks) is replaced as a whole: list ids belong to one Brevo account. */
const JOINED = new Set(['sync', 'metrics', 'guard', 'brevo']);

/** `layers` from the outermost in; a key left empty says nothing. `field_mapping` comes out as `customer_mapping`. */
export function laidOver(layers: readonly RawSection[]): RawSection {
  const result = new Map<string, unknown>();
  for (const layer of layers) {
    for (const [written, value] of Object.entries(layer)) {
      if (value === null || value === undefined) continue;
      const key = written === 'field_mapping' ? 'customer_mapping' : written;
      const joined = JOINED.has(key)
        ? laidOver([sectionOf(result.get(key)), sectionOf(value)])
        : value;
      result.set(key, joined);
    }
  }
  return Object.fromEntries(result);
}

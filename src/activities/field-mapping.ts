// The store's customer mapping, compiled: which path fills which attribute, and which are metrics.
import type { StoreSettings } from '../config/settings';
import type { MappedField } from '../mapping/contact-attributes';
import { compilePath } from '../mapping/path';

/** Paths were checked when the configuration was loaded; a broken one here is a bug. */
export function mappedFields({ customerMapping }: StoreSettings): readonly MappedField[] {
  return customerMapping.map(({ path, attribute }) => {
    const compiled = compilePath(path);
    if (!compiled.ok) throw new TypeError(`customer_mapping: ${compiled.problem}`);
    return { path: compiled.path, attribute };
  });
}

/** Attributes written from a person's own fields: what the contact's fingerprint covers. */
export function profileAttributes(settings: StoreSettings): readonly string[] {
  const names = mappedFields(settings)
    .filter(({ path, attribute }) => path.kind !== 'metric' && attribute !== 'EMAIL')
    .map(({ attribute }) => attribute);
  return [...new Set(names)];
}

export interface MetricAttributes {
  readonly orders?: string;
  readonly spent?: string;
}

/** The attributes that orders fill; either may be left out of the mapping. */
export function metricAttributes(settings: StoreSettings): MetricAttributes {
  const nameOf = (metric: string) =>
    mappedFields(settings).find(({ path }) => path.kind === 'metric' && path.metric === metric)
      ?.attribute;
  const orders = nameOf('orders_count');
  const spent = nameOf('total_spent');
  return { ...(orders === undefined ? {} : { orders }), ...(spent === undefined ? {} : { spent }) };
}

/** Marks whom we put on a list: whoever has the mark and is not on the list has left. */
export const listMark = (listId: number): string => `TAJO_LISTED_${listId}`;

/** The one list that imports go through. It is never mailed. */
export const TECHNICAL_LIST = 'tajo-bigcommerce (technical, never mail this list)';
export const TECHNICAL_FOLDER = 'tajo-bigcommerce';

/** The store's marketing lists, as far as they are configured. */
export const ourLists = (settings: StoreSettings): readonly number[] =>
  onceEach(
    choicesOf(settings).flatMap((lists) => [lists.allCustomers, lists.buyers, lists.abandonedCart]),
  );

/** Lists whose members we mark; for abandoned carts the cart consent alone decides. */
export const markedLists = (settings: StoreSettings): readonly number[] =>
  onceEach(choicesOf(settings).flatMap((lists) => [lists.allCustomers, lists.buyers]));

/** The store's and those of its storefronts. */
const choicesOf = ({ lists, storefronts = [] }: StoreSettings) => [
  lists,
  ...storefronts.map((storefront) => storefront.lists),
];

const onceEach = (ids: readonly (number | undefined)[]): readonly number[] => [
  ...new Set(ids.filter((id) => id !== undefined)),
];

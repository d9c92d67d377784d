// Everything in the toy shop, and what those who change it share.

import type { ShopCart } from './cart-records';
import type { ShopBrand, ShopCategory, ShopChannel, ShopProduct } from './catalog-records';
import type {
  ShopCustomer,
  ShopCustomerAttribute,
  ShopCustomerGroup,
  ShopSubscriber,
} from './customer-records';
import { isoSeconds } from './iso-seconds';
import type { ShopOrder } from './order-records';
import type { Random } from './random';

/** Records are replaced, never changed, so an object stands for one version. Maps by number are in order of id. */
export interface ShopState {
  readonly customers: Map<number, ShopCustomer>;
  readonly orders: Map<number, ShopOrder>;
  readonly products: Map<number, ShopProduct>;
  readonly subscribers: Map<number, ShopSubscriber>;
  /** By id, in order of their last change. */
  readonly carts: Map<string, ShopCart>;
  readonly groups: readonly ShopCustomerGroup[];
  readonly attributes: readonly ShopCustomerAttribute[];
  readonly categories: ShopCategory[];
  readonly brands: readonly ShopBrand[];
  readonly channels: readonly ShopChannel[];
}

export interface Workshop {
  readonly state: ShopState;
  readonly random: Random;
  /** A number no person of this shop has had. */
  readonly nextPerson: () => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told of everything that happens, as BigCommerce would call it. */
  readonly tell: (happening: Happening) => void;
}

/** What a webhook says: a store-level scope, and ids (callbacks/*.yml of github.com/bigcommerce/docs). */
export interface Happening {
  readonly scope: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A change to a record; `date_modified` becomes the current second unless the patch sets it. */
export type Patch<T> = Partial<Omit<T, 'id'>>;

export function moment(workshop: Workshop): string {
  return isoSeconds(workshop.now());
}

/** Throws when the record is not there. */
export function existing<T>(records: ReadonlyMap<number, T>, id: number): T {
  const record = records.get(id);
  if (record === undefined) throw new Error(`The toy shop has no record ${id} of this kind.`);
  return record;
}

/** Whether two versions of a record say the same. */
export const isSame = (one: object, other: object, except: readonly string[] = []): boolean =>
  textWithout(one, except) === textWithout(other, except);

const textWithout = (record: object, fields: readonly string[]): string =>
  JSON.stringify(record, (name, value: unknown) => (fields.includes(name) ? undefined : value));

/** Ids that were never given before, also when the newest record is deleted. */
export function idsAfter(records: ReadonlyMap<number, unknown>): () => number {
  let last = 0;
  for (const id of records.keys()) last = Math.max(last, id);
  return () => {
    last += 1;
    return last;
  };
}

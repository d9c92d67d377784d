// Reads the records that an earlier sync had to reject, by the ids of its report; those that are gone are left out.
import type { Product } from '../bigcommerce/catalog-records';
import type { Customer, Subscriber } from '../bigcommerce/customer-records';
import type { Order } from '../bigcommerce/order-records';
import type { ChunkContext } from './chunk-context';

const A_PAGE = 250;

/** `123`, `subscriber:123` and `order:123`; what has another form is of another kind. */
function numbersOf(ids: readonly string[], prefix: '' | 'subscriber:' | 'order:'): number[] {
  return ids
    .filter((id) => id.startsWith(prefix) && /^\d+$/.test(id.slice(prefix.length)))
    .map((id) => Number(id.slice(prefix.length)));
}

async function byIds<T>(
  ids: readonly number[],
  read: (some: readonly number[]) => Promise<{ readonly records: readonly T[] }>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let at = 0; at < ids.length; at += A_PAGE)
    found.push(...(await read(ids.slice(at, at + A_PAGE))).records);
  return found;
}

export const rejectedProducts = (
  { bigcommerce }: ChunkContext,
  ids: readonly string[],
): Promise<readonly Product[]> =>
  byIds(numbersOf(ids, ''), (some) => bigcommerce.listProducts({ ids: some }));

/** Lowest id first: of two with one address it has the contact. */
export async function rejectedCustomers(
  { bigcommerce }: ChunkContext,
  ids: readonly string[],
): Promise<readonly Customer[]> {
  const found = await byIds(numbersOf(ids, ''), (some) => bigcommerce.listCustomers({ ids: some }));
  return [...found].sort((left, right) => left.id - right.id);
}

export const rejectedSubscribers = (
  { bigcommerce }: ChunkContext,
  ids: readonly string[],
): Promise<readonly Subscriber[]> =>
  byIds(numbersOf(ids, 'subscriber:'), (some) => bigcommerce.listSubscribers({ ids: some }));

/** Orders can only be asked for one by one. An archived one is gone. */
export async function rejectedOrders(
  { bigcommerce }: ChunkContext,
  ids: readonly string[],
): Promise<readonly Order[]> {
  const found: Order[] = [];
  for (const id of numbersOf(ids, 'order:')) {
    const order = await bigcommerce.readOrder(id);
    if (order?.is_deleted === false) found.push(order);
  }
  return found;
}

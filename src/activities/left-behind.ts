// Who shares an address with a customer, and stays when the customer moves to another one: then a person of his or her own.
import type { Customer, Subscriber } from '../bigcommerce/customer-records';
import type { Order } from '../bigcommerce/order-records';
import type { ChunkContext } from './chunk-context';
import { contactIndexOf } from './loaders';
import type { LedgerLine } from './memory/order-ledger';
import { SUBSCRIBED } from './memory/person-sums';
import type { Key } from './memory/row-table';

const A_PAGE = 250;

/** Customers read in this run who have no contact any more: the twins of one who moved. */
export async function customersLeftBehind(context: ChunkContext): Promise<readonly Customer[]> {
  const { memory } = context;
  if (memory.vacated.length === 0) return [];
  const index = await contactIndexOf(context);
  const vacated = new Set(memory.vacated.map((key) => key.join()));
  const hasNobody = (person: Key): boolean => {
    if (!vacated.has(person.join())) return false;
    const row = index.byEmailHash(person);
    return row === undefined || index.known(row).customerId === 0;
  };
  const ids = [...memory.customers.entries()]
    .filter(({ person }) => hasNobody(person))
    .map(({ id }) => id);
  return readByIds(ids, (some) => context.bigcommerce.listCustomers({ ids: some }));
}

/** Newsletter readers whose address no contact has any more. */
export async function subscribersLeftBehind(context: ChunkContext): Promise<readonly Subscriber[]> {
  const isEmpty = await emptyAddress(context);
  const ids = [...context.memory.subscribers.entries()]
    .filter(({ person, marks }) => marks === SUBSCRIBED && isEmpty(person))
    .map(({ id }) => id);
  return readByIds(ids, (some) => context.bigcommerce.listSubscribers({ ids: some }));
}

/**
 * Orders that were read as somebody else's: of guests with such an address, and of customers who moved or shared an
 * address with one who did. Orders can only be asked for one by one.
 */
export async function ordersLeftBehind(context: ChunkContext): Promise<readonly Order[]> {
  const { memory } = context;
  if (memory.vacated.length === 0) return [];
  const index = await contactIndexOf(context);
  const vacated = new Set(memory.vacated.map((key) => key.join()));
  const isElsewhere = ({ customerId, person }: LedgerLine): boolean => {
    if (!vacated.has(person.join())) return false;
    const row = index.byEmailHash(person);
    if (customerId === 0) return row === undefined;
    const now = memory.customers.personOf(customerId) ?? person;
    return now.join() !== person.join() || row !== undefined;
  };
  const ids = [...memory.ledger.untouched()].filter(isElsewhere).map(({ orderId }) => orderId);
  const found: Order[] = [];
  for (const id of ids) {
    const order = await context.bigcommerce.readOrder(id);
    // An archived order is in no list: the sweep sees to it.
    if (order?.is_deleted === false) found.push(order);
  }
  return found;
}

async function readByIds<T>(
  ids: readonly number[],
  read: (some: readonly number[]) => Promise<{ readonly records: readonly T[] }>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let at = 0; at < ids.length; at += A_PAGE) {
    const { records } = await read(ids.slice(at, at + A_PAGE));
    found.push(...records);
  }
  return found;
}

async function emptyAddress(context: ChunkContext): Promise<(person: Key) => boolean> {
  const { vacated } = context.memory;
  if (vacated.length === 0) return () => false;
  const index = await contactIndexOf(context);
  const empty = new Set(
    vacated.filter((key) => index.byEmailHash(key) === undefined).map((key) => key.join()),
  );
  return (person) => empty.has(person.join());
}

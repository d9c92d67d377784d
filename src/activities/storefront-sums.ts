// What is known about people from the records of some storefronts alone: each list asks about its own.
import type { ListToJoin } from '../contracts/sync-plan';
import type { ChunkContext } from './chunk-context';
import type { OrderChoice } from './memory/order-ledger';
import type { PersonSums } from './memory/person-sums';
import type { Places } from './memory/places';
import type { RunMemory } from './memory/run-memory';

export interface KnownPeople {
  readonly orders: PersonSums;
  readonly subscribers: PersonSums;
}

/** Of the records of these storefronts, of all records without any. */
export type KnownFrom = (storefronts?: readonly number[]) => KnownPeople;

/** Summed once a choice of storefronts, however many lists share it. */
export function onceEachChoice(knownFrom: KnownFrom): KnownFrom {
  const known = new Map<string, KnownPeople>();
  return (storefronts) => {
    const name = nameOf(storefronts);
    const people = known.get(name) ?? knownFrom(storefronts);
    known.set(name, people);
    return people;
  };
}

const nameOf = (storefronts: readonly number[] | undefined): string =>
  storefronts === undefined ? 'all' : storefronts.join();

/** True for every record when no storefront is named. */
export const isFrom =
  (places: Places, storefronts: readonly number[] | undefined) =>
  (id: number): boolean =>
    storefronts === undefined || storefronts.includes(places.storefrontOf(id) ?? -1);

export function ordersFrom(
  { places }: RunMemory,
  storefronts: readonly number[] | undefined,
): OrderChoice {
  const { orders } = places;
  return { name: nameOf(storefronts), version: orders.version, has: isFrom(orders, storefronts) };
}

const A_PAGE = 250;

/**
 * Under `consent: all` the storefront where a customer signed up decides, not a record that says yes: whom this worker
 * has not read is read.
 */
export async function knowHomes(
  { settings, plan, memory, bigcommerce }: ChunkContext,
  customerIds: readonly number[],
): Promise<void> {
  const isAsked = plan.lists.some(({ storefronts }) => storefronts !== undefined);
  if (settings.consent !== 'all' || !isAsked) return;
  const { customers } = memory.places;
  const unknown = customerIds.filter(
    (id) => id !== 0 && customers.storefrontOf(id) === undefined && !customers.others.has(id),
  );
  for (let at = 0; at < unknown.length; at += A_PAGE)
    await bigcommerce.listCustomers({ ids: unknown.slice(at, at + A_PAGE) });
}

/** Whether a customer signed up in a storefront of the list. */
export const isAtHome = (
  { memory }: ChunkContext,
  { storefronts }: ListToJoin,
  customerId: number,
): boolean => isFrom(memory.places.customers, storefronts)(customerId);

// Reads again what changed in a list since its phase began, and writes whatever this run had not seen.
import type { ClosingRequest, ClosingResult } from '../contracts/activities';
import { chunkResult } from './chunk-parts';
import { contextOf, type ChunkContext } from './chunk-context';
import { Counting } from './counting';
import { writeCustomers } from './customer-writer';
import { customersLeftBehind, ordersLeftBehind, subscribersLeftBehind } from './left-behind';
import { afterOf } from './loaders';
import { welcomeGuests, writeOrders } from './order-writer';
import { writeProducts } from './product-writer';
import { rememberRecent, unseenOf } from './recent';
import { writeSubscribers } from './subscribers-chunk';
import type { World } from './world';

export async function closeList(world: World, request: ClosingRequest): Promise<ClosingResult> {
  const context = await contextOf(world, request);
  const { list, since, cursor } = request;
  const query = { modifiedSince: since, ...afterOf(cursor) };
  switch (list) {
    case 'products':
      return closeProducts(context, query);
    case 'customers':
      return closeCustomers(context, query);
    case 'subscribers':
      return closeSubscribers(context, query);
    case 'orders':
      return closeOrders(context, query);
  }
}

interface Query {
  readonly modifiedSince: string;
  readonly after?: string;
}

async function closeProducts(context: ChunkContext, query: Query): Promise<ClosingResult> {
  const { records, next, date } = await context.bigcommerce.listProducts(query);
  const unseen = unseenOf(context, 'products', records);
  const counting = countingOf(records.length, unseen.length);
  if (unseen.length > 0) await writeProducts(context, unseen, counting);
  rememberRecent(context, 'products', unseen);
  return { ...chunkResult(counting, { next, date }), unseen: unseen.length };
}

async function closeCustomers(context: ChunkContext, query: Query): Promise<ClosingResult> {
  const { records, next, date } = await context.bigcommerce.listCustomers(query);
  // Of two customers with one address the lower id has the contact: it must come first.
  const unseen = [...unseenOf(context, 'customers', records)].sort(
    (left, right) => left.id - right.id,
  );
  const counting = countingOf(records.length, unseen.length);
  const importProcess =
    unseen.length > 0 ? await writeCustomers(context, unseen, counting) : undefined;
  rememberRecent(context, 'customers', unseen);
  // Their orders are looked at next and must find them.
  const others = await customersLeftBehind(context);
  counting.read += others.length;
  await writeCustomers({ ...context, singlesOnly: true }, others, counting);
  return { ...chunkResult(counting, { next, date, importProcess }), unseen: unseen.length };
}

async function closeSubscribers(context: ChunkContext, query: Query): Promise<ClosingResult> {
  const { records, next, date } = await context.bigcommerce.listSubscribers(query);
  const unseen = withOthers(
    unseenOf(context, 'subscribers', records),
    await subscribersLeftBehind(context),
  );
  const counting = new Counting();
  counting.read = Math.max(0, records.length - unseen.length);
  counting.unchanged = counting.read;
  const importProcess =
    unseen.length > 0 ? await writeSubscribers(context, unseen, counting) : undefined;
  rememberRecent(context, 'subscribers', unseen);
  return { ...chunkResult(counting, { next, date, importProcess }), unseen: unseen.length };
}

/** Guests by single calls here: few orders change during a sync, and each must find its person. */
async function closeOrders(context: ChunkContext, query: Query): Promise<ClosingResult> {
  const { records, next, date } = await context.bigcommerce.listOrders(query);
  const unseen = withOthers(unseenOf(context, 'orders', records), await ordersLeftBehind(context));
  const counting = countingOf(records.length, unseen.length);
  if (unseen.length === 0) return { ...chunkResult(counting, { next, date }), unseen: 0 };
  const guests = new Counting();
  await welcomeGuests({ ...context, singlesOnly: true }, unseen, guests);
  const { lines, sentBatch } = await writeOrders(context, unseen, { counting, needed: () => true });
  for (const line of lines) context.memory.ledger.change(line.orderId, line);
  rememberRecent(context, 'orders', unseen);
  return { ...chunkResult(counting, { next, date, sentBatch }), unseen: unseen.length };
}

/** The records of a page, and more that were found another way. */
function withOthers<T extends { readonly id: number }>(
  records: readonly T[],
  others: readonly T[],
): readonly T[] {
  return [...records, ...others.filter(({ id }) => !records.some((record) => record.id === id))];
}

/** What was seen already counts as unchanged. */
function countingOf(read: number, unseen: number): Counting {
  const counting = new Counting();
  counting.read = Math.max(read, unseen);
  counting.unchanged = counting.read - unseen;
  return counting;
}

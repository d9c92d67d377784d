// Reads again what changed in a list since its phase began, and writes whatever this run had not seen.
import type { ClosingRequest, ClosingResult } from '../contracts/activities';
import { writeCategories } from './category-writer';
import { chunkResult } from './chunk-parts';
import type { ChunkContext } from './chunk-context';
import { Counting } from './counting';
import { writeCustomers } from './customer-writer';
import { inStep } from './incremental-steps';
import { customersLeftBehind, ordersLeftBehind, subscribersLeftBehind } from './left-behind';
import { afterOf } from './loaders';
import type { TouchedPerson } from './memory/touched-people';
import { welcomeGuests, writeOrders } from './order-writer';
import { handOver } from './orders/touch-flows';
import { writeProducts } from './product-writer';
import { rememberRecent, unseenOf } from './recent';
import { writeSubscribers } from './subscribers-chunk';
import { newOrMoved, roundSource, touchedByOrders, touchedBySubscribers } from './touched';
import type { World } from './world';

export const closeList = (world: World, request: ClosingRequest): Promise<ClosingResult> =>
  inStep(world, request, (context) => CLOSING[request.list](context, request, world));

const queryOf = ({ since, cursor }: ClosingRequest) => ({
  modifiedSince: since,
  ...afterOf(cursor),
});

/** An incremental sync looks at metrics and lists of these people afterwards. Call it before anything is written. */
function noteTouched(
  { memory }: ChunkContext,
  { round, list, cursor, next }: ClosingRequest & { readonly next: string | undefined },
  people: readonly TouchedPerson[],
): void {
  if (round !== undefined) memory.touched.note(roundSource(round, list), { cursor, next }, people);
}

async function closeProducts(
  context: ChunkContext,
  request: ClosingRequest,
): Promise<ClosingResult> {
  const { records, next, date } = await context.bigcommerce.listProducts(queryOf(request));
  const unseen = unseenOf(context, 'products', records);
  const counting = countingOf(records.length, unseen.length);
  // Categories have no date of change: outside a full sync they are looked at when a product has changed.
  const isIncremental = request.round !== undefined;
  if (isIncremental && unseen.length > 0 && request.cursor === undefined)
    await writeCategories(context);
  if (unseen.length > 0) await writeProducts(context, unseen, counting);
  rememberRecent(context, 'products', unseen);
  return { ...chunkResult(counting, { next, date }), unseen: unseen.length };
}

async function closeCustomers(
  context: ChunkContext,
  request: ClosingRequest,
): Promise<ClosingResult> {
  const { records, next, date } = await context.bigcommerce.listCustomers(queryOf(request));
  // Of two customers with one address the lower id has the contact: it must come first.
  const unseen = [...unseenOf(context, 'customers', records)].sort(
    (left, right) => left.id - right.id,
  );
  if (request.round !== undefined)
    noteTouched(context, { ...request, next }, await newOrMoved(context, unseen, request.since));
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

async function closeSubscribers(
  context: ChunkContext,
  request: ClosingRequest,
): Promise<ClosingResult> {
  const { records, next, date } = await context.bigcommerce.listSubscribers(queryOf(request));
  const unseen = withOthers(
    unseenOf(context, 'subscribers', records),
    await subscribersLeftBehind(context),
  );
  noteTouched(context, { ...request, next }, touchedBySubscribers(unseen));
  const counting = new Counting();
  counting.read = Math.max(0, records.length - unseen.length);
  counting.unchanged = counting.read;
  const importProcess =
    unseen.length > 0 ? await writeSubscribers(context, unseen, counting) : undefined;
  rememberRecent(context, 'subscribers', unseen);
  return { ...chunkResult(counting, { next, date, importProcess }), unseen: unseen.length };
}

/**
 * Guests by single calls here: few orders change during a sync, and each must find its person. What has changed is
 * left to the flow of the order: batches have no version and would overwrite what it has sent meanwhile.
 */
async function closeOrders(
  context: ChunkContext,
  request: ClosingRequest,
  world: World,
): Promise<ClosingResult> {
  const { records, next, date } = await context.bigcommerce.listOrders(queryOf(request));
  const changed = unseenOf(context, 'orders', records);
  const unseen = withOthers(changed, await ordersLeftBehind(context));
  const counting = countingOf(records.length, unseen.length);
  if (request.round !== undefined)
    noteTouched(context, { ...request, next }, await touchedByOrders(context, unseen));
  if (unseen.length === 0) return { ...chunkResult(counting, { next, date }), unseen: 0 };
  const guests = new Counting();
  await welcomeGuests({ ...context, singlesOnly: true }, unseen, guests);
  // A full sync has just sent batches of its own, which may have landed on newer states.
  const touch = request.round === undefined ? { rewrite: true } : {};
  const handed = await handOver(world, context, { orders: changed, touch });
  const { lines, sentBatch } = await writeOrders(context, unseen, {
    counting,
    needed: () => true,
    isElsewhere: ({ id }) => handed.has(id),
  });
  counting.rejectedIds.push(...guests.rejectedIds);
  for (const line of lines) context.memory.ledger.change(line.orderId, line);
  rememberRecent(context, 'orders', unseen);
  return { ...chunkResult(counting, { next, date, sentBatch }), unseen: unseen.length };
}

const CLOSING = {
  products: closeProducts,
  customers: closeCustomers,
  subscribers: closeSubscribers,
  orders: closeOrders,
} as const;

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

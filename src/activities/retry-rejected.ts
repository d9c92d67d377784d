// Looks again at records that an earlier sync rejected: whoever was corrected meanwhile gets into Brevo.
import type { ChunkResult, Retry, RetryRequest } from '../contracts/activities';
import { chunkResult } from './chunk-parts';
import type { ChunkContext } from './chunk-context';
import { Counting } from './counting';
import { writeCustomers } from './customer-writer';
import { inStep } from './incremental-steps';
import { welcomeGuests, writeOrders } from './order-writer';
import { writeProducts } from './product-writer';
import { rememberRecent } from './recent';
import {
  rejectedCustomers,
  rejectedOrders,
  rejectedProducts,
  rejectedSubscribers,
} from './rejected-records';
import { writeSubscribers } from './subscribers-chunk';
import { retrySource, touchedByCustomers, touchedByOrders, touchedBySubscribers } from './touched';
import type { World } from './world';

export const retryRejected = (world: World, request: RetryRequest): Promise<ChunkResult> =>
  inStep(world, request, (context) =>
    RETRIES[request.resource]({ ...context, singlesOnly: true }, request, new Counting()),
  );

async function products(
  context: ChunkContext,
  retry: Retry,
  counting: Counting,
): Promise<ChunkResult> {
  const records = await rejectedProducts(context, retry.ids);
  counting.read = records.length;
  if (records.length > 0) await writeProducts(context, records, counting);
  rememberRecent(context, 'products', records);
  return chunkResult(counting, {});
}

async function people(
  context: ChunkContext,
  retry: Retry,
  counting: Counting,
): Promise<ChunkResult> {
  const { touched } = context.memory;
  const customers = await rejectedCustomers(context, retry.ids);
  counting.read = customers.length;
  if (customers.length > 0) await writeCustomers(context, customers, counting);
  rememberRecent(context, 'customers', customers);
  const subscribers = await rejectedSubscribers(context, retry.ids);
  if (subscribers.length > 0) await writeSubscribers(context, subscribers, counting);
  rememberRecent(context, 'subscribers', subscribers);
  const refused = new Set(counting.rejectedIds);
  touched.note(
    retrySource('customers', retry),
    {},
    touchedByCustomers(customers.filter(({ id }) => !refused.has(String(id)))),
  );
  touched.note(
    retrySource('subscribers', retry),
    {},
    touchedBySubscribers(subscribers.filter(({ id }) => !refused.has(`subscriber:${id}`))),
  );
  return chunkResult(counting, {});
}

async function orders(
  context: ChunkContext,
  retry: Retry,
  counting: Counting,
): Promise<ChunkResult> {
  const records = await rejectedOrders(context, retry.ids);
  counting.read = records.length;
  const guests = new Counting();
  await welcomeGuests(context, records, guests);
  const { sentBatch } = await writeOrders(context, records, { counting, needed: () => true });
  counting.rejectedIds.push(...guests.rejectedIds);
  rememberRecent(context, 'orders', records);
  const refused = new Set(counting.rejectedIds);
  const good = records.filter(({ id }) => !refused.has(`order:${id}`));
  context.memory.touched.note(
    retrySource('orders', retry),
    {},
    await touchedByOrders(context, good),
  );
  return chunkResult(counting, { sentBatch });
}

const RETRIES = { products, customers: people, orders } as const;

// One chunk of a phase: reads pages, maps, writes, and hands back where the next chunk begins.
import type { ChunkRequest, ChunkResult } from '../contracts/activities';
import { writeCategories } from './category-writer';
import { contextOf, type ChunkContext } from './chunk-context';
import { chunkResult, readPages } from './chunk-parts';
import { needHourly } from './commerce-batches';
import { consentChunk } from './consent-chunk';
import { Counting } from './counting';
import { writeCustomers } from './customer-writer';
import { afterOf } from './loaders';
import { metricsChunk } from './metrics-chunk';
import { ordersChunk } from './orders-chunk';
import { writeProducts } from './product-writer';
import { rememberRecent } from './recent';
import { subscribersChunk } from './subscribers-chunk';
import type { World } from './world';

const A_PAGE = 250;
/** Chunks are one page for small shops and grow, so that a huge shop needs few imports. */
const MOST_PAGES = 40;
const CHUNKS_WANTED = 40;

export const pagesPerChunk = (total: number | undefined): number =>
  Math.min(MOST_PAGES, Math.max(1, Math.ceil((total ?? 0) / A_PAGE / CHUNKS_WANTED)));

export async function syncChunk(world: World, request: ChunkRequest): Promise<ChunkResult> {
  const context = await contextOf(world, request);
  const { phase, cursor } = request;
  switch (phase) {
    case 'products':
      return productsChunk(context, cursor);
    case 'customers':
      return customersChunk(context, cursor);
    case 'subscribers':
      return subscribersChunk(context, cursor);
    case 'orders':
      return ordersChunk(world, context, cursor);
    case 'metrics':
      return metricsChunk(context, cursor);
    case 'consent':
      return consentChunk(context, cursor);
  }
}

async function productsChunk(
  context: ChunkContext,
  cursor: string | undefined,
): Promise<ChunkResult> {
  const { bigcommerce, brevo, memory } = context;
  needHourly(brevo.bucket('hourly'), 1);
  if (cursor === undefined) await writeCategories(context);
  const page = await bigcommerce.listProducts(afterOf(cursor));
  const counting = new Counting();
  counting.read = page.records.length;
  await writeProducts(context, page.records, counting);
  memory.products.chunks.set(cursor, page.next, null);
  rememberRecent(context, 'products', page.records);
  return chunkResult(counting, { next: page.next, date: page.date });
}

async function customersChunk(
  context: ChunkContext,
  cursor: string | undefined,
): Promise<ChunkResult> {
  const { bigcommerce, memory, plan } = context;
  const { records, next, date } = await readPages(
    pagesPerChunk(plan.totals.customers),
    cursor,
    (after) => bigcommerce.listCustomers(afterOf(after)),
  );
  const counting = new Counting();
  counting.read = records.length;
  const importProcess = await writeCustomers(context, records, counting);
  memory.customers.chunks.set(cursor, next, null);
  rememberRecent(context, 'customers', records);
  return chunkResult(counting, { next, date, importProcess });
}

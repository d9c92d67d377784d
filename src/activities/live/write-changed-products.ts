// Brings changed products with their variants, prices and stock to Brevo, and marks those that are gone.
import type { Product } from '../../bigcommerce/catalog-records';
import type { ChangesWritten, ProductsToWrite } from '../../contracts/record-changes';
import { isFailure, type ApiFailure } from '../../http/failures';
import { productIdOf } from '../../mapping/product-ids';
import { writeCategories } from '../category-writer';
import type { ChunkContext } from '../chunk-context';
import { Counting } from '../counting';
import { brandNamesOf } from '../loaders';
import { CatalogIndex } from '../memory/catalog-index';
import { deletedRow, sendProducts, writeProducts } from '../product-writer';
import { confirmedGone } from '../swept';
import type { World } from '../world';
import { liveCatalog } from './live-catalog';
import { writeInEach, type LiveAccount } from './live-accounts';
import { liveWork, renewed } from './live-context';
import { writtenBy } from './live-result';

export const writeChangedProducts = (
  world: World,
  request: ProductsToWrite,
): Promise<ChangesWritten> =>
  writeInEach(world, request.storeHash, (at) => writeFrom(world, at, request));

/** Those that one account sells. */
async function writeFrom(
  world: World,
  at: LiveAccount,
  request: ProductsToWrite,
): Promise<ChangesWritten> {
  const { changed, deleted, categories } = request;
  const { context } = await liveWork(world, at, { withAddresses: true });
  const counting = new Counting();
  if (!context.plan.resources.includes('products')) return writtenBy(counting);
  if (categories) await writeCategories(context);
  const ids = [...changed, ...deleted];
  if (ids.length === 0) return writtenBy(counting);
  const { records } = await context.bigcommerce.listProducts({ ids });
  const gone = await reallyGone(context, request, records);
  if (records.length + gone.length === 0) return writtenBy(counting);
  const named = await withBrands(world, { at, context }, records);
  const look = await lookAtCatalog(named, records, gone);
  await named.memory.catalog.get(() => Promise.resolve(look.catalog));
  counting.read = records.length;
  await writeProducts(named, records, counting);
  // Only Brevo knows the variants of a product that is gone.
  if (look.refusal !== undefined && gone.length > 0) throw look.refusal;
  return { ...writtenBy(counting), removed: await takeOut(named, look.catalog, gone) };
}

/** A brand that was made a moment ago has its name only in the shop. */
async function withBrands(
  world: World,
  { at, context }: { readonly at: LiveAccount; readonly context: ChunkContext },
  products: readonly Product[],
): Promise<ChunkContext> {
  const known = await brandNamesOf(context);
  const unknown = products.some(
    ({ brand_id }) => (brand_id ?? 0) !== 0 && !known.has(brand_id ?? 0),
  );
  return unknown ? (await renewed(world, at, { withAddresses: true })).context : context;
}

async function reallyGone(
  { bigcommerce, memory }: ChunkContext,
  { changed, deleted }: ProductsToWrite,
  records: readonly Product[],
): Promise<readonly number[]> {
  const there = new Set(records.map(({ id }) => id));
  const unsaid = changed.filter((id) => !there.has(id));
  const confirmed = await confirmedGone(unsaid, (ids) => bigcommerce.listProductIds({ ids }));
  // What another account sells is the next full sync's to take out here.
  const { others } = memory.places.products;
  return [...deleted.filter((id) => !there.has(id)), ...confirmed].filter((id) => !others.has(id));
}

interface CatalogLook {
  readonly catalog: CatalogIndex;
  /** Brevo's hourly bucket is empty: nothing is known, and everything is written. */
  readonly refusal?: ApiFailure;
}

/** Products have a bucket of their own for writing, so that they need not wait for an hour to be compared. */
async function lookAtCatalog(
  context: ChunkContext,
  records: readonly Product[],
  gone: readonly number[],
): Promise<CatalogLook> {
  try {
    return { catalog: await liveCatalog(context, records, gone) };
  } catch (error) {
    if (!isFailure(error, 'RateLimited')) throw error;
    return { catalog: new CatalogIndex(), refusal: error };
  }
}

/** Answers how many products were marked as deleted. */
async function takeOut(
  context: ChunkContext,
  catalog: CatalogIndex,
  gone: readonly number[],
): Promise<number> {
  const shown = (row: string): boolean => catalog.get(row)?.deleted === false;
  const products = gone.map((id) => productIdOf(context.plan.storeHash, id));
  const rows = products.flatMap((row) => [row, ...catalog.variantsOf(row)]).filter(shown);
  await sendProducts(
    context,
    catalog,
    rows.map((id) => deletedRow(context, catalog, id)),
  );
  return products.filter((row) => rows.includes(row)).length;
}

// Brings products and their variants to Brevo: only rows whose fingerprint differs, by batches or single calls.
import type { Product } from '../bigcommerce/catalog-records';
import type { ProductUpsert } from '../brevo/commerce-records';
import { isFailure } from '../http/failures';
import { productsFrom } from '../mapping/product';
import { productIdOf } from '../mapping/product-ids';
import { fingerprintKey } from '../mapping/product-meta';
import { DEFAULT_ACCOUNT, placesOf } from '../mapping/storefront';
import type { ChunkContext } from './chunk-context';
import type { Counting } from './counting';
import { sendRows } from './commerce-batches';
import { brandNamesOf, catalogOf } from './loaders';
import type { CatalogIndex } from './memory/catalog-index';

export async function writeProducts(
  context: ChunkContext,
  products: readonly Product[],
  counting: Counting,
): Promise<void> {
  const catalog = await catalogOf(context);
  const { plan, memory } = context;
  const brandNames = await brandNamesOf(context);
  const { includeVariants, includeImages } = plan;
  const changed: ProductUpsert[] = [];
  const owners = new Map<string, number>();
  for (const product of products) {
    const rows = productsFrom(product, {
      store: plan.storeHash,
      storeUrl: addressOf(context, product),
      brandNames,
      includeVariants,
      includeImages,
    });
    memory.products.put(product.id);
    const news = [
      ...rows,
      ...goneVariants(context, catalog, { productId: product.id, rows }),
    ].filter((row) => plan.fresh || !isThere(catalog, row));
    for (const row of news) owners.set(row.id, product.id);
    if (news.length === 0) counting.unchanged += 1;
    changed.push(...news.map((row) => revived(catalog, row)));
  }
  const refused = await sendProducts(context, catalog, changed);
  count(counting, owners, refused);
}

/** The default's where it is sold there, else that of its first storefront in this account. */
function addressOf(
  { plan, storefronts }: ChunkContext,
  { channels = [] }: Pick<Product, 'channels'>,
): string {
  if (plan.storefronts === undefined) return plan.shopUrl;
  const account = plan.account ?? DEFAULT_ACCOUNT;
  const place = placesOf(storefronts, channels).find((one) => one.account === account);
  const own = plan.storefronts.find(({ channelId }) => channelId === place?.storefront);
  return own?.url ?? plan.shopUrl;
}

function count(
  counting: Counting,
  owners: ReadonlyMap<string, number>,
  refused: ReadonlySet<string>,
): void {
  const bad = new Set(
    [...owners].filter(([row]) => refused.has(row)).map(([, product]) => product),
  );
  for (const product of new Set(owners.values())) {
    if (bad.has(product)) counting.note('rejected', 'refused by Brevo', product);
    else counting.written += 1;
  }
}

const markOf = ({ metaInfo }: ProductUpsert): string => String(metaInfo?.[fingerprintKey] ?? '');

function isThere(catalog: CatalogIndex, row: ProductUpsert): boolean {
  const known = catalog.get(row.id);
  if (known === undefined) return false;
  return (
    known.deleted === (row.isDeleted ?? false) &&
    (row.isDeleted === true || known.fingerprint === markOf(row))
  );
}

/** A row that Brevo holds as deleted must be told that it is back. */
const revived = (catalog: CatalogIndex, row: ProductUpsert): ProductUpsert =>
  catalog.get(row.id)?.deleted === true && row.isDeleted !== true
    ? { ...row, isDeleted: false }
    : row;

/** Variants that Brevo still shows and the product no longer has. */
function goneVariants(
  context: ChunkContext,
  catalog: CatalogIndex,
  { productId, rows }: { readonly productId: number; readonly rows: readonly ProductUpsert[] },
): readonly ProductUpsert[] {
  if (!context.plan.includeVariants) return [];
  const present = new Set(rows.map(({ id }) => id));
  return catalog
    .variantsOf(productIdOf(context.plan.storeHash, productId))
    .filter((id) => !present.has(id) && catalog.get(id)?.deleted === false)
    .map((id) => deletedRow(context, catalog, id));
}

/** Brevo never deletes a product; it is marked, with its name because the row could be unknown. */
export const deletedRow = (
  { now }: ChunkContext,
  catalog: CatalogIndex,
  id: string,
): ProductUpsert => ({
  id,
  name: catalog.get(id)?.name ?? id,
  isDeleted: true,
  deletedAt: new Date(now()).toISOString(),
});

/** Answers the ids Brevo refused. */
export async function sendProducts(
  { brevo }: ChunkContext,
  catalog: CatalogIndex,
  rows: readonly ProductUpsert[],
): Promise<ReadonlySet<string>> {
  const refused = new Set<string>();
  const landed = (some: readonly ProductUpsert[]): void => {
    for (const row of some) {
      catalog.put(row.id, {
        name: row.name,
        fingerprint: markOf(row),
        deleted: row.isDeleted === true,
      });
    }
  };
  const one = async (row: ProductUpsert): Promise<void> => {
    try {
      await brevo.upsertProduct(row);
      landed([row]);
    } catch (error) {
      if (!isFailure(error, 'Rejected')) throw error;
      refused.add(row.id);
    }
  };
  await sendRows(rows, {
    hourly: brevo.bucket('hourly'),
    batch: async (some) => {
      try {
        await brevo.upsertProducts(some);
        landed(some);
      } catch (error) {
        // One bad row refuses the whole batch: each row then speaks for itself.
        if (!isFailure(error, 'Rejected')) throw error;
        for (const row of some) await one(row);
      }
    },
    one,
  });
  return refused;
}

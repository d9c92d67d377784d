// Brevo's rows of a few products: theirs, their variants', and those of variants that the shop no longer has.
import type { Product } from '../../bigcommerce/catalog-records';
import type { KnownProduct } from '../../brevo/commerce-records';
import { productIdOf, variantIdOf } from '../../mapping/product-ids';
import { markedVariants } from '../../mapping/product-meta';
import type { ChunkContext } from '../chunk-context';
import { inBatches } from '../commerce-batches';
import { catalogEntry } from '../loaders';
import { CatalogIndex } from '../memory/catalog-index';

/** Keeps an address below what servers take. */
const ROWS_A_REQUEST = 150;

export async function liveCatalog(
  context: ChunkContext,
  products: readonly Product[],
  goneIds: readonly number[],
): Promise<CatalogIndex> {
  const { storeHash } = context.plan;
  const catalog = new CatalogIndex();
  const wanted = [
    ...products.flatMap(({ id, variants }) => [
      productIdOf(storeHash, id),
      ...variants
        .filter(({ option_values }) => option_values.length > 0)
        .map((variant) => variantIdOf(storeHash, id, variant.id)),
    ]),
    ...goneIds.map((id) => productIdOf(storeHash, id)),
  ];
  const rows = await readRows(context, catalog, wanted);
  const asked = new Set(wanted);
  // A product's row in Brevo names the variants it was written with.
  const more = rows.flatMap(({ id, metaInfo }) =>
    markedVariants(metaInfo).map((variantId) => `${id}-${variantId}`),
  );
  await readRows(
    context,
    catalog,
    more.filter((id) => !asked.has(id)),
  );
  return catalog;
}

async function readRows(
  { brevo }: ChunkContext,
  catalog: CatalogIndex,
  ids: readonly string[],
): Promise<readonly KnownProduct[]> {
  const rows: KnownProduct[] = [];
  for (const some of inBatches(ids, ROWS_A_REQUEST)) {
    const { products } = await brevo.listProducts({ offset: 0, limit: some.length, ids: some });
    for (const row of products) catalog.put(row.id, catalogEntry(row));
    rows.push(...products);
  }
  return rows;
}

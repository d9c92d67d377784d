// What BigCommerce tells when a product has changed: the product, its SKUs, and stock by itself (webhooks.v3.yml).

import type { ShopProduct, ShopVariant } from './catalog-records';
import { isSame } from './shop-state';
import type { Happening } from './shop-state';

export function productHappenings(
  before: ShopProduct | undefined,
  after: ShopProduct,
): readonly Happening[] {
  const { id } = after;
  if (before === undefined) {
    return [product('created', id), ...skuHappenings([], after)];
  }
  return [
    ...(isSame(before, after, SILENT) ? [] : [product('updated', id)]),
    ...skuHappenings(before.variants, after),
    ...stockHappenings(before, after),
  ];
}

const product = (what: 'created' | 'updated', id: number): Happening => ({
  scope: `store/product/${what}`,
  data: { type: 'product', id },
});

// Images and custom fields fire nothing, SKUs fire on their own; the stock of a product fires both.
const SILENT = ['images', 'custom_fields', 'variants', 'date_modified'];

type Sku = ShopVariant & { readonly sku_id: number };

const skusOf = (variants: readonly ShopVariant[]): readonly Sku[] =>
  variants.flatMap((variant) =>
    variant.sku_id === null ? [] : [{ ...variant, sku_id: variant.sku_id }],
  );

function skuHappenings(
  variantsBefore: readonly ShopVariant[],
  { id: product_id, variants }: ShopProduct,
): readonly Happening[] {
  const before = skusOf(variantsBefore);
  const after = skusOf(variants);
  const tell = (what: string, { id, sku_id }: Sku): Happening => ({
    scope: `store/sku/${what}`,
    // The id is the SKU's, not the variant's.
    data: { type: 'sku', id: sku_id, sku: { product_id, variant_id: id } },
  });
  const known = new Map(before.map((sku) => [sku.id, sku]));
  const left = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((sku) => {
      const earlier = known.get(sku.id);
      if (earlier === undefined) return [tell('created', sku)];
      return isSame(earlier, sku, ['inventory_level']) ? [] : [tell('updated', sku)];
    }),
    ...before.filter(({ id }) => !left.has(id)).map((sku) => tell('deleted', sku)),
  ];
}

function stockHappenings(before: ShopProduct, after: ShopProduct): readonly Happening[] {
  const skus = skusOf(after.variants);
  // A product without variants tells of its stock itself, however it is tracked.
  if (after.inventory_tracking !== 'variant' || skus.length === 0) {
    return before.inventory_level === after.inventory_level ? [] : [productStock(after)];
  }
  const known = new Map(before.variants.map(({ id, inventory_level }) => [id, inventory_level]));
  return skus
    .filter(({ id, inventory_level }) => known.has(id) && known.get(id) !== inventory_level)
    .map((sku) => skuStock(after.id, sku));
}

const productStock = ({ id, inventory_level }: ShopProduct): Happening => ({
  scope: 'store/product/inventory/updated',
  data: {
    type: 'product',
    id,
    inventory: { product_id: id, method: 'absolute', value: inventory_level },
  },
});

const skuStock = (product_id: number, { id, sku_id, inventory_level }: Sku): Happening => ({
  scope: 'store/sku/inventory/updated',
  data: {
    type: 'sku',
    id: sku_id,
    inventory: { product_id, method: 'absolute', value: inventory_level, variant_id: id },
  },
});

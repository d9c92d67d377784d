// How many pieces of a product or variant can be bought, by the way the shop counts them.
import type { Product, Variant } from '../bigcommerce/catalog-records';

/** Undefined where nothing is counted: Brevo then keeps no stock and announces no return. */
export function productStock(product: Product): number | undefined {
  if (product.inventory_tracking === 'none') return undefined;
  if (product.inventory_tracking === 'product' || product.variants.length === 0)
    return pieces(product.inventory_level);
  const levels = product.variants
    .filter(({ purchasing_disabled }) => !purchasing_disabled)
    .map(({ inventory_level }) => pieces(inventory_level) ?? 0);
  return levels.reduce((sum, level) => sum + level, 0);
}

/** With tracking by product the variants share its stock (their own level is ignored by the shop). */
export function variantStock(variant: Variant, product: Product): number | undefined {
  if (product.inventory_tracking === 'none') return undefined;
  return pieces(
    product.inventory_tracking === 'product' ? product.inventory_level : variant.inventory_level,
  );
}

// An oversold product has a level below 0; there is nothing to buy all the same.
function pieces(level: number | null | undefined): number | undefined {
  return level === null || level === undefined ? undefined : Math.max(0, level);
}

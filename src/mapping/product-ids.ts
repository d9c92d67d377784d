// The ids by which catalogue rows and order lines name the same product.

/** The id under which Brevo knows a product of this store. */
export function productIdOf(store: string, productId: number): string {
  return `${store}-${productId}`;
}

/** The id of a variant's row, and of a variant in an order's line. */
export function variantIdOf(store: string, productId: number, variantId: number): string {
  return `${productIdOf(store, productId)}-${variantId}`;
}

// Which of a cart's lines BigCommerce's checkout address can bring back, and how they are written there.
import type { Cart, CartLine } from '../bigcommerce/cart-records';
import type { Product } from '../bigcommerce/catalog-records';

export interface RecoveryLines {
  /** `77:2,TWL-S:1`; empty when no line can be brought back. */
  readonly products: string;
  /** Every line is among them, as it was. */
  readonly complete: boolean;
}

/** `catalog`: the products of lines with options; what is missing there cannot be brought back. */
export function recoveryLines(
  { lines }: Pick<Cart, 'lines'>,
  catalog: readonly Pick<Product, 'id' | 'variants'>[],
): RecoveryLines {
  const words = lines.map((line) => wordOf(line, catalog));
  return {
    products: words.filter((word) => word !== undefined).join(','),
    complete: words.every((word) => word !== undefined),
  };
}

/** Products whose variants must be known to tell a variant's options from a product's modifiers. */
export const productsToAsk = ({ lines }: Pick<Cart, 'lines'>): readonly number[] => [
  ...new Set(lines.filter(hasChoice).map(({ productId }) => productId)),
];

const hasChoice = ({ options, productId }: CartLine): boolean =>
  options.length > 0 && productId !== 0;

// https://docs.bigcommerce.com/docs/storefront/cart-checkout/guide/checkout-url: product id or SKU, and a quantity.
function wordOf(
  line: CartLine,
  catalog: readonly Pick<Product, 'id' | 'variants'>[],
): string | undefined {
  const { productId, quantity } = line;
  if (productId === 0 || line.isPart || line.listPrice !== line.originalPrice) return undefined;
  if (!Number.isSafeInteger(quantity) || quantity < 1) return undefined;
  const name = hasChoice(line) ? skuOf(line, catalog) : String(productId);
  return name === undefined ? undefined : `${name}:${quantity}`;
}

/** The SKU says the variant and no modifier. */
function skuOf(
  { productId, variantId, sku, options }: CartLine,
  catalog: readonly Pick<Product, 'id' | 'variants'>[],
): string | undefined {
  const variant = catalog
    .find(({ id }) => id === productId)
    ?.variants.find(({ id }) => id === variantId);
  const isAll = variant?.option_values.length === options.length;
  // Commas and colons part the words of the address.
  return isAll && /^[^\s,:]+$/.test(sku) ? encodeURIComponent(sku) : undefined;
}

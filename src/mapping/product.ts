// Maps a product and its option variants to the rows of Brevo's catalogue, the product first.
import type { Product, Variant } from '../bigcommerce/catalog-records';
import type { ProductUpsert } from '../brevo/commerce-records';
import { categoryIdOf } from './category';
import { htmlToText } from './html-text';
import * as facts from './product-facts';
import { productIdOf, variantIdOf } from './product-ids';
import { metaInfoFrom, sealed } from './product-meta';
import { productStock, variantStock } from './stock';
import { cutTo } from './text-cut';

export interface ProductContext {
  /** The store's hash: the first half of every id. */
  readonly store: string;
  /** The storefront's address, with or without a closing slash. */
  readonly storeUrl: string;
  /** The categories that exist; without it every id is passed on. */
  readonly categoryIds?: ReadonlySet<number>;
  readonly brandNames: ReadonlyMap<number, string>;
  readonly includeVariants: boolean;
  readonly includeImages: boolean;
}

// Brevo's limits (createUpdateProduct). Brand and description are shown, not compared: these two may be cut.
const longestBrand = 128;
const longestDescription = 3000;

/**
 * A simple product is one row: its base variant (no option values) has none. A variant's row is a product of its own
 * whose `parentId` is the product's.
 */
export function productsFrom(product: Product, context: ProductContext): readonly ProductUpsert[] {
  const variants = context.includeVariants
    ? product.variants.filter(({ option_values }) => option_values.length > 0)
    : [];
  return [
    sealed(productRow(product, variants, context)),
    ...variants.map((variant) => sealed(variantRow(variant, product, context))),
  ];
}

type Optional<Key extends keyof ProductUpsert> = Pick<ProductUpsert, Key> | Record<string, never>;

function productRow(
  product: Product,
  variants: readonly Variant[],
  context: ProductContext,
): ProductUpsert {
  const description = cutTo(htmlToText(product.description), longestDescription);
  const image = context.includeImages ? facts.productImage(product) : undefined;
  return {
    id: productIdOf(context.store, product.id),
    name: facts.productName(product),
    ...sharedFields(product, context),
    ...(image === undefined ? {} : { imageUrl: image }),
    ...skuField(product.sku),
    price: facts.currentPrice(product),
    ...crossedOutField(product),
    ...stockField(productStock(product)),
    ...(description === '' ? {} : { description }),
    metaInfo: metaInfoFrom(
      product.custom_fields,
      variants.map(({ id }) => id),
    ),
    isDeleted: facts.isHidden(product),
  };
}

function variantRow(variant: Variant, product: Product, context: ProductContext): ProductUpsert {
  const price = variant.calculated_price ?? facts.currentPrice(product);
  const image = context.includeImages ? variantImage(variant, product) : undefined;
  const labels = variant.option_values
    .map(({ label }) => label.trim())
    .filter((each) => each !== '');
  return {
    id: variantIdOf(context.store, product.id, variant.id),
    name: `${facts.productName(product)} – ${labels.join(' / ') || variant.id}`,
    ...sharedFields(product, context),
    ...(image === undefined ? {} : { imageUrl: image }),
    ...skuField(variant.sku ?? ''),
    price,
    // Only a variant that costs what the product costs is known to be on the same offer.
    ...(price === facts.currentPrice(product) ? crossedOutField(product) : {}),
    parentId: productIdOf(context.store, product.id),
    ...stockField(variantStock(variant, product)),
    isDeleted: facts.isHidden(product) || variant.purchasing_disabled,
  };
}

function sharedFields(product: Product, context: ProductContext) {
  const url = facts.productUrl(product, context.storeUrl);
  const brand = cutTo(context.brandNames.get(product.brand_id ?? 0)?.trim() ?? '', longestBrand);
  const categories = product.categories
    .filter((id) => context.categoryIds?.has(id) ?? true)
    .sort((left, right) => left - right)
    .map((id) => categoryIdOf(context.store, id));
  return {
    categories,
    ...(url === undefined ? {} : { url }),
    ...(brand === '' ? {} : { brand }),
  };
}

function variantImage(variant: Variant, product: Product): string | undefined {
  return facts.isHttps(variant.image_url) ? variant.image_url : facts.productImage(product);
}

function skuField(sku: string): Optional<'sku'> {
  return sku.trim() === '' ? {} : { sku: sku.trim() };
}

function crossedOutField(product: Product): Optional<'alternativePrice'> {
  const price = facts.crossedOutPrice(product);
  return price === undefined ? {} : { alternativePrice: price };
}

function stockField(stock: number | undefined): Optional<'stock'> {
  return stock === undefined ? {} : { stock };
}

// Reads a product's single facts: its name, page, picture, prices, brand and whether it may be shown.
import type { Product } from '../bigcommerce/catalog-records';
import { shopUrl } from './shop-url';

/** Brevo refuses a product without a name. */
export function productName(product: Product): string {
  return product.name.trim() || product.sku.trim() || `Product ${product.id}`;
}

/** Not to be marketed: hidden from the storefront, or shown but not for sale. */
export function isHidden(product: Product): boolean {
  return !product.is_visible || product.availability === 'disabled';
}

/** Major units of the store's currency. `sale_price` and `retail_price` are 0 for none (products_catalog.v3.yml). */
export function currentPrice(product: Product): number {
  return product.calculated_price ?? product.price;
}

/** The crossed-out price: the retail price, or the regular one while the product is on sale. */
export function crossedOutPrice(product: Product): number | undefined {
  const price = currentPrice(product);
  return [product.retail_price ?? 0, product.price].find((each) => each > price);
}

/** The page on the storefront. */
export function productUrl(product: Product, storeUrl: string): string | undefined {
  return shopUrl(storeUrl, product.custom_url?.url);
}

/** The thumbnail, else the first picture by the shop's order; Brevo fetches it, so it must be https. */
export function productImage(product: Product): string | undefined {
  const images = product.images.filter(({ url_standard }) => isHttps(url_standard));
  images.sort((left, right) => left.sort_order - right.sort_order);
  return (images.find(({ is_thumbnail }) => is_thumbnail) ?? images[0])?.url_standard;
}

export function isHttps(url: string | null | undefined): url is string {
  return url?.startsWith('https://') ?? false;
}

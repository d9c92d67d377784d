// Variants, images and options as the V3 catalogue shows them (products_catalog.v3.yml).

import type { ShopImage, ShopProduct, ShopVariant } from '../shop/catalog-records';
import { priceOf } from '../shop/order-seed';
import { imageUrl } from '../shop/product-seed';
import { offsetDate } from './date-formats';

/** null means "inherit from the product"; `calculated_price` is resolved (product-variants_catalog.v3.yml). */
export function variantView(product: ShopProduct, variant: ShopVariant): unknown {
  return {
    id: variant.id,
    product_id: variant.product_id,
    sku: variant.sku,
    sku_id: variant.sku_id,
    price: variant.price,
    calculated_price: priceOf(product, variant),
    sale_price: null,
    retail_price: null,
    cost_price: 0,
    weight: null,
    calculated_weight: product.weight,
    width: null,
    height: null,
    depth: null,
    is_free_shipping: false,
    fixed_cost_shipping_price: null,
    purchasing_disabled: variant.purchasing_disabled,
    purchasing_disabled_message: '',
    image_url: variant.image_url,
    upc: '',
    mpn: '',
    gtin: '',
    inventory_level: variant.inventory_level,
    inventory_warning_level: 0,
    bin_picking_number: '',
    option_values: variant.option_values,
  };
}

export function imageView(product: ShopProduct, image: ShopImage): unknown {
  const url = (size: string) =>
    imageUrl(product.id, image.id, image.file.replace(/\.jpg$/, `.${size}.jpg`));
  return {
    id: image.id,
    product_id: product.id,
    is_thumbnail: image.is_thumbnail,
    sort_order: image.sort_order,
    description: image.description,
    image_file: `a/${product.id}/${image.file}`,
    url_zoom: url('1280.1280'),
    url_standard: url('386.513'),
    url_thumbnail: url('220.290'),
    url_tiny: url('44.58'),
    date_modified: offsetDate(product.date_created),
  };
}

/** The one option of a product with variants. */
export function optionViews(product: ShopProduct): readonly unknown[] {
  const values = product.variants.flatMap((variant) => variant.option_values);
  const [first] = values;
  if (first === undefined) return [];
  return [
    {
      id: first.option_id,
      product_id: product.id,
      display_name: first.option_display_name,
      type: 'rectangles',
      config: {},
      sort_order: 0,
      option_values: values.map(({ id, label }, at) => ({
        id,
        label,
        sort_order: at,
        value_data: null,
        is_default: false,
      })),
    },
  ];
}

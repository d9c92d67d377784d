// Products with every field that V3 documents, and the sub-resources that were asked for.

import type { ShopBrand, ShopCategory, ShopProduct } from '../shop/catalog-records';
import { priceOf } from '../shop/order-seed';
import { offsetDate } from './date-formats';
import { createRecordJson, namesOf } from './record-json';
import { imageView, optionViews, variantView } from './variant-view';

const subResources: Readonly<Record<string, (product: ShopProduct) => unknown>> = {
  bulk_pricing_rules: () => [],
  channels: (product) => product.channels,
  custom_fields: (product) => product.custom_fields,
  images: (product) => product.images.map((image) => imageView(product, image)),
  modifiers: () => [],
  options: optionViews,
  parent_relations: () => [],
  primary_image: (product) => {
    const primary = product.images.find((image) => image.is_thumbnail);
    return primary === undefined ? undefined : imageView(product, primary);
  },
  variants: (product) => product.variants.map((variant) => variantView(product, variant)),
  videos: () => [],
};

export const productIncludes: readonly string[] = Object.keys(subResources);

const unusedFields = {
  width: 0,
  depth: 0,
  height: 0,
  map_price: 0,
  tax_class_id: 0,
  product_tax_code: '',
  option_set_display: 'right',
  inventory_warning_level: 0,
  reviews_rating_sum: 0,
  reviews_count: 0,
  fixed_cost_shipping_price: 0,
  is_free_shipping: false,
  related_products: [-1],
  warranty: '',
  bin_picking_number: '',
  layout_file: 'product.html',
  upc: '',
  mpn: '',
  gtin: '',
  availability_description: '',
  gift_wrapping_options_type: 'any',
  gift_wrapping_options_list: [],
  sort_order: 0,
  condition: 'New',
  is_condition_shown: false,
  order_quantity_minimum: 0,
  order_quantity_maximum: 0,
  page_title: '',
  meta_keywords: [],
  meta_description: '',
  view_count: 63,
  date_last_imported: null,
  preorder_release_date: null,
  preorder_message: '',
  is_price_hidden: false,
  price_hidden_label: '',
  open_graph_type: 'product',
  open_graph_title: '',
  open_graph_description: '',
  open_graph_use_meta_description: true,
  open_graph_use_product_name: true,
  open_graph_use_image: true,
} as const;

export const productJson = createRecordJson<ShopProduct>(
  (product, view) => changingFields(product, namesOf(view)),
  unusedFields,
);

/** All fields, to choose from; the sub-resources only where asked for. */
export function productView(
  product: ShopProduct,
  includes: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  return { ...changingFields(product, includes), ...unusedFields };
}

function changingFields(product: ShopProduct, includes: ReadonlySet<string>): object {
  const included: Record<string, unknown> = {};
  for (const name of includes) included[name] = subResources[name]?.(product);
  const [first] = product.variants;
  const simple = first?.option_values.length === 0;
  return {
    ...product,
    // Undefined is left out of JSON: sub-resources come only when asked for.
    channels: undefined,
    images: undefined,
    custom_fields: undefined,
    variants: undefined,
    calculated_price: priceOf(product),
    // null for products with options, whatever the schema says (products_catalog.v3.yml, text).
    base_variant_id: simple ? first.id : null,
    option_set_id: simple ? null : product.id,
    search_keywords: product.name.toLowerCase(),
    is_preorder_only: product.availability === 'preorder',
    date_created: offsetDate(product.date_created),
    date_modified: offsetDate(product.date_modified),
    ...included,
  };
}

export function categoryView(category: ShopCategory): unknown {
  return {
    id: category.id,
    parent_id: category.parent_id,
    name: category.name,
    description: '',
    views: 0,
    sort_order: 0,
    page_title: '',
    meta_keywords: [''],
    meta_description: '',
    layout_file: 'category.html',
    image_url: '',
    is_visible: category.is_visible,
    search_keywords: '',
    default_product_sort: 'use_store_settings',
    custom_url: { url: category.url, is_customized: false },
  };
}

export function brandView(brand: ShopBrand): unknown {
  return {
    id: brand.id,
    name: brand.name,
    page_title: brand.name,
    meta_keywords: [''],
    meta_description: '',
    search_keywords: '',
    image_url: '',
    custom_url: { url: brand.url, is_customized: false },
  };
}

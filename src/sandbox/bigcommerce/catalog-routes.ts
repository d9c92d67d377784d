// Routes for the goods of the shop: products, variants, categories, brands.

import type { SandboxAnswer } from '../http-server';
import type { ShopProduct } from '../shop/catalog-records';
import { isDayOnly } from './date-formats';
import { brandView, categoryView, productIncludes, productJson, productView } from './product-view';
import {
  choices,
  dateParameter,
  idList,
  onlyKnown,
  pageQuery,
  textList,
  wholeNumber,
} from './query-parameters';
import { chosen, sorted, within } from './record-filters';
import type { SortKey } from './record-filters';
import { viewOf } from './record-json';
import { notFound, Refusal } from './refusals';
import type { Call, Route } from './route';
import { pageSlice, v3List } from './v3-pages';
import { variantView } from './variant-view';

const scope = 'store_v2_products';
const paging = ['page', 'limit'];
// `options` and `modifiers` make pages small (products_catalog.v3.yml).
const smallPage = 10;

export const catalogRoutes: readonly Route[] = [
  { version: 'v3', pattern: '/catalog/products', scope, get: listProducts },
  { version: 'v3', pattern: '/catalog/products/:id', scope, get: readProduct },
  { version: 'v3', pattern: '/catalog/products/:id/variants', scope, get: listVariants },
  { version: 'v3', pattern: '/catalog/categories', scope, get: listCategories },
  { version: 'v3', pattern: '/catalog/brands', scope, get: listBrands },
];

const sortKeys: Readonly<Record<string, (product: ShopProduct) => SortKey>> = {
  id: (product) => product.id,
  name: (product) => product.name,
  sku: (product) => product.sku,
  price: (product) => product.price,
  date_modified: (product) => product.date_modified,
  inventory_level: (product) => product.inventory_level,
  total_sold: (product) => product.total_sold,
};

function listProducts(call: Call): SandboxAnswer {
  const { query } = call;
  onlyKnown(query, [
    ...paging,
    'id',
    'id:in',
    'id:not_in',
    'id:greater',
    'date_modified:min',
    'date_modified:max',
    'is_visible',
    'sort',
    'direction',
    'include',
    'include_fields',
  ]);
  const includes = choices(query, 'include', productIncludes);
  const { page, limit } = pageQuery(query);
  const small = includes.has('options') || includes.has('modifiers');
  const paged = { page, limit: small ? Math.min(limit, smallPage) : limit };
  const found = sortedProducts(filteredProducts(call), query);
  const { rows, pagination } = pageSlice(found, paged, query);
  const json = productText(query, includes);
  return v3List(rows.map(json), { pagination });
}

function filteredProducts({ shop, query, now }: Call): readonly ShopProduct[] {
  const id = wholeNumber(query, 'id');
  const ids = id === undefined ? idList(query, 'id:in') : [id];
  const without = new Set(idList(query, 'id:not_in'));
  const greater = wholeNumber(query, 'id:greater') ?? 0;
  const min = productDate(query, 'date_modified:min', now);
  const max = productDate(query, 'date_modified:max', now);
  const visible = query.get('is_visible');
  return chosen(shop.products, ids).filter(
    (product) =>
      product.id > greater &&
      !without.has(product.id) &&
      within(product.date_modified, { min, max }) &&
      (visible === null || String(product.is_visible) === visible),
  );
}

// A date without a time gets the time of the request appended (products_catalog.v3.yml).
function productDate(query: URLSearchParams, name: string, now: number): string | undefined {
  const text = query.get(name);
  if (text !== null && isDayOnly(text))
    return `${text}${new Date(now).toISOString().slice(10, 19)}Z`;
  return dateParameter(query, name, { rfc: false });
}

function sortedProducts(
  products: readonly ShopProduct[],
  query: URLSearchParams,
): readonly ShopProduct[] {
  const field = query.get('sort') ?? 'id';
  const direction = query.get('direction') ?? 'asc';
  const key = sortKeys[field];
  if (key === undefined || !/^(asc|desc)$/.test(direction)) {
    throw new Refusal(422, 'Query parameter "sort" or "direction" is not valid.');
  }
  if (field === 'id' && direction === 'asc') return products;
  return sorted(products, { field, descending: direction === 'desc' }, key);
}

/** How a product is written: in full from the store of texts, or only the fields asked for. */
function productText(
  query: URLSearchParams,
  includes: ReadonlySet<string>,
): (product: ShopProduct) => string {
  const fields = textList(query, 'include_fields');
  const view = viewOf(includes);
  if (fields === undefined) return (product) => productJson.of(product, view);
  const wanted = new Set(['id', ...fields, ...includes]);
  if (wanted.size === 1) return (product) => `{"id":${product.id}}`;
  return (product) => {
    const entries = Object.entries(productView(product, includes));
    return JSON.stringify(Object.fromEntries(entries.filter(([name]) => wanted.has(name))));
  };
}

function readProduct({ shop, query, id }: Call): SandboxAnswer {
  onlyKnown(query, ['include', 'include_fields']);
  const includes = choices(query, 'include', productIncludes);
  const product = shop.products.get(id);
  if (product === undefined) return notFound('v3');
  return { status: 200, json: `{"data":${productText(query, includes)(product)},"meta":{}}` };
}

function listVariants({ shop, query, id }: Call): SandboxAnswer {
  onlyKnown(query, paging);
  const product = shop.products.get(id);
  if (product === undefined) return notFound('v3');
  const { rows, pagination } = pageSlice(product.variants, pageQuery(query), query);
  return v3List(
    rows.map((variant) => JSON.stringify(variantView(product, variant))),
    { pagination },
  );
}

function listCategories({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, [...paging, 'id', 'id:in', 'parent_id', 'name', 'is_visible']);
  const id = wholeNumber(query, 'id');
  const ids = id === undefined ? idList(query, 'id:in') : [id];
  const parent = wholeNumber(query, 'parent_id');
  const name = query.get('name');
  const visible = query.get('is_visible');
  const found = shop.categories.filter(
    (category) =>
      (ids === undefined || ids.includes(category.id)) &&
      (parent === undefined || category.parent_id === parent) &&
      (name === null || category.name === name) &&
      (visible === null || String(category.is_visible) === visible),
  );
  const { rows, pagination } = pageSlice(found, pageQuery(query), query);
  return v3List(
    rows.map((category) => JSON.stringify(categoryView(category))),
    { pagination },
  );
}

function listBrands({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, [...paging, 'id', 'id:in', 'name']);
  const id = wholeNumber(query, 'id');
  const ids = id === undefined ? idList(query, 'id:in') : [id];
  const name = query.get('name');
  const found = shop.brands.filter(
    (brand) =>
      (ids === undefined || ids.includes(brand.id)) && (name === null || brand.name === name),
  );
  const { rows, pagination } = pageSlice(found, pageQuery(query), query);
  return v3List(
    rows.map((brand) => JSON.stringify(brandView(brand))),
    { pagination },
  );
}

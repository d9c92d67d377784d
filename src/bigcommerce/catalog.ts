// Products with their variants, categories and brands.
import type { Http } from '../http/client';
import {
  brandSchema,
  categorySchema,
  productIdSchema,
  productSchema,
  soldProductIdSchema,
  soldProductSchema,
  type Product,
  type ProductId,
} from './catalog-records';
import type { BigCommerce } from './client';
import { idsFilter, modifiedFilter } from './filters';
import { listById, listByPage } from './lists';

const scope = 'store_v2_products_read_only';

type Catalog = Pick<
  BigCommerce,
  'listProducts' | 'listProductIds' | 'listCategories' | 'listBrands'
>;

export function catalogOf(http: Http): Catalog {
  return {
    listProducts: ({ ids, modifiedSince, channels = false, ...paging }) =>
      listById<Product>(http, {
        operation: 'list products',
        path: '/v3/catalog/products',
        record: channels ? soldProductSchema : productSchema,
        // `options` or `modifiers` here would cut the page to ten.
        query: {
          include: `variants,images,custom_fields${channels ? ',channels' : ''}`,
          ...idsFilter(ids),
          ...modifiedFilter(modifiedSince),
        },
        ...paging,
        scope,
      }),
    listProductIds: ({ ids, modifiedSince, channels = false, ...paging }) =>
      listById<ProductId>(http, {
        operation: 'list product ids',
        path: '/v3/catalog/products',
        record: channels ? soldProductIdSchema : productIdSchema,
        // Nothing says that a sub-resource survives `include_fields` (products_catalog.v3.yml).
        query: {
          ...(channels ? { include: 'channels' } : { include_fields: 'id' }),
          ...idsFilter(ids),
          ...modifiedFilter(modifiedSince),
        },
        ...paging,
        scope,
      }),
    listCategories: ({ ids, ...paging }) =>
      listByPage(http, {
        operation: 'list categories',
        path: '/v3/catalog/categories',
        record: categorySchema,
        query: { ...idsFilter(ids) },
        ...paging,
        scope,
      }),
    listBrands: ({ ids, ...paging }) =>
      listByPage(http, {
        operation: 'list brands',
        path: '/v3/catalog/brands',
        record: brandSchema,
        query: { ...idsFilter(ids) },
        ...paging,
        scope,
      }),
  };
}

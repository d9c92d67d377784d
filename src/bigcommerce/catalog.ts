// Products with their variants, categories and brands.
import { z } from 'zod';
import type { Http } from '../http/client';
import { brandSchema, categorySchema, productSchema } from './catalog-records';
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
    listProducts: ({ ids, modifiedSince, ...paging }) =>
      listById(http, {
        operation: 'list products',
        path: '/v3/catalog/products',
        record: productSchema,
        // `options` or `modifiers` here would cut the page to ten.
        query: {
          include: 'variants,images,custom_fields',
          ...idsFilter(ids),
          ...modifiedFilter(modifiedSince),
        },
        ...paging,
        scope,
      }),
    listProductIds: ({ ids, modifiedSince, ...paging }) =>
      listById(http, {
        operation: 'list product ids',
        path: '/v3/catalog/products',
        record: z.object({ id: z.int() }),
        query: { include_fields: 'id', ...idsFilter(ids), ...modifiedFilter(modifiedSince) },
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

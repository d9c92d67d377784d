// Brevo's e-commerce: orders, products, categories.
import { z } from 'zod';
import type { Http } from '../http/client';
import { nothing, page } from './answers';
import type { Brevo } from './client';
import { categorySchema, productSchema } from './commerce-records';

type Commerce = Pick<
  Brevo,
  | 'countOrders'
  | 'upsertOrders'
  | 'upsertOrder'
  | 'listProducts'
  | 'upsertProducts'
  | 'upsertProduct'
  | 'listCategories'
  | 'upsertCategories'
>;

export function commerceOf(http: Http): Commerce {
  return { ...readsOf(http), ...writesOf(http) };
}

type Reads = 'countOrders' | 'listProducts' | 'listCategories';

function readsOf(http: Http): Pick<Commerce, Reads> {
  return {
    countOrders: async () => {
      const { value } = await http.request({
        operation: 'count orders',
        method: 'GET',
        path: '/orders',
        query: { offset: 0, limit: 1 },
        schema: z.object({ count: z.int() }),
      });
      return value.count;
    },
    listProducts: async ({ offset, limit, ids }) => {
      const { value } = await http.request({
        operation: 'list products',
        method: 'GET',
        path: '/products',
        query: { offset, limit, sort: 'asc', ids },
        schema: z.object({ products: page(productSchema), count: z.int() }),
      });
      return value;
    },
    listCategories: async ({ offset, limit }) => {
      const { value } = await http.request({
        operation: 'list categories',
        method: 'GET',
        path: '/categories',
        query: { offset, limit, sort: 'asc' },
        schema: z.object({ categories: page(categorySchema), count: z.int() }),
      });
      return value;
    },
  };
}

function writesOf(http: Http): Omit<Commerce, Reads> {
  const post = async (operation: string, path: string, body: unknown) => {
    await http.request({ operation, method: 'POST', path, body, ...nothing });
  };
  return {
    upsertOrders: (orders) =>
      post('upsert orders', '/orders/status/batch', { orders, historical: true }),
    upsertOrder: (order) => post('upsert order', '/orders/status', order),
    upsertProducts: (products) =>
      post('upsert products', '/products/batch', { products, updateEnabled: true }),
    upsertProduct: (product) =>
      post('upsert product', '/products', { ...product, updateEnabled: true }),
    upsertCategories: (categories) =>
      post('upsert categories', '/categories/batch', { categories, updateEnabled: true }),
  };
}

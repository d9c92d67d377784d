// Stock levels by location (inventory.v3.yml).
import { z } from 'zod';
import type { Http } from '../http/client';
import type { BigCommerce } from './client';
import { listByPage } from './lists';

const inventoryItemSchema = z.object({
  identity: z.object({ product_id: z.int(), variant_id: z.int() }),
});

export type InventoryItem = z.infer<typeof inventoryItemSchema>;

export function inventoryOf(http: Http): Pick<BigCommerce, 'listInventory'> {
  return {
    listInventory: (paging) =>
      listByPage(http, {
        operation: 'list inventory',
        path: '/v3/inventory/items',
        record: inventoryItemSchema,
        query: {},
        ...paging,
        scope: 'store_inventory_read_only',
      }),
  };
}

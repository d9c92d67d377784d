// Stock levels by location (inventory.v3.yml).
import type { Http } from '../http/client';
import type { BigCommerce } from './client';
import { inventoryItemSchema } from './inventory-records';
import { listByPage } from './lists';

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

// Stock of every variant at the shop's one location (inventory.v3.yml).

import type { SandboxAnswer } from '../http-server';
import type { ShopVariant } from '../shop/catalog-records';
import { idList, onlyKnown, pageQuery } from './query-parameters';
import type { Call, Route } from './route';
import { pageSlice, v3List } from './v3-pages';

export const inventoryRoutes: readonly Route[] = [
  { version: 'v3', pattern: '/inventory/items', scope: 'store_inventory', get: listItems },
];

function listItems({ shop, query }: Call): SandboxAnswer {
  onlyKnown(query, ['page', 'limit', 'product_id:in', 'variant_id:in']);
  const products = idList(query, 'product_id:in');
  const wanted = idList(query, 'variant_id:in');
  const variants = [...shop.products.values()]
    .flatMap((product) => product.variants)
    .filter(
      ({ id, product_id: product }) =>
        (products === undefined || products.includes(product)) &&
        (wanted === undefined || wanted.includes(id)),
    );
  const { rows, pagination } = pageSlice(variants, pageQuery(query), query);
  return v3List(
    rows.map((variant) => JSON.stringify(itemView(variant))),
    { pagination },
  );
}

const itemView = (variant: ShopVariant): unknown => ({
  identity: {
    sku: variant.sku,
    variant_id: variant.id,
    product_id: variant.product_id,
    sku_id: variant.sku_id ?? variant.id,
  },
  locations: [
    {
      location_id: 1,
      location_code: 'BC-LOCATION-1',
      location_name: 'Default location',
      available_to_sell: variant.inventory_level,
      total_inventory_onhand: variant.inventory_level,
      location_enabled: true,
      settings: {
        safety_stock: 0,
        is_in_stock: variant.inventory_level > 0,
        warning_level: 0,
        bin_picking_number: '',
      },
    },
  ],
});

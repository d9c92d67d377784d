// What happens to products while the toy shop is open.

import type { ShopProduct } from './catalog-records';
import { childIdsPerProduct, plainProduct, sumOfStock } from './product-seed';
import { productHappenings } from './product-happenings';
import { existing, idsAfter, moment } from './shop-state';
import type { Patch, Workshop } from './shop-state';

export interface CatalogChanges {
  /** Visible and available, invented where the patch says nothing. */
  addProduct(patch?: Patch<ShopProduct>): ShopProduct;
  /** Stock follows the variants where stock is kept by variant. */
  editProduct(id: number, patch: Patch<ShopProduct>): ShopProduct;
  deleteProduct(id: number): void;
}

export function catalogChanges(workshop: Workshop): CatalogChanges {
  const { state, random } = workshop;
  const nextId = idsAfter(state.products);
  const keep = (product: ShopProduct): ShopProduct => {
    const before = state.products.get(product.id);
    state.products.set(product.id, product);
    productHappenings(before, product).forEach(workshop.tell);
    return product;
  };
  return {
    addProduct: (patch = {}) => {
      const id = nextId();
      const made = plainProduct(
        {
          random,
          id,
          firstChildId: id * childIdsPerProduct,
          categories: state.categories.map((category) => category.id),
          brands: state.brands.map((brand) => brand.id),
        },
        workshop.now(),
      );
      return keep(stocked({ ...made, ...patch }));
    },
    editProduct: (id, patch) => {
      const before = existing(state.products, id);
      return keep(stocked({ ...before, date_modified: moment(workshop), ...patch }));
    },
    deleteProduct: (id) => {
      existing(state.products, id);
      state.products.delete(id);
      workshop.tell({ scope: 'store/product/deleted', data: { type: 'product', id } });
    },
  };
}

function stocked(product: ShopProduct): ShopProduct {
  const variants = product.variants.map((variant) => ({ ...variant, product_id: product.id }));
  if (product.inventory_tracking !== 'variant') return { ...product, variants };
  return { ...product, variants, inventory_level: sumOfStock(variants) };
}

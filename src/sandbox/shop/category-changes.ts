// What happens to categories while the toy shop is open.

import type { ShopCategory } from './catalog-records';
import type { Patch, Workshop } from './shop-state';

export interface CategoryChanges {
  /** At the top of the tree and visible, unless the patch says otherwise. */
  addCategory(patch?: Patch<ShopCategory>): ShopCategory;
  editCategory(id: number, patch: Patch<ShopCategory>): ShopCategory;
  /** Products keep the id. */
  deleteCategory(id: number): void;
}

export function categoryChanges({ state: { categories }, tell }: Workshop): CategoryChanges {
  const say = (what: 'created' | 'updated' | 'deleted', id: number): void => {
    tell({ scope: `store/category/${what}`, data: { type: 'category', id } });
  };
  const placeOf = (id: number): number => {
    const at = categories.findIndex((category) => category.id === id);
    if (at < 0) throw new Error(`The toy shop has no category ${id}.`);
    return at;
  };
  return {
    addCategory: (patch = {}) => {
      const id = Math.max(0, ...categories.map((category) => category.id)) + 1;
      const name = `Category ${id}`;
      const url = `/category-${id}/`;
      const made = { id, parent_id: 0, name, url, is_visible: true, ...patch };
      categories.push(made);
      say('created', id);
      return made;
    },
    editCategory: (id, patch) => {
      const at = placeOf(id);
      const [before] = categories.slice(at);
      if (before === undefined) throw new Error(`The toy shop has no category ${id}.`);
      const after = { ...before, ...patch };
      categories[at] = after;
      say('updated', id);
      return after;
    },
    deleteCategory: (id) => {
      categories.splice(placeOf(id), 1);
      say('deleted', id);
    },
  };
}

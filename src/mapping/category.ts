// Maps the shop's categories to Brevo's flat ones; the path to a category becomes its name.
import type { Category } from '../bigcommerce/catalog-records';
import type { CategoryUpsert } from '../brevo/commerce-records';
import { shopUrl } from './shop-url';

export interface CategoryContext {
  /** The store's hash: the first half of every id. */
  readonly store: string;
  /** The storefront's address, with or without a closing slash. */
  readonly storeUrl: string;
}

/** `categories` must be all of them: a parent that is missing is left out of the name. */
export function categoriesFrom(
  categories: readonly Category[],
  context: CategoryContext,
): readonly CategoryUpsert[] {
  const byId = new Map(categories.map((category) => [category.id, category]));
  return categories.map((category) => {
    const url = shopUrl(context.storeUrl, category.custom_url?.url);
    return {
      id: categoryIdOf(context.store, category.id),
      name: pathName(category, byId),
      ...(url === undefined ? {} : { url }),
      isDeleted: false,
    };
  });
}

/** The id under which Brevo knows a category of this store. */
export function categoryIdOf(store: string, categoryId: number): string {
  return `${store}-${categoryId}`;
}

// Brevo's categories have no parent (createUpdateCategory), so the name carries the way: "A > B > C".
function pathName(category: Category, byId: ReadonlyMap<number, Category>): string {
  const names: string[] = [];
  const seen = new Set<number>();
  let each: Category | undefined = category;
  // A category that is its own ancestor ends the walk.
  while (each !== undefined && !seen.has(each.id)) {
    seen.add(each.id);
    names.unshift(each.name.trim() || `Category ${each.id}`);
    each = byId.get(each.parent_id);
  }
  return names.join(' > ');
}

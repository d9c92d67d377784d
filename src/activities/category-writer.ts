// Brings the category tree to Brevo: names carry the path, and only changed ones are written.
import type { CategoryUpsert } from '../brevo/commerce-records';
import { categoriesFrom } from '../mapping/category';
import type { ChunkContext } from './chunk-context';
import { inBatches } from './commerce-batches';
import { afterOf, readAll } from './loaders';

const CATEGORIES_A_PAGE = 100;

/** Categories have no date of change: all are read (one request per 250) and compared by name and address. */
export async function writeCategories({
  bigcommerce,
  brevo,
  plan,
  now,
}: ChunkContext): Promise<void> {
  const categories = await readAll((after) => bigcommerce.listCategories(afterOf(after)));
  const rows = categoriesFrom(categories, { store: plan.storeHash, storeUrl: plan.shopUrl });
  const known = await knownCategories(brevo, plan.storeHash);
  const same = (row: CategoryUpsert): boolean => {
    const there = known.get(row.id);
    return there?.isDeleted === false && there.name === row.name && there.url === (row.url ?? '');
  };
  const present = new Set(rows.map(({ id }) => id));
  const gone = [...known]
    .filter(([id, { isDeleted }]) => !isDeleted && !present.has(id))
    .map(([id, { name }]) => ({
      id,
      name,
      isDeleted: true,
      deletedAt: new Date(now()).toISOString(),
    }));
  const changed = [...rows.filter((row) => plan.fresh || !same(row)), ...gone];
  for (const batch of inBatches(changed)) await brevo.upsertCategories(batch);
}

async function knownCategories(brevo: ChunkContext['brevo'], storeHash: string) {
  const known = new Map<string, { name: string; url: string; isDeleted: boolean }>();
  for (let offset = 0; ; offset += CATEGORIES_A_PAGE) {
    const { categories } = await brevo.listCategories({ offset, limit: CATEGORIES_A_PAGE });
    for (const { id, name, url, isDeleted } of categories) {
      if (!id.startsWith(`${storeHash}-`)) continue;
      known.set(id, { name, url: url ?? '', isDeleted: isDeleted === true });
    }
    if (categories.length < CATEGORIES_A_PAGE) return known;
  }
}

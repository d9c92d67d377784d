// Removes from Brevo what the shop no longer has, by the store's rule and only after BigCommerce confirmed it.
import type { SweepRequest } from '../contracts/activities';
import { contextOf, type ChunkContext } from './chunk-context';
import { productIdOf } from '../mapping/product-ids';
import { afterOf, catalogOf, readAll } from './loaders';
import { deletedRow, sendProducts } from './product-writer';
import { sweepCustomers } from './sweep-customers';
import { sweepOrders } from './sweep-orders';
import { sweepSubscribers } from './sweep-subscribers';
import { confirmedGone, type Swept } from './swept';
import type { World } from './world';

export async function sweepDeleted(world: World, request: SweepRequest): Promise<Swept> {
  const context = await contextOf(world, request);
  switch (request.list) {
    case 'products':
      return sweepProducts(context);
    case 'customers':
      return sweepCustomers(context);
    case 'subscribers':
      return sweepSubscribers(context);
    case 'orders':
      return sweepOrders(context);
  }
}

async function sweepProducts(context: ChunkContext): Promise<Swept> {
  const { bigcommerce, memory, plan } = context;
  const { total } = await bigcommerce.listProductIds({ limit: 1 });
  const counted = memory.products.size + memory.places.products.others.size;
  if (!memory.products.chunks.complete || total !== counted) {
    const all = await readAll((after) => bigcommerce.listProductIds(afterOf(after)));
    for (const { id } of all) memory.products.put(id);
    memory.products.keepOnly(new Set(all.map(({ id }) => id)));
  }
  const present = memory.products.ids();
  const catalog = await catalogOf(context);
  const candidates = catalog
    .products()
    .map((row) => Number(row.slice(plan.storeHash.length + 1)))
    .filter((id) => !present.has(id));
  const gone = await confirmedGone(candidates, (ids) => bigcommerce.listProductIds({ ids }));
  const rows = gone.flatMap((id) => catalog.livingRows(productIdOf(plan.storeHash, id)));
  await sendProducts(
    context,
    catalog,
    rows.map((id) => deletedRow(context, catalog, id)),
  );
  return { deleted: gone.length, sentBatch: false };
}

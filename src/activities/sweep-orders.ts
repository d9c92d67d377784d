// Orders that the merchant archived during the run: Brevo cannot delete an order, it is told the status.
import type { Order } from '../bigcommerce/order-records';
import type { OrderUpsert } from '../brevo/commerce-records';
import type { ChunkContext } from './chunk-context';
import { afterOf, readAll } from './loaders';
import { haveLedger } from './order-ledger-reader';
import { OrderPeople } from './order-people';
import { mappedOrder } from './order-writer';
import type { Swept } from './swept';

const ARCHIVED = 'archived';

/** `DELETE` archives an order in BigCommerce: it leaves the list and can still be read alone (orders.v2.oas2.yml). */
export async function sweepOrders(context: ChunkContext): Promise<Swept> {
  const { bigcommerce, memory, brevo } = context;
  await haveLedger(context);
  const seen = memory.ledger.orderIds();
  const counted = seen.size + memory.places.orders.others.size;
  if ((await bigcommerce.countOrders()) === counted) return { deleted: 0, sentBatch: false };
  const listed = await readAll((after) =>
    bigcommerce.listOrders({ ...afterOf(after), lines: false }),
  );
  const present = new Set(listed.map(({ id }) => id));
  const missing = [...seen].filter((id) => !present.has(id));
  const archived: Order[] = [];
  for (const orderId of missing) {
    const order = await bigcommerce.readOrder(orderId);
    if (order !== null) archived.push(order);
  }
  const upserts = await archivedUpserts(context, archived);
  if (upserts.length > 0) await brevo.upsertOrders(upserts);
  for (const orderId of missing) memory.ledger.change(orderId, null);
  return { deleted: missing.length, sentBatch: upserts.length > 0 };
}

async function archivedUpserts(
  context: ChunkContext,
  orders: readonly Order[],
): Promise<readonly OrderUpsert[]> {
  const people = await OrderPeople.of(context, orders);
  return orders.flatMap((order) => {
    const person = people.personOf(order);
    if (person === undefined || order.status_id === 0) return [];
    const mapped = mappedOrder(context, order, person);
    return mapped.ok ? [{ ...mapped.order, status: ARCHIVED }] : [];
  });
}

// Builds the order sums again when this worker has not read every order of the run itself.
import type { ChunkContext } from './chunk-context';
import { readPages } from './chunk-parts';
import { afterOf } from './loaders';
import { ledgerLine, nobody } from './order-writer';
import { OrderPeople } from './order-people';

const PAGES = 4;

/** Without lines the answers are small; 250 orders a request, once. */
export async function haveLedger(context: ChunkContext): Promise<void> {
  const { memory, bigcommerce } = context;
  if (memory.ledger.complete) return;
  memory.ledger.clear();
  let cursor: string | undefined;
  do {
    const from: string | undefined = cursor;
    const { records, next } = await readPages(PAGES, from, (after) =>
      bigcommerce.listOrders({ ...afterOf(after), lines: false }),
    );
    const people = await OrderPeople.of(context, records);
    const lines = records.map((order) => {
      const person = order.status_id === 0 ? undefined : people.personOf(order);
      return person === undefined ? nobody(order.id) : ledgerLine(context, order, person);
    });
    memory.ledger.set(from, next, lines);
    cursor = next;
  } while (cursor !== undefined);
}

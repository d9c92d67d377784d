// A chunk of the orders phase: up to 1,000 orders become one historical batch, once their guests are contacts.
import type { Order } from '../bigcommerce/order-records';
import type { ChunkResult } from '../contracts/activities';
import { GUESTS_IN } from '../contracts/names';
import { mergeGroups } from '../contracts/tally';
import { chunkResult, readPages } from './chunk-parts';
import type { ChunkContext } from './chunk-context';
import { needHourly } from './commerce-batches';
import { Counting } from './counting';
import { afterOf } from './loaders';
import { welcomeGuests, writeOrders } from './order-writer';
import { beginFlows } from './orders/touch-flows';
import { rememberRecent } from './recent';
import type { World } from './world';

const PAGES_A_BATCH = 4;

export async function ordersChunk(
  world: World,
  context: ChunkContext,
  cursor: string | undefined,
): Promise<ChunkResult> {
  const guestsIn = cursor?.endsWith(GUESTS_IN) === true;
  const start = guestsIn ? cursor.slice(0, -GUESTS_IN.length) : (cursor ?? '');
  needHourly(context.brevo.bucket('hourly'), 1);
  const { orders, next, date } = await ordersFrom(context, start);
  const guests = new Counting();
  if (!guestsIn) {
    const importProcess = await welcomeGuests(context, orders, guests);
    if (importProcess !== undefined) {
      context.memory.held = { cursor: start, orders, next };
      const waiting = chunkResult(new Counting(), {
        next: `${start}${GUESTS_IN}`,
        date,
        importProcess,
      });
      const { rejectedIds } = guests;
      return {
        ...waiting,
        dropped: guests.tally().dropped,
        ...(rejectedIds.length === 0 ? {} : { rejectedIds }),
      };
    }
  }
  const counting = new Counting();
  counting.read = orders.length;
  const { lines, sentBatch } = await writeOrders(context, orders, {
    counting,
    needed: neededBy(context),
  });
  await beginFlows(world, context, orders);
  counting.rejectedIds.push(...guests.rejectedIds);
  context.memory.ledger.set(start === '' ? undefined : start, next, lines);
  context.memory.held = undefined;
  rememberRecent(context, 'orders', orders);
  const dropped = mergeGroups(counting.tally().dropped, guests.tally().dropped);
  return { ...chunkResult(counting, { next, date, sentBatch }), dropped };
}

/** Guests came first: the orders they belong to wait in memory, or are read again by another worker. */
async function ordersFrom({ memory, bigcommerce }: ChunkContext, start: string) {
  const { held } = memory;
  if (held?.cursor === start) return { orders: held.orders, next: held.next, date: undefined };
  const { records, next, date } = await readPages(
    PAGES_A_BATCH,
    start === '' ? undefined : start,
    (after) => bigcommerce.listOrders(afterOf(after)),
  );
  return { orders: records, next, date };
}

/** Orders that have not changed since the last settled sync under the same mapping are in Brevo just so. */
function neededBy({ plan }: ChunkContext): (order: Order) => boolean {
  const { ordersSettledAt, fresh } = plan;
  if (fresh || ordersSettledAt === undefined) return () => true;
  const settled = Date.parse(ordersSettledAt) - 5 * 60_000;
  return ({ date_modified }) => !(Date.parse(date_modified) < settled);
}

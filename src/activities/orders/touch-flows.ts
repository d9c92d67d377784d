// A sync tells the flows of orders what it has met: open orders get one, and changed ones are left to theirs.
import { activityInfo } from '@temporalio/activity';
import type { Order } from '../../bigcommerce/order-records';
import type { OrderTouch } from '../../contracts/order-flow';
import { FINAL_STATUSES } from '../../contracts/order-status';
import { mayHaveRefunds } from '../../mapping/order-evidence';
import { isPlaced } from '../../mapping/order-status';
import type { ChunkContext } from '../chunk-context';
import { Lanes } from '../lanes';
import type { World } from '../world';
import { printsOf } from './order-at-hand';
import { orderFacts } from './order-facts';

const DAY_MS = 86_400_000;
/** An order that is open longer than this is waited for by nobody. */
const OPEN_DAYS = 30;
/** What changed before is history: its flow would announce it days late. */
const RECENT_DAYS = 3;
/** Signals side by side. */
const LANES = 16;

const isOpen = (order: Order, now: number): boolean =>
  isPlaced(order) &&
  !order.is_deleted &&
  !FINAL_STATUSES.includes(order.status_id) &&
  now - Date.parse(order.date_created) < OPEN_DAYS * DAY_MS;

/** Each flow remembers how its order is and announces nothing. Costs BigCommerce no request. */
export async function beginFlows(
  world: World,
  { plan: { storeHash, currency }, settings, now }: ChunkContext,
  orders: readonly Order[],
): Promise<void> {
  const open = orders.filter((order) => isOpen(order, now()));
  const connectedAt = open.length === 0 ? null : await world.connectedAt(storeHash);
  // Nobody follows the orders of a store that is not connected.
  if (connectedAt === null) return;
  await touchAll(
    world,
    storeHash,
    open.map((order) => {
      const frame = { order, context: { store: storeHash, currency }, settings };
      const prints = printsOf(frame);
      // What has been refunded only another request could say.
      const seen =
        !prints.ok || mayHaveRefunds(order)
          ? {}
          : { seen: orderFacts(frame, { prints, refunds: [], connectedAt }) };
      return { orderId: order.id, touch: { baseline: true, ...seen } };
    }),
  );
}

/** Tells which of these changed orders are left to their flows. */
export async function handOver(
  world: World,
  { plan: { storeHash }, now }: ChunkContext,
  { orders, touch }: { readonly orders: readonly Order[]; readonly touch: OrderTouch },
): Promise<ReadonlySet<number>> {
  const recent = orders.filter(
    ({ date_modified }) => now() - Date.parse(date_modified) < RECENT_DAYS * DAY_MS,
  );
  const isFollowed = recent.length > 0 && (await world.connectedAt(storeHash)) !== null;
  const handed = isFollowed ? recent : [];
  await touchAll(
    world,
    storeHash,
    handed.map(({ id }) => ({ orderId: id, touch })),
  );
  return new Set(handed.map(({ id }) => id));
}

interface Touching {
  readonly orderId: number;
  readonly touch: OrderTouch;
}

async function touchAll(
  world: World,
  storeHash: string,
  touches: readonly Touching[],
): Promise<void> {
  const { workflowExecution, activityId } = activityInfo();
  const lanes = new Lanes(LANES);
  for (const { orderId, touch } of touches) {
    // A second attempt says the same: Temporal drops it.
    const requestId = `${workflowExecution?.runId ?? ''}-${activityId}-${orderId}`;
    await lanes.start([String(orderId)], () =>
      world.touchOrder({ storeHash, orderId }, touch, requestId),
    );
  }
  await lanes.done();
}

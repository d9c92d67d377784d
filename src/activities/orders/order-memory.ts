// The order that a look has just read, or the same read again where this worker does not have it.
import type { OrderRef } from '../../contracts/order-deeds';
import type { HeldOrder } from '../memory/live-orders';
import type { World } from '../world';
import { atHand, printsOf, readAtHand, type OrderAtHand } from './order-at-hand';

/** What is held is taken where it `suits`: another worker may have read a newer state. Null: the order is gone. */
export async function atHandAgain(
  world: World,
  ref: OrderRef,
  suits: (held: HeldOrder) => boolean,
): Promise<OrderAtHand | null> {
  const held = world.live.orders.find(ref, world.now());
  if (held !== undefined && suits(held)) return atHand(world, ref, held.order);
  const at = await readAtHand(world, ref);
  const prints = at === null ? undefined : printsOf(at);
  if (at !== null && prints?.ok === true)
    world.live.orders.hold(ref, { order: at.order, print: prints.print }, world.now());
  return at;
}

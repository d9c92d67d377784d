// Reads one order for its flow, and keeps it at hand for the deeds that follow.
import type { OrderReading, OrderRef } from '../../contracts/order-deeds';
import { toEmail } from '../../mapping/email';
import { mayHaveRefunds } from '../../mapping/order-evidence';
import { isPlaced } from '../../mapping/order-status';
import type { World } from '../world';
import { printsOf, readAtHand, type OrderFrame } from './order-at-hand';
import { orderFacts } from './order-facts';

/** One request; one more for an order with refunds. */
export async function readOrder(world: World, ref: OrderRef): Promise<OrderReading> {
  const at = await readAtHand(world, ref);
  if (at === null) return { kind: 'gone' };
  const { order, shop } = at;
  if (!shop.settings.sync.orders) return { kind: 'rejected', reason: 'orders are switched off' };
  const prints = printsOf(at);
  if (!prints.ok) return { kind: 'rejected', reason: prints.reason };
  const nobody = whyNobody(at);
  if (nobody !== undefined) return { kind: 'rejected', reason: nobody };
  world.live.orders.hold(ref, { order, print: prints.print }, world.now());
  const refunds = mayHaveRefunds(order) ? await shop.bigcommerce.listRefunds(order.id) : [];
  const connectedAt = await world.connectedAt(ref.storeHash);
  return { kind: 'read', facts: orderFacts(at, { prints, refunds, connectedAt }) };
}

/** A customer may have an address where the order has none; who stands at the checkout may still type one. */
function whyNobody({ order }: OrderFrame): string | undefined {
  if (!isPlaced(order)) return undefined;
  const address = toEmail(order.billing_address.email);
  return order.customer_id !== 0 || address.ok ? undefined : address.reason;
}

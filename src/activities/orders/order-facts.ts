// What the flow of an order decides by: statuses, times and fingerprints, never the person.
import type { Refund } from '../../bigcommerce/order-records';
import type { OrderFacts } from '../../contracts/order-deeds';
import { toIsoTime } from '../../mapping/dates';
import { refundingOf, shippingOf } from '../../mapping/order-evidence';
import type { OrderFrame, OrderPrints } from './order-at-hand';

/** Historical orders of a shop that came from another platform. */
const MIGRATED = 'M-MIG';

interface Circumstances {
  readonly prints: Extract<OrderPrints, { ok: true }>;
  readonly refunds: readonly Refund[];
  /** ISO; null for a store that was not connected through Temporal. */
  readonly connectedAt: string | null;
}

/** Of an order that has passed the mapping: its dates are good. */
export function orderFacts(
  { order }: OrderFrame,
  { prints, refunds, connectedAt }: Circumstances,
): OrderFacts {
  const createdAt = toIsoTime(order.date_created) ?? '';
  return {
    statusId: order.status_id,
    createdAt,
    modifiedAt: toIsoTime(order.date_modified) ?? createdAt,
    archived: order.is_deleted,
    migrated: order.external_source === MIGRATED,
    olderThanConnection: connectedAt === null || isBefore(createdAt, connectedAt),
    ...shippingOf(order),
    ...refundingOf(order, refunds),
    fingerprint: prints.print,
    content: prints.content,
  };
}

/** BigCommerce's dates have whole seconds. */
const isBefore = (date: string, since: string): boolean =>
  Date.parse(date) < Math.floor(Date.parse(since) / 1000) * 1000;

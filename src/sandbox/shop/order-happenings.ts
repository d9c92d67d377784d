// What BigCommerce tells when an order comes in or moves on: one step fires several webhooks (webhooks.v3.yml).

import type { ShopOrder } from './order-records';
import type { Happening } from './shop-state';

const INCOMPLETE = 0;

/** An order that is placed at once comes in as Incomplete first, as every order of the storefront does. */
export function orderHappenings(
  before: ShopOrder | undefined,
  after: ShopOrder,
): readonly Happening[] {
  const { id, status_id } = after;
  if (before === undefined) {
    const moved = status_id === INCOMPLETE ? [] : movedFrom(INCOMPLETE, after);
    return [tell('created', id), ...moved];
  }
  return [
    ...(after.items_shipped > before.items_shipped ? [shipped(after)] : []),
    ...(status_id === before.status_id
      ? [tell('updated', id)]
      : movedFrom(before.status_id, after)),
    ...after.refunds.slice(before.refunds.length).map((refund) => refunded(id, refund.id)),
    ...(after.is_deleted && !before.is_deleted ? [tell('archived', id)] : []),
  ];
}

const movedFrom = (from: number, after: ShopOrder): readonly Happening[] => [
  statusUpdated(after, from),
  tell('updated', after.id),
  ...(from === INCOMPLETE ? soldProducts(after) : []),
];

const tell = (what: string, id: number): Happening => ({
  scope: `store/order/${what}`,
  data: { type: 'order', id },
});

const statusUpdated = ({ id, status_id }: ShopOrder, from: number): Happening => ({
  scope: 'store/order/statusUpdated',
  data: { type: 'order', id, status: { previous_status_id: from, new_status_id: status_id } },
});

const refunded = (id: number, refundId: number): Happening => ({
  scope: 'store/order/refund/created',
  data: { type: 'order', id, refund: { refund_id: refundId } },
});

/** One shipment for what is newly on its way. */
const shipped = ({ id, items_shipped }: ShopOrder): Happening => ({
  scope: 'store/shipment/created',
  data: { type: 'shipment', id: id * 100 + items_shipped, orderId: id },
});

/** Every sale counts up the product's total_sold, which fires its update. */
const soldProducts = ({ lines }: ShopOrder): readonly Happening[] =>
  [...new Set(lines.map(({ product_id }) => product_id))]
    .filter((id) => id !== 0)
    .map((id) => ({ scope: 'store/product/updated', data: { type: 'product', id } }));

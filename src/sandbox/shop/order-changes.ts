// What happens to orders while the toy shop is open: they come in, move on, are archived.

import { centsOf } from './money';
import type { ShopBillingAddress, ShopOrder } from './order-records';
import { seedOrder } from './order-seed';
import { progressOf, totalsOf } from './order-totals';
import { billingOf, inventPerson } from './people';
import { orderHappenings } from './order-happenings';
import { existing, idsAfter, moment } from './shop-state';
import type { Patch, Workshop } from './shop-state';

export interface OrderChanges {
  /** Status 11 unless the patch says otherwise; a `customer_id` fills in that customer, none is a new guest. */
  addOrder(patch?: Patch<ShopOrder>): ShopOrder;
  /** Totals follow the lines, payment and shipping follow the status, unless the patch sets them. */
  editOrder(id: number, patch: Patch<ShopOrder>): ShopOrder;
  archiveOrder(id: number): ShopOrder;
  /** Gives back everything, or `cents` of it: the status follows, what was shipped stays shipped. */
  refundOrder(id: number, cents?: number): ShopOrder;
}

export function orderChanges(workshop: Workshop): OrderChanges {
  const { state, random } = workshop;
  const nextId = idsAfter(state.orders);
  const keep = (order: ShopOrder): ShopOrder => {
    const before = state.orders.get(order.id);
    state.orders.set(order.id, order);
    orderHappenings(before, order).forEach(workshop.tell);
    return order;
  };
  const edit = (id: number, patch: Patch<ShopOrder>): ShopOrder =>
    keep(changed(existing(state.orders, id), patch, moment(workshop)));
  return {
    editOrder: edit,
    archiveOrder: (id) => edit(id, { is_deleted: true }),
    refundOrder: (id, cents) =>
      edit(id, refunded(existing(state.orders, id), cents, moment(workshop))),
    addOrder: (patch = {}) => {
      const now = moment(workshop);
      const customerId = patch.customer_id ?? 0;
      const made = seedOrder({
        random,
        customerId,
        id: nextId(),
        billing: billingFor(workshop, customerId),
        channelId: 1,
        currency: 'USD',
        statusId: 11,
        lineCount: random.int(1, 3),
        products: [...state.products.values()].slice(0, 500),
        brandName: (id) => state.brands.find((brand) => brand.id === id)?.name ?? '',
        times: { date_created: now, date_modified: now },
      });
      return keep(changed({ ...made, is_email_opt_in: false }, patch, now));
    },
  };
}

const REFUNDED = 4;
const PARTIALLY_REFUNDED = 14;

function refunded(order: ShopOrder, cents: number | undefined, now: string): Patch<ShopOrder> {
  const { id, refunds, total_inc_tax } = order;
  const total = centsOf(total_inc_tax);
  const back = cents ?? total;
  const before = refunds.reduce((sum, { total_amount }) => sum + total_amount * 100, 0);
  const refund = {
    id: id * 100 + refunds.length + 1,
    created: now,
    total_amount: back / 100,
    reason: '',
  };
  return {
    refunds: [...refunds, refund],
    status_id: before + back >= total ? REFUNDED : PARTIALLY_REFUNDED,
  };
}

/** That of the customer; of an invented person for 0. */
export function billingFor(workshop: Workshop, customerId: number): ShopBillingAddress {
  const { random, state } = workshop;
  const invented = inventPerson(random, workshop.nextPerson());
  if (customerId === 0) return billingOf(invented, invented.phone);
  const customer = existing(state.customers, customerId);
  const [address] = customer.addresses;
  return {
    ...billingOf(invented, customer.phone),
    first_name: customer.first_name,
    last_name: customer.last_name,
    company: customer.company,
    email: customer.email,
    ...(address === undefined
      ? {}
      : {
          street_1: address.address1,
          street_2: address.address2,
          city: address.city,
          state: address.state_or_province,
          zip: address.postal_code,
          country: address.country,
          country_iso2: address.country_code,
        }),
  };
}

function changed(before: ShopOrder, patch: Patch<ShopOrder>, now: string): ShopOrder {
  const merged: ShopOrder = { ...before, date_modified: now, ...patch };
  const totals = totalsOf(merged.lines, {
    shippingCents: centsOf(merged.shipping_cost_inc_tax),
    discountCents: centsOf(merged.discount_amount),
  });
  const moved = merged.status_id !== before.status_id;
  const progress = moved ? progressOf(merged.status_id, totals.items_total, now) : {};
  return { ...merged, ...totals, ...progress, ...onItsWay(before, progress), ...patch };
}

/** What has left the house stays sent, whatever becomes of the order. */
const onItsWay = (
  { items_shipped, date_shipped }: ShopOrder,
  progress: Partial<Pick<ShopOrder, 'items_shipped'>>,
): Partial<ShopOrder> =>
  items_shipped > (progress.items_shipped ?? 0) ? { items_shipped, date_shipped } : {};

// What an order itself shows of having been shipped or refunded, whatever its status says.
import type { Order, Refund } from '../bigcommerce/order-records';
import type { OrderFacts } from '../contracts/order-deeds';
import { toIsoTime } from './dates';
import { toMinor } from './money';

const REFUNDED = 4;
const PARTIALLY_REFUNDED = 14;

type Shipping = Pick<OrderFacts, 'shipped' | 'shippedAt'>;

/** A date alone, without counts, stands for all of it. */
export function shippingOf({
  items_shipped,
  items_total,
  date_shipped,
}: Pick<Order, 'items_shipped' | 'items_total' | 'date_shipped'>): Shipping {
  const shippedAt = toIsoTime(date_shipped ?? '');
  if (items_shipped <= 0 && shippedAt === undefined) return { shipped: 'no' };
  const isPart = items_shipped > 0 && items_shipped < items_total;
  return {
    shipped: isPart ? 'partly' : 'fully',
    ...(shippedAt === undefined ? {} : { shippedAt }),
  };
}

/** Whether it is worth a request to ask for the refunds: an order without any says so in both fields. */
export const mayHaveRefunds = ({
  status_id,
  payment_status,
}: Pick<Order, 'status_id' | 'payment_status'>): boolean =>
  status_id === REFUNDED ||
  status_id === PARTIALLY_REFUNDED ||
  (payment_status ?? '').toLowerCase().includes('refunded');

type Refunding = Pick<OrderFacts, 'refunds' | 'fullyRefunded' | 'refundedAt'>;

/** Refunds are in the currency that was paid, as the total is. */
export function refundingOf(
  { total_inc_tax }: Pick<Order, 'total_inc_tax'>,
  refunds: readonly Refund[],
): Refunding {
  const total = toMinor(total_inc_tax);
  const back = refunds.reduce((sum, { total_amount }) => {
    const amount = toMinor(String(total_amount ?? 0));
    return sum + (amount.ok ? amount.minor : 0);
  }, 0);
  const refundedAt = refunds
    .flatMap(({ created }) => toIsoTime(created ?? '') ?? [])
    .sort()
    .at(-1);
  return {
    refunds: refunds.length,
    fullyRefunded: refunds.length > 0 && total.ok && back >= total.minor,
    ...(refundedAt === undefined ? {} : { refundedAt }),
  };
}

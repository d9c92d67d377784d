// What an event about an order tells Brevo: scalars that automations can ask for, and the lines; nothing of the person.
import type { Order, OrderLine } from '../bigcommerce/order-records';
import type { OrderEventKind } from '../contracts/order-deeds';
import { toIsoTime } from './dates';
import { convertToStore } from './money';
import { orderIdOf, productOf, type OrderContext } from './order';
import { statusWord } from './order-status';
import type { RejectReason } from './reasons';

export interface OrderNews {
  readonly eventId: string;
  readonly what: OrderEventKind;
  /** Status words; of a change of status alone. */
  readonly from?: string;
  readonly to?: string;
  /** Nobody with this account or address has placed an order before; absent where it was not asked. */
  readonly isFirst?: boolean;
}

type Scalar = string | number | boolean;

export interface EventItem {
  readonly product_id: string;
  readonly variant_id?: string;
  readonly name: string;
  readonly sku: string;
  readonly quantity: number;
  /** Of one, major units, the account's currency. */
  readonly price: number;
}

export type OrderEventProperties = Readonly<
  // An interface has no index signature; what is mapped from it has.
  Record<string, Scalar | readonly Readonly<EventItem>[]>
> & {
  readonly event_id: string;
};

export type MappedEvent =
  | { readonly ok: true; readonly properties: OrderEventProperties }
  | { readonly ok: false; readonly reason: RejectReason };

// Brevo takes 50 KB of properties (developers.brevo.com/reference/create-event); the rest is for the scalars.
const ITEMS_BYTES = 40_000;

/** Lines that would not fit are left out from the end and counted in `items_left_out`. */
export function orderEvent(order: Order, context: OrderContext, news: OrderNews): MappedEvent {
  const total = convertToStore(order.total_inc_tax, order, context.currency);
  if (!total.ok) return total;
  if (total.minor < 0) return { ok: false, reason: 'absurd amount' };
  const lines = linesOf(order, context);
  if (!lines.ok) return lines;
  const properties = {
    event_id: news.eventId,
    store_hash: context.store,
    order_id: orderIdOf(context.store, order.id),
    order_number: order.id,
    order_total: total.amount,
    currency: context.currency,
    ...(total.converted
      ? { original_currency: order.default_currency_code, original_total: order.total_inc_tax }
      : {}),
    status: statusWord(order),
    ...(order.payment_method === '' ? {} : { payment_method: order.payment_method }),
    ...toldOf(news),
    ...(news.what === 'bought' ? boughtOf(order, context, total.amount) : {}),
    ...lines.properties,
  };
  return { ok: true, properties };
}

const toldOf = ({ isFirst, from, to }: OrderNews): Readonly<Record<string, Scalar>> => ({
  ...(isFirst === undefined ? {} : { is_first_order: isFirst }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

type MappedLines =
  | {
      readonly ok: true;
      readonly properties: Readonly<Record<string, Scalar | readonly EventItem[]>>;
    }
  | Extract<MappedEvent, { ok: false }>;

/** What was taken back altogether stays in the order with quantity 0. */
function linesOf(order: Order, { store, currency }: OrderContext): MappedLines {
  const lines = order.lines.filter(({ quantity }) => quantity > 0);
  const items: EventItem[] = [];
  for (const line of lines) {
    const price = convertToStore(line.price_inc_tax ?? line.price_ex_tax ?? '', order, currency);
    if (!price.ok) return price;
    items.push(itemOf(line, store, price.amount));
  }
  const fitting = fittingIn(ITEMS_BYTES, items);
  const leftOut = items.length - fitting.length;
  const properties = {
    items_count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    items: fitting,
    ...(leftOut === 0 ? {} : { items_left_out: leftOut }),
  };
  return { ok: true, properties };
}

/** The words of Brevo's own shop plugins, whose automations wait for this event. */
function boughtOf(
  order: Order,
  { store }: OrderContext,
  total: number,
): Readonly<Record<string, Scalar>> {
  const date = toIsoTime(order.date_created);
  return {
    id: orderIdOf(store, order.id),
    total,
    revenue: total,
    ...(date === undefined ? {} : { date }),
  };
}

function itemOf(line: OrderLine, store: string, price: number): EventItem {
  const { productId, variantId } = productOf(line, store);
  return {
    product_id: productId,
    ...(variantId === undefined ? {} : { variant_id: variantId }),
    name: line.name,
    sku: line.sku,
    quantity: line.quantity,
    price,
  };
}

function fittingIn(bytes: number, items: readonly EventItem[]): readonly EventItem[] {
  let used = 0;
  return items.filter((item) => {
    used += Buffer.byteLength(JSON.stringify(item)) + 1;
    return used <= bytes;
  });
}

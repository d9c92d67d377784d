// One order with all that is needed to do something about it: its Brevo account, its payload, its fingerprints.
import type { Order } from '../../bigcommerce/order-records';
import type { OrderUpsert } from '../../brevo/commerce-records';
import type { StoreSettings } from '../../config/settings';
import type { OrderRef } from '../../contracts/order-deeds';
import { fingerprint } from '../../mapping/fingerprint';
import { orderFrom, type MappedOrder, type OrderContext } from '../../mapping/order';
import { placeOf } from '../../mapping/storefront';
import { shopOfAccount } from '../live/live-accounts';
import { personKey } from '../person-key';
import { shopOf, type Shop, type World } from '../world';

/** Brevo cannot delete an order: it is told this status instead. */
const ARCHIVED = 'archived';

export interface OrderFrame {
  readonly order: Order;
  readonly context: OrderContext;
  readonly settings: Pick<StoreSettings, 'storeHash' | 'accessToken'>;
}

export interface OrderAtHand extends OrderFrame {
  /** Of the account that the order's storefront writes to. */
  readonly shop: Shop;
}

/** Null: BigCommerce has no such order, or its account was taken out of the settings. One request. */
export async function readAtHand(world: World, ref: OrderRef): Promise<OrderAtHand | null> {
  const { bigcommerce } = await shopOf(world, ref);
  const order = await bigcommerce.readOrder(ref.orderId);
  return order === null ? null : atHand(world, ref, order);
}

export async function atHand(
  world: World,
  { storeHash }: OrderRef,
  order: Order,
): Promise<OrderAtHand | null> {
  const { storefronts } = await shopOf(world, { storeHash });
  const { account } = placeOf(storefronts, order.channel_id);
  const shop = await shopOfAccount(world, storeHash, account);
  if (shop === null) return null;
  const facts = world.live.factsOf({ storeHash, account: undefined }, world.now());
  const { currency } = await facts.card.get(() => shop.bigcommerce.readStore());
  return { shop, order, context: { store: storeHash, currency }, settings: shop.settings };
}

/** The order as Brevo keeps it. */
export function payloadOf(
  { order, context }: OrderFrame,
  identifiers: OrderUpsert['identifiers'],
): MappedOrder {
  const mapped = orderFrom(order, context, identifiers);
  return mapped.ok && order.is_deleted
    ? { ok: true, order: { ...mapped.order, status: ARCHIVED } }
    : mapped;
}

export type OrderPrints =
  | {
      readonly ok: true;
      /** Of everything Brevo keeps, and of whose it is. */
      readonly print: string;
      /** Of what was bought. */
      readonly content: string;
    }
  | Extract<MappedOrder, { ok: false }>;

/**
 * The date of the last change is left out: a note of the staff moves it too. They stand in histories: whoever guesses
 * an address cannot tell by the print whether it is right.
 */
export function printsOf(at: OrderFrame): OrderPrints {
  const { customer_id, billing_address } = at.order;
  const mapped = payloadOf(at, { email_id: '' });
  if (!mapped.ok) return mapped;
  const who = `${customer_id} ${billing_address.email.trim().toLowerCase()}`;
  const whose = personKey(at.settings, 'order', who);
  const { products, amount } = mapped.order;
  return {
    ok: true,
    print: fingerprint({ kept: { ...mapped.order, updatedAt: undefined }, whose }),
    content: fingerprint({ products, amount }),
  };
}

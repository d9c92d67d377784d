// What Brevo must hold of each order: its status, amount, products and person; nothing of what was never placed.
import type { Sandbox } from '../../src/sandbox/start';
import { centsOf, shopCents } from './oracle-money';
import { buyerOf, isPlaced, type ShopOrder } from './oracle-people';

type BrevoOrders = Sandbox['brevo']['state']['orders'];
type BrevoOrder = BrevoOrders extends ReadonlyMap<string, infer Value> ? Value : never;

const WORDS = [
  'incomplete',
  'pending',
  'shipped',
  'partially_shipped',
  'refunded',
  'cancelled',
  'declined',
  'awaiting_payment',
  'awaiting_pickup',
  'awaiting_shipment',
  'completed',
  'awaiting_fulfillment',
  'manual_verification_required',
  'disputed',
  'partially_refunded',
];

export function orderDifferences(sandbox: Sandbox): readonly string[] {
  const { shop, storeHash, brevo } = sandbox;
  const there = brevo.state.orders;
  const known = new Set([...shop.orders.keys()].map((id) => `${storeHash}-${id}`));
  return [
    ...[...shop.orders.values()].flatMap((order) =>
      ofOrder(sandbox, order, there.get(`${storeHash}-${order.id}`)),
    ),
    ...[...there.keys()]
      .filter((id) => !known.has(id))
      .map((id) => `order ${id} belongs to nobody`),
  ];
}

/** An order whose day or amount cannot be told is not told at all. */
function canBeTold(order: ShopOrder): boolean {
  return (
    !Number.isNaN(Date.parse(order.date_created)) &&
    !order.date_created.includes('-0001') &&
    shopCents(order.total_inc_tax, order) !== undefined
  );
}

function ofOrder(
  sandbox: Sandbox,
  order: ShopOrder,
  there: BrevoOrder | undefined,
): readonly string[] {
  const name = `order ${order.id}`;
  if (!isPlaced(order)) {
    return there === undefined || there.status === 'archived'
      ? []
      : [`${name} is gone from the shop and still ${there.status}`];
  }
  if (buyerOf(sandbox, order) === undefined || !canBeTold(order)) {
    return there === undefined ? [] : [`${name} cannot be told and is there`];
  }
  if (there === undefined) return [`${name} is lost`];
  return wrongParts(sandbox, order, there).map((part) => `${name}: stale or wrong: ${part}`);
}

function wrongParts(sandbox: Sandbox, order: ShopOrder, there: BrevoOrder): readonly string[] {
  const rightParts = {
    status: there.status === WORDS[order.status_id],
    amount: centsOf(there.amount) === shopCents(order.total_inc_tax, order),
    products: sameProducts(there.products.map(productOf), wantedProducts(sandbox, order)),
    'may start an automation': there.historical,
    'linked to somebody else or to nobody': linkedTo(sandbox, there) === buyerOf(sandbox, order),
  };
  return Object.entries(rightParts).flatMap(([part, isRight]) => (isRight ? [] : [part]));
}

/** Brevo is told the lines parcel by parcel, the shop shows them in the order of the cart. */
const sameProducts = (left: readonly string[], right: readonly string[]): boolean =>
  String([...left].sort()) === String([...right].sort());

const productOf = ({ productId, quantity }: BrevoOrder['products'][number]): string =>
  `${productId} x ${quantity ?? 0}`;

function wantedProducts({ storeHash }: Sandbox, { lines }: ShopOrder): readonly string[] {
  return lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ product_id, sku, id, quantity }) => {
      const row = product_id === 0 ? `custom-${sku === '' ? id : sku}` : String(product_id);
      return `${storeHash}-${row} x ${quantity}`;
    });
}

function linkedTo({ brevo }: Sandbox, { identifiers }: BrevoOrder): string | undefined {
  const { ext_id, email_id } = identifiers;
  const contact =
    ext_id === undefined
      ? brevo.state.contactByEmail(email_id ?? '')
      : brevo.state.contactByExtId(ext_id);
  return contact?.email;
}

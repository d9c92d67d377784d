// What each webhook scope of BigCommerce means to us: whose change it is, and where its body has the id.
import type { ChangeKind, RecordsChanged } from './record-changes';

/** Leads to `recordChanges`. */
export interface RecordScope {
  readonly kind: ChangeKind;
  /** The list of the signal that the id goes into. */
  readonly into: keyof RecordsChanged;
  /** Steps into the webhook's `data`. */
  readonly idAt: readonly string[];
}

/** Leads to the flow of the order whose id it is. */
export interface OrderScope {
  readonly kind: 'order';
  readonly idAt: readonly string[];
}

/** Leads to the cart's own workflow. */
export interface CartScope {
  readonly kind: 'cart';
  /** The signal that it becomes. */
  readonly says: 'touched' | 'abandoned' | 'converted';
  readonly idAt: readonly string[];
}

export type FollowedScope = RecordScope | OrderScope | CartScope;

const ID = ['id'] as const;

const customer = (into: keyof RecordsChanged, idAt: readonly string[] = ID): RecordScope => ({
  kind: 'customers',
  into,
  idAt,
});

const product = (into: keyof RecordsChanged, idAt: readonly string[] = ID): RecordScope => ({
  kind: 'products',
  into,
  idAt,
});

const ofOrder: OrderScope = { kind: 'order', idAt: ID };
const ofShipment: OrderScope = { kind: 'order', idAt: ['orderId'] };
const cart = (says: CartScope['says'], idAt: readonly string[] = ID): CartScope => ({
  kind: 'cart',
  says,
  idAt,
});

// The body's `id` is that of the line; names are in camel case here and nowhere else.
const ofCartLine = cart('touched', ['cartId']);

// The body's `id` is that of the address, of the SKU: docs.bigcommerce.com/docs/integrations/webhooks/events.
const ofAddress = customer('changed', ['address', 'customer_id']);
const ofSku = product('changed', ['sku', 'product_id']);
const ofSkuStock = product('changed', ['inventory', 'product_id']);

const FOLLOWED: ReadonlyMap<string, FollowedScope> = new Map<string, FollowedScope>([
  ['store/customer/created', customer('changed')],
  ['store/customer/updated', customer('changed')],
  ['store/customer/deleted', customer('deleted')],
  ['store/customer/address/created', ofAddress],
  ['store/customer/address/updated', ofAddress],
  ['store/customer/address/deleted', ofAddress],
  ['store/customer/channel/login/access/updated', customer('changed', ['customer_id'])],
  ['store/subscriber/created', customer('subscribers')],
  ['store/subscriber/updated', customer('subscribers')],
  ['store/subscriber/deleted', customer('subscribers')],
  ['store/order/created', ofOrder],
  ['store/order/updated', ofOrder],
  ['store/order/statusUpdated', ofOrder],
  ['store/order/archived', ofOrder],
  ['store/order/refund/created', ofOrder],
  ['store/shipment/created', ofShipment],
  ['store/shipment/updated', ofShipment],
  ['store/shipment/deleted', ofShipment],
  ['store/product/created', product('changed')],
  ['store/product/updated', product('changed')],
  ['store/product/deleted', product('deleted')],
  ['store/product/inventory/updated', product('changed')],
  ['store/product/inventory/order/updated', product('changed')],
  ['store/sku/created', ofSku],
  ['store/sku/updated', ofSku],
  ['store/sku/deleted', ofSku],
  ['store/sku/inventory/updated', ofSkuStock],
  ['store/sku/inventory/order/updated', ofSkuStock],
  ['store/category/created', product('categories')],
  ['store/category/updated', product('categories')],
  ['store/category/deleted', product('categories')],
  ['store/cart/created', cart('touched')],
  ['store/cart/updated', cart('touched')],
  ['store/cart/deleted', cart('touched')],
  ['store/cart/couponApplied', cart('touched')],
  ['store/cart/abandoned', cart('abandoned')],
  ['store/cart/converted', cart('converted')],
  ['store/cart/lineItem/created', ofCartLine],
  ['store/cart/lineItem/updated', ofCartLine],
  ['store/cart/lineItem/deleted', ofCartLine],
]);

/** BigCommerce sends them, and nothing follows from them yet. */
const NOT_FOLLOWED_YET: ReadonlySet<string> = new Set([
  'store/order/message/created',
  'store/order/transaction/created',
  'store/order/transaction/updated',
  'store/channel/created',
  'store/channel/updated',
  'store/information/updated',
  'store/app/uninstalled',
  'store/hook/deliveryException',
]);

export const followedScope = (scope: string): FollowedScope | undefined => FOLLOWED.get(scope);

/** What a webhook asks for: this record of this store is to be read again. */
export interface Hint {
  readonly scope: string;
  /** Carts have UUIDs. */
  readonly id: number | string;
  /** The order that a cart became. */
  readonly orderId?: number;
}

export type HintReading =
  | { readonly ok: true; readonly hint: Hint }
  | { readonly ok: false; readonly reason: 'unknown scope' | 'not followed yet' | 'no id' };

/** Reads a scope and the `data` that came with it, whatever they are. */
export function readHint(scope: unknown, data: unknown): HintReading {
  if (typeof scope !== 'string') return { ok: false, reason: 'unknown scope' };
  const followed = FOLLOWED.get(scope);
  if (followed === undefined) {
    return {
      ok: false,
      reason: NOT_FOLLOWED_YET.has(scope) ? 'not followed yet' : 'unknown scope',
    };
  }
  const named = followed.idAt.reduce(part, data);
  const id = followed.kind === 'cart' ? cartIdOf(named) : idOf(named);
  if (id === undefined) return { ok: false, reason: 'no id' };
  const orderId = followed.kind === 'cart' ? idOf(part(data, 'orderId')) : undefined;
  return { ok: true, hint: { scope, id, ...(orderId === undefined ? {} : { orderId }) } };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function cartIdOf(value: unknown): string | undefined {
  const id = typeof value === 'string' ? value.toLowerCase() : '';
  return UUID.test(id) ? id : undefined;
}

const part = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

// Some bodies have their ids as texts (transactions do).
function idOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

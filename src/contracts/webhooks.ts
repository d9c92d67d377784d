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

export type FollowedScope = RecordScope | OrderScope;

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
]);

/** BigCommerce sends them, and nothing follows from them yet. */
const NOT_FOLLOWED_YET: ReadonlySet<string> = new Set([
  'store/order/message/created',
  'store/order/transaction/created',
  'store/order/transaction/updated',
  'store/cart/created',
  'store/cart/updated',
  'store/cart/deleted',
  'store/cart/couponApplied',
  'store/cart/abandoned',
  'store/cart/converted',
  'store/cart/lineItem/created',
  'store/cart/lineItem/updated',
  'store/cart/lineItem/deleted',
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
  readonly id: number;
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
  const id = idOf(followed.idAt.reduce(part, data));
  return id === undefined ? { ok: false, reason: 'no id' } : { ok: true, hint: { scope, id } };
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

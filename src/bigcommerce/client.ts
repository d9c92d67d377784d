// What the connector reads of a BigCommerce store, and the hooks it keeps there. Every method is one HTTP request; none retries.
import type { QuotaWindow } from '../http/gate';
import type { Cart, CartSettings } from './cart-records';
import type { Brand, Category, Product, ProductId } from './catalog-records';
import type { Channel, Site } from './channel-records';
import type { Customer, CustomerAttribute, CustomerGroup, Subscriber } from './customer-records';
import type { Hook, HookChange, NewHook } from './hook-records';
import type { Order, OrderStatus, Refund } from './order-records';
import type { InventoryItem } from './inventory-records';
import type { Page } from './pages';
import type { Store } from './store-record';

/** `after` is `Page.next` of the page before. At most 250 records a page (the default). */
interface ListQuery {
  readonly after?: string;
  readonly limit?: number;
  /** At most 250 ids. */
  readonly ids?: readonly number[];
  /** ISO time: records modified at or after it. */
  readonly modifiedSince?: string;
}

/** `emails`: at most 50 addresses, in any spelling of upper and lower case. */
type CustomerQuery = ListQuery & { readonly emails?: readonly string[] };
/** `channels`: say of each product which channels it is sold in. */
type ProductQuery = ListQuery & { readonly channels?: boolean };
type SubscriberQuery = ListQuery & { readonly email?: string };

/** A list that BigCommerce cannot filter this way. */
type PageQuery = Pick<ListQuery, 'after' | 'limit'>;
type IdsQuery = Omit<ListQuery, 'modifiedSince'>;

export interface OrderQuery {
  /** Order id (exclusive) when walking by id; page number when `modifiedSince` is given. */
  readonly after?: string;
  readonly limit?: number;
  readonly modifiedSince?: string;
  readonly customerId?: number;
  /** The billing address's e-mail. */
  readonly email?: string;
  readonly cartId?: string;
  /** `false` leaves the lines out (a sweep of ids). */
  readonly lines?: boolean;
}

export type EarlierOrders = { readonly beforeId: number } & (
  { readonly customerId: number } | { readonly email: string }
);

/** Throws ApiFailure only. A list that is empty is an empty page; a single record that is gone is null. */
export interface BigCommerce {
  readonly storeHash: string;
  readStore(): Promise<Store>;
  listChannels(query: PageQuery): Promise<Page<Channel>>;
  /** Null: the channel has no site of its own (a till, a marketplace) or there is no such channel. */
  readSite(channelId: number): Promise<Site | null>;
  listCustomers(query: CustomerQuery): Promise<Page<Customer>>;
  listCustomerAttributes(query: PageQuery): Promise<Page<CustomerAttribute>>;
  listCustomerGroups(query: PageQuery): Promise<Page<CustomerGroup>>;
  listSubscribers(query: SubscriberQuery): Promise<Page<Subscriber>>;
  listOrders(query: OrderQuery): Promise<Page<Order>>;
  readOrder(orderId: number): Promise<Order | null>;
  listRefunds(orderId: number): Promise<readonly Refund[]>;
  /** Number of orders in the shop, all statuses. */
  countOrders(): Promise<number>;
  /** How many orders with a lower id somebody has placed, archived ones left out. */
  countEarlierOrders(of: EarlierOrders): Promise<number>;
  listOrderStatuses(): Promise<readonly OrderStatus[]>;
  listProducts(query: ProductQuery): Promise<Page<Product>>;
  listProductIds(query: ProductQuery): Promise<Page<ProductId>>;
  listCategories(query: IdsQuery): Promise<Page<Category>>;
  listBrands(query: IdsQuery): Promise<Page<Brand>>;
  listInventory(query: PageQuery): Promise<Page<InventoryItem>>;
  /** False when it was bought, deleted, left alone for 30 days, or never there. */
  hasCart(cartId: string): Promise<boolean>;
  /** Null when it was bought, deleted, left alone for 30 days, or never there. */
  readCart(cartId: string): Promise<Cart | null>;
  readCartSettings(): Promise<CartSettings>;
  /** Of the token's own client alone; other apps' hooks are invisible. */
  listHooks(query: PageQuery): Promise<Page<Hook>>;
  /** Addresses BigCommerce does not call for the moment, because they failed too often. */
  listBlockedDomains(): Promise<readonly string[]>;
  /** Rejected for a duplicate (scope and destination) and for the eleventh hook of a scope. */
  createHook(hook: NewHook): Promise<Hook>;
  /** Null when it is gone. */
  updateHook(hookId: number, change: HookChange): Promise<Hook | null>;
  /** Also when it was gone already. */
  deleteHook(hookId: number): Promise<void>;

  /** What the headers last said about the store's quota; undefined when they said nothing in this window. */
  window(): QuotaWindow | undefined;
}

// Turns what connector.yml says for one store into its settings, with the defaults for what it leaves out.
import { COUNTED_STATUSES } from './order-statuses';
import { skillsOf } from './skills';
import type { StoreSection } from './schema';
import type { MappedAttribute, StoreSettings, TopicChoice } from './settings';
import type { StorefrontChoice } from '../contracts/store-settings';
import type { StoreIdentity } from './store-identity';
import { INVENTORY_ALIAS, INVENTORY_SCOPES } from './webhook-scopes';

/** The mapping that a file without one means. */
const USUAL_MAPPING: readonly MappedAttribute[] = [
  { path: 'first_name', attribute: 'FIRSTNAME' },
  { path: 'last_name', attribute: 'LASTNAME' },
  { path: 'phone', attribute: 'SMS' },
  { path: 'company', attribute: 'COMPANY' },
  { path: 'addresses[0].city', attribute: 'CITY' },
  { path: 'addresses[0].state', attribute: 'STATE' },
  { path: 'addresses[0].country', attribute: 'COUNTRY' },
  { path: 'addresses[0].zip', attribute: 'ZIP' },
  { path: 'orders_count', attribute: 'ORDER_COUNT' },
  { path: 'total_spent', attribute: 'TOTAL_SPENT' },
  { path: 'date_created', attribute: 'SIGNUP_DATE' },
  { path: 'customer_group_id', attribute: 'CUSTOMER_GROUP' },
];

/** The events that a file without `webhooks` means. */
const USUAL_WEBHOOKS: readonly TopicChoice[] = [
  { scope: 'store/customer/created', topic: 'customer_created' },
  { scope: 'store/customer/updated', topic: 'customer_updated' },
  { scope: 'store/order/created', topic: 'order_placed' },
  { scope: 'store/order/updated', topic: 'order_updated' },
  { scope: 'store/order/statusUpdated', topic: 'order_status_changed' },
  { scope: 'store/cart/created', topic: 'cart_created' },
  { scope: 'store/cart/updated', topic: 'cart_updated' },
  { scope: 'store/cart/abandoned', topic: 'cart_abandoned' },
  ...INVENTORY_SCOPES.map((scope) => ({ scope, topic: 'inventory_changed' })),
];

/** Whose store it is, and the keys of storefronts with an account of their own, by channel id. */
export type StoreKeys = StoreIdentity & {
  readonly storefront_keys?: Readonly<Record<string, string>>;
};

/** `said` is everything the file says for this store; `name` is its alias. */
export function storeSettings(
  name: string,
  identity: StoreKeys,
  said: StoreSection,
): StoreSettings {
  return {
    name,
    ...identityOf(identity),
    ...choicesOf(said),
    sync: switches(said.sync ?? {}),
    lists: lists(said.lists),
    ...storefrontsOf(said.storefronts, otherKeys(identity)),
    ...skillsOf(said.skills),
    customerMapping: said.customer_mapping ?? USUAL_MAPPING,
    webhooks: topicsOf(said.webhooks),
    countedStatuses: said.metrics?.counted_statuses ?? COUNTED_STATUSES,
    maxListJoins: said.guard?.max_list_joins ?? 1000,
    brevo: paces(said.brevo ?? {}),
    changes: windows(said.changes ?? {}),
    reserve: 5,
  };
}

function choicesOf(said: StoreSection) {
  return {
    enabled: said.enabled ?? true,
    consent: said.consent ?? 'opt_in',
    onCleared: said.on_cleared ?? 'clear',
    deletedCustomers: said.deleted_customers ?? 'soft',
    ...(said.signature === 'required' && { signature: said.signature }),
  } as const;
}

function identityOf(identity: StoreIdentity) {
  return {
    storeHash: identity.store_hash,
    accessToken: identity.access_token,
    ...(identity.client_id !== undefined && { clientId: identity.client_id }),
    ...(identity.client_secret !== undefined && { clientSecret: identity.client_secret }),
    brevoApiKey: identity.brevo_api_key,
  };
}

function switches(written: NonNullable<StoreSection['sync']>): StoreSettings['sync'] {
  return {
    customers: written.customers ?? true,
    orders: written.orders ?? true,
    products: written.products ?? true,
    carts: written.carts ?? true,
    inventory: written.inventory ?? false,
  };
}

function lists(written: StoreSection['lists']): StoreSettings['lists'] {
  return {
    ...(written?.all_customers !== undefined && { allCustomers: written.all_customers }),
    ...(written?.buyers !== undefined && { buyers: written.buyers }),
    ...(written?.abandoned_cart !== undefined && { abandonedCart: written.abandoned_cart }),
  };
}

/** A storefront whose key is the store's own has no other account. */
const otherKeys = ({ brevo_api_key, storefront_keys = {} }: StoreKeys) =>
  Object.fromEntries(Object.entries(storefront_keys).filter(([, key]) => key !== brevo_api_key));

function storefrontsOf(
  written: StoreSection['storefronts'],
  keys: Readonly<Record<string, string>>,
): Pick<StoreSettings, 'storefronts' | 'storefrontKeys'> {
  if (written === undefined || written.length === 0) return {};
  const storefronts = written.map(({ channel_id, url, lists: own }): StorefrontChoice => ({
    channelId: channel_id,
    lists: lists(own),
    ...(url !== undefined && { url }),
    account: keys[String(channel_id)] === undefined ? 'default' : 'own',
  }));
  return {
    storefronts,
    ...(Object.keys(keys).length > 0 && { storefrontKeys: keys }),
  };
}

function topicsOf(written: StoreSection['webhooks']): readonly TopicChoice[] {
  if (written === undefined) return USUAL_WEBHOOKS;
  return written.flatMap(({ scope, destination }) => {
    const scopes = scope === INVENTORY_ALIAS ? INVENTORY_SCOPES : [scope];
    return scopes.map((real) => ({ scope: real, topic: destination }));
  });
}

function windows(written: NonNullable<StoreSection['changes']>): StoreSettings['changes'] {
  return {
    windowMs: written.window ?? 2_000,
    wideWindowMs: written.wide_window ?? 10_000,
    quietMs: written.quiet ?? 60_000,
  };
}

function paces(written: NonNullable<StoreSection['brevo']>): StoreSettings['brevo'] {
  return {
    settleMs: written.settle ?? 5 * 60_000,
    importLookMs: written.import_look ?? 30_000,
    activationLookMs: written.activation_look ?? 60_000,
    importBucket: written.import_bucket ?? 'contacts',
  };
}

// The names other people's scripts rely on: task queues, workflow ids, resources.

/** Workflows, planning and activities that only call Brevo. */
export const TASK_QUEUE = 'bigcommerce-brevo';

/** Activities that call one store; the server holds this queue to the store's rate. */
export const storeQueue = (storeHash: string): string => `${TASK_QUEUE}.${storeHash}`;

/** Of the activities that wait for a store's rate these come first, and at the gates of both vendors too. */
export const LIVE_PRIORITY = 1;

/** Our id for a store's full sync; people may choose any other. */
export const syncId = (storeHash: string): string => `sync/${storeHash}`;

/** The only bulk work of a store: the id is the lock. */
export const bulkId = (storeHash: string): string => `bulk/${storeHash}`;

/** What a sync can be asked for. */
export const RESOURCES = ['customers', 'orders', 'products'] as const;
export type Resource = (typeof RESOURCES)[number];

/**
 * What a sync goes through, in this order: customers before orders, because Brevo links an order to an existing
 * contact; subscribers after orders, because a guest's billing address says more about a person than a subscription.
 */
export const PHASES = [
  'products',
  'customers',
  'orders',
  'subscribers',
  'metrics',
  'consent',
] as const;
export type Phase = (typeof PHASES)[number];

/** The lists that are read again before a sync ends. */
export const CLOSING_LISTS = ['products', 'customers', 'orders', 'subscribers'] as const;
export type ClosingList = (typeof CLOSING_LISTS)[number];

/** Subscribers belong to the customers. */
export const resourceOf = (list: ClosingList): Resource =>
  list === 'subscribers' ? 'customers' : list;

/** Ends the cursor of a chunk of orders whose guests were sent ahead as contacts. */
export const GUESTS_IN = '+guests';

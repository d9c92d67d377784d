// What keeps an order's story true: each guard by its name, in one table that every decision asks.

/** The model check switches them off one by one; each of them is missed. */
export const ORDER_GUARDS = [
  // What is announced.
  'an incomplete order is not placed',
  'an order is placed once',
  'the first look at an order older than the connection is silent',
  'an old order is not announced by a new flow',
  'a baseline is silent',
  'a baseline leaves the placing to be announced',
  'a migrated order is never announced',
  'a status that stays is no change',
  'a shipment is inferred once',
  'a refund is inferred once',
  'content that stays is no update',
  // What is read and written.
  'an older reading changes nothing',
  'a touch during a look asks for another',
  'what Brevo has is not written again',
  'written is what was answered to be written',
  // How it is told.
  'events leave one after the other',
  'a lost answer is looked up before another try',
  'a look waits until Brevo shows what it has',
  'dates of events do not go back',
  // When it ends.
  'a flow with work left goes on',
  'a placed order is followed until it is old',
] as const;

export type OrderGuard = (typeof ORDER_GUARDS)[number];

export type OrderGuards = ReadonlySet<OrderGuard>;

export const ALL_GUARDS: OrderGuards = new Set(ORDER_GUARDS);

// BigCommerce's fifteen order statuses as the connector names them; the ids are fixed, a shop renames only the labels.

// orders.v2.oas2.yml, GET /order_statuses.
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
] as const;

type Word = (typeof WORDS)[number];

export const orderStatusWord = (statusId: number): string | undefined => WORDS[statusId];

export const statusIdOf = (word: Word): number => WORDS.indexOf(word);

/** An order is placed as soon as its status is another one: a shopper has left the payment page. */
export const INCOMPLETE = statusIdOf('incomplete');

/** After these an order is followed for a while and then left; a sync opens flows for the others. */
export const FINAL_STATUSES: readonly number[] = (
  ['refunded', 'cancelled', 'declined', 'completed'] as const
).map(statusIdOf);

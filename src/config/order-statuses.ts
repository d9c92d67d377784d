// BigCommerce's fifteen fixed order statuses; their ids never change, their labels can be renamed per store.

const STATUS_NAMES = [
  'Incomplete',
  'Pending',
  'Shipped',
  'Partially Shipped',
  'Refunded',
  'Cancelled',
  'Declined',
  'Awaiting Payment',
  'Awaiting Pickup',
  'Awaiting Shipment',
  'Completed',
  'Awaiting Fulfillment',
  'Manual Verification Required',
  'Disputed',
  'Partially Refunded',
] as const;

/** Statuses of orders that were paid for and not taken back. */
export const COUNTED_STATUSES: readonly number[] = [2, 3, 8, 9, 10, 11, 12, 13, 14];

/** The id for an id or a name in any spelling (`awaiting_shipment`); undefined when there is none. */
export function orderStatusId(word: string | number): number | undefined {
  if (typeof word === 'number') return STATUS_NAMES[word] === undefined ? undefined : word;
  if (/^\d+$/.test(word)) return orderStatusId(Number(word));
  const index = STATUS_NAMES.findIndex((name) => plain(name) === plain(word));
  return index === -1 ? undefined : index;
}

/** `0 Incomplete, 1 Pending, …` for a refusal. */
export function orderStatusList(): string {
  return STATUS_NAMES.map((name, id) => `${String(id)} ${name}`).join(', ');
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z]/g, '');
}

// Under which name Brevo hears of an order: as `webhooks` says for the shop's own word.
import type { StoreSettings } from '../../config/settings';
import type { OrderEventKind } from '../../contracts/order-deeds';

const SCOPES = {
  placed: 'store/order/created',
  updated: 'store/order/updated',
  status: 'store/order/statusUpdated',
} as const;

/** Brevo's own word for bought: its automations of carts end by it, so nobody renames it. */
const BOUGHT = 'order_completed';

/** Undefined: the merchant wants no such event. */
export function orderTopicOf(
  { webhooks }: StoreSettings,
  what: OrderEventKind,
): string | undefined {
  if (what === 'bought') return BOUGHT;
  return webhooks.find(({ scope }) => scope === SCOPES[what])?.topic;
}

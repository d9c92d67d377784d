// Under which name Brevo hears of a cart: as `webhooks` says, and as Brevo's automation needs it where nothing is said.
import type { StoreSettings } from '../../config/settings';
import type { CartEventKind } from '../../contracts/cart-deeds';

const SCOPES: Readonly<Record<CartEventKind, string>> = {
  created: 'store/cart/created',
  updated: 'store/cart/updated',
  abandoned: 'store/cart/abandoned',
  recovered: 'store/cart/converted',
  deleted: 'store/cart/deleted',
};

/** What ends in Brevo what the other events have begun. */
const ENDINGS: Readonly<Partial<Record<CartEventKind, string>>> = {
  recovered: 'cart_recovered',
  deleted: 'cart_deleted',
};

/** Undefined: the merchant wants no such event. */
export function cartTopic({ webhooks, sync }: StoreSettings, what: CartEventKind) {
  if (!sync.carts) return undefined;
  const said = webhooks.find(({ scope }) => scope === SCOPES[what])?.topic;
  const begins = webhooks.some(({ scope }) => scope.startsWith('store/cart/'));
  return said ?? (begins ? ENDINGS[what] : undefined);
}

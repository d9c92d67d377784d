// Under which name Brevo hears of a customer: as `webhooks` says for the shop's own word.
import type { StoreSettings } from '../../config/settings';
import type { CustomerNews } from '../../contracts/record-changes';

const SCOPES = { created: 'store/customer/created', updated: 'store/customer/updated' } as const;

/** Undefined: the merchant wants no such event. */
export const topicOf = (
  { webhooks }: StoreSettings,
  what: CustomerNews['what'],
): string | undefined => webhooks.find(({ scope }) => scope === SCOPES[what])?.topic;

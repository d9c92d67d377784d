// The Brevo accounts of a store, and the store's settings as one of them sees them.
import { ApplicationFailure } from '@temporalio/common';
import type { StoreSettings } from '../config/settings';
import { FAILURE } from '../contracts/failures';
import { accountsOf, DEFAULT_ACCOUNT, routed, type RoutedStorefront } from '../mapping/storefront';

/** Every configured storefront with the name of its account. */
export const storefrontsOf = ({
  storefronts = [],
  storefrontKeys = {},
}: StoreSettings): readonly RoutedStorefront[] =>
  routed(storefronts, (channelId) => storefrontKeys[String(channelId)]);

/** Undefined stands for the only one; several have names, the default first. */
export function accountNames(settings: StoreSettings): readonly (string | undefined)[] {
  const names = accountsOf(storefrontsOf(settings));
  return names.length > 1 ? names : [undefined];
}

/** Key, lists and storefronts of one account. Throws UnknownStore when it was taken out of the configuration. */
export function settingsOf(settings: StoreSettings, account: string | undefined): StoreSettings {
  if (account === undefined) return settings;
  const { storefronts = [], storefrontKeys = {}, ...store } = settings;
  const own = storefrontsOf(settings).filter((one) => one.account === account);
  const channels = own.map(({ channelId }) => channelId);
  const key =
    account === DEFAULT_ACCOUNT ? settings.brevoApiKey : storefrontKeys[String(channels[0])];
  if (key === undefined) throw unknownAccount(store.storeHash, account);
  return {
    ...store,
    brevoApiKey: key,
    lists: account === DEFAULT_ACCOUNT ? store.lists : {},
    storefronts: storefronts.filter(({ channelId }) => channels.includes(channelId)),
  };
}

/** Every key the store writes with. */
export const keysOf = ({ brevoApiKey, storefrontKeys = {} }: StoreSettings): readonly string[] => [
  brevoApiKey,
  ...Object.values(storefrontKeys),
];

const unknownAccount = (storeHash: string, account: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(
    `Store ${storeHash} has no Brevo account ${account} any more: its storefronts were changed while it was being synced. Start the sync again.`,
    FAILURE.unknownStore,
  );

// What of a plan differs from one Brevo account of the store to the next: lists, storefronts, addresses.
import type { StoreSettings } from '../config/settings';
import type { Resource } from '../contracts/names';
import type { AccountPlan, SyncPlan } from '../contracts/sync-plan';
import { DEFAULT_ACCOUNT } from '../mapping/storefront';
import { accountNames, settingsOf } from './accounts';
import { listsToJoin } from './list-plan';

interface Planning {
  readonly resources: readonly Resource[];
  /** The shop's own address. */
  readonly shopUrl: string;
  /** Of storefronts, by channel id. */
  readonly urls: ReadonlyMap<number, string>;
}

/** A store with one account has it in the plan itself. */
export function accountPlans(
  settings: StoreSettings,
  planning: Planning,
): Pick<SyncPlan, 'lists' | 'shopUrl' | 'storefronts' | 'accounts'> {
  const { resources, shopUrl, urls } = planning;
  const names = accountNames(settings).filter((name) => name !== undefined);
  const accounts = names.map((account) => accountPlan(settings, account, planning));
  const storefronts =
    settings.storefronts === undefined ? {} : { storefronts: plannedOf(settings, urls) };
  return {
    lists: listsToJoin(settings, { resources }),
    shopUrl,
    ...storefronts,
    ...(accounts.length === 0 ? {} : { accounts }),
  };
}

function accountPlan(
  settings: StoreSettings,
  account: string,
  { resources, shopUrl, urls }: Planning,
): AccountPlan {
  const own = settingsOf(settings, account);
  const storefronts = plannedOf(own, urls);
  // Another account has no part of what no storefront sells: its first storefront is its shop.
  const [first] = account === DEFAULT_ACCOUNT ? [] : storefronts;
  return {
    account,
    lists: listsToJoin(own, { resources, account }),
    shopUrl: first?.url ?? shopUrl,
    storefronts,
  };
}

const plannedOf = (
  { storefronts = [] }: StoreSettings,
  urls: ReadonlyMap<number, string>,
): AccountPlan['storefronts'] =>
  storefronts.flatMap(({ channelId }) => {
    const url = urls.get(channelId);
    return url === undefined ? [] : [{ channelId, url }];
  });

// Everything that is asked about a store before it is connected or synced: BigCommerce, its storefronts, every Brevo account.
import type { StoreSettings } from '../config/settings';
import type { Resource } from '../contracts/names';
import { DEFAULT_ACCOUNT } from '../mapping/storefront';
import { accountNames } from './accounts';
import { checkBigCommerce, checkBrevo, type BigCommerceCheck } from './plan-checks';
import { checkStorefronts, sameAccountProblems, type StorefrontCheck } from './storefront-checks';
import type { Shop, World } from './world';

export interface StoreFindings {
  readonly bigcommerce: BigCommerceCheck;
  readonly storefronts: StorefrontCheck;
  /** Of all Brevo accounts. */
  readonly brevo: readonly string[];
}

/** Reads only. */
export async function checkAll(
  world: World,
  settings: StoreSettings,
  resources: readonly Resource[],
): Promise<StoreFindings> {
  const shop = world.open(settings);
  const bigcommerce = await checkBigCommerce(shop, resources);
  const storefronts = await checkStorefronts(shop);
  const brevo: string[] = [];
  const accounts = accountNames(settings).map((account) => ({
    account,
    shop: world.open(settings, account),
  }));
  for (const one of accounts) {
    const problems = await checkBrevo(one.shop, resources, bigcommerce.store?.currency);
    brevo.push(...problems.map((problem) => named(one, problem)));
  }
  if (brevo.length === 0) brevo.push(...(await sameAccountProblems(accounts)));
  return { bigcommerce, storefronts, brevo };
}

/** A problem of a storefront's account says whose it is. */
const named = (
  {
    account = DEFAULT_ACCOUNT,
    shop,
  }: { readonly account: string | undefined; readonly shop: Shop },
  problem: string,
): string => {
  if (account === DEFAULT_ACCOUNT) return problem;
  const channels = shop.settings.storefronts?.map(({ channelId }) => channelId) ?? [];
  return `Brevo account of storefront ${channels.join(', ')}: ${problem}`;
};

// The place a cart belongs to: its storefront's Brevo account, list, skill and address.
import { NO_SKILL } from '../../config/skills';
import type { StoreSettings } from '../../config/settings';
import type { AbandonedCartSkill } from '../../contracts/store-settings';
import { DEFAULT_ACCOUNT, placeOf } from '../../mapping/storefront';
import { accountNames, storefrontsOf } from '../accounts';
import { storefrontAddresses } from '../storefront-addresses';
import { shopOf, type Shop, type World } from '../world';

export interface CartShop extends Pick<Shop, 'bigcommerce' | 'brevo'> {
  /** The whole store's. */
  readonly settings: StoreSettings;
  /** Undefined stands for the only one. */
  readonly account: string | undefined;
  readonly listId: number | undefined;
  readonly skill: AbandonedCartSkill;
  readonly channelId: number;
}

/** Throws UnknownStore. */
export async function cartShop(
  world: World,
  storeHash: string,
  channelId: number,
): Promise<CartShop> {
  const { settings } = await shopOf(world, { storeHash });
  const place = placeOf(storefrontsOf(settings), channelId);
  const account = accountNames(settings)[0] === undefined ? undefined : place.account;
  const { bigcommerce, brevo } = world.open(settings, account);
  return {
    bigcommerce,
    brevo,
    settings,
    account,
    listId: listOf(settings, place.storefront, place.account),
    skill: skillOf(settings),
    channelId,
  };
}

export const skillOf = ({ skills }: StoreSettings): AbandonedCartSkill =>
  skills?.abandonedCart ?? NO_SKILL;

/** A storefront's own list, else the store's where both write to one account. */
function listOf(
  { lists, storefronts = [] }: StoreSettings,
  storefront: number,
  account: string,
): number | undefined {
  const own = storefronts.find(({ channelId }) => channelId === storefront)?.lists.abandonedCart;
  return own ?? (account === DEFAULT_ACCOUNT ? lists.abandonedCart : undefined);
}

/** Every abandoned-cart list of an account: of a cart that is gone nobody knows which storefront it was in. */
export function cartListsOf(
  settings: StoreSettings,
  account: string | undefined,
): readonly number[] {
  const name = account ?? DEFAULT_ACCOUNT;
  const routes = storefrontsOf(settings);
  const ids = (settings.storefronts ?? [])
    .filter(({ channelId }) => placeOf(routes, channelId).account === name)
    .map(({ lists }) => lists.abandonedCart);
  const own = name === DEFAULT_ACCOUNT ? [settings.lists.abandonedCart] : [];
  return [...new Set([...ids, ...own])].filter((id) => id !== undefined);
}

/** Where the cart's shoppers go; remembered for a minute. */
export async function shopAddress(world: World, shop: CartShop): Promise<string> {
  const { settings, account, bigcommerce, channelId } = shop;
  const facts = world.live.factsOf({ storeHash: settings.storeHash, account }, world.now());
  const { storefronts = [] } = settings;
  if (storefronts.some((storefront) => storefront.channelId === channelId)) {
    const urls = await facts.addresses.get(() => storefrontAddresses(bigcommerce, storefronts));
    const url = urls.get(channelId);
    if (url !== undefined) return url;
  }
  return (await facts.card.get(() => bigcommerce.readStore())).secure_url;
}

// Connecting a store: everything is checked first, what is missing is made last; releasing undoes it.
import { RESOURCES, type Resource } from '../contracts/names';
import type { ConnectedStore, PreparedStore, StoreCheck } from '../contracts/store-connection';
import type { StoreSettings } from '../config/settings';
import { accountNames } from './accounts';
import { offHooks, prepareHooks, releaseHooks } from './connect-hooks';
import { checkAll } from './store-checks';
import { markedLists } from './field-mapping';
import { prepareAccount } from './prepare-brevo';
import { cartProblems, scopesOff } from './scope-probes';
import type { World } from './world';

const wantedOf = ({ sync }: StoreSettings): readonly Resource[] =>
  RESOURCES.filter((resource) => sync[resource]);

/** Reads only: token, scopes, hash, key and IP address, lists, attributes, currency. */
export async function checkStore(world: World, store: ConnectedStore): Promise<StoreCheck> {
  const settings = world.unseal(store);
  const shop = world.open(settings);
  const resources = wantedOf(settings);
  const { bigcommerce, storefronts, brevo } = await checkAll(world, settings, resources);
  const currency = bigcommerce.store?.currency;
  const carts = await cartProblems(shop);
  const off = [
    ...offFeatures(settings),
    ...(await scopesOff(shop)),
    ...storefronts.off,
    ...offHooks(world.hookDoor),
  ];
  const missing = [
    ...signatureProblems(settings),
    ...bigcommerce.problems,
    ...carts,
    ...storefronts.problems,
    ...brevo,
  ];
  const checked = [
    ...(bigcommerce.problems.length + carts.length === 0
      ? [`BigCommerce: token and scopes for ${resources.join(', ')}`]
      : []),
    ...(brevo.length === 0 ? ['Brevo: key, lists, attributes, currency'] : []),
  ];
  return {
    checked,
    missing,
    off,
    currency: currency ?? '',
    ...storefrontStatus(settings, storefronts.urls),
  };
}

/** Without the client secret no signature can hold: the door would refuse every webhook. */
const signatureProblems = ({ signature, clientSecret }: StoreSettings): readonly string[] =>
  signature === 'required' && clientSecret === undefined
    ? [
        'signature: required needs the client secret: set BC_CLIENT_SECRET (client_secret) to that of the API account, or leave signature out.',
      ]
    : [];

function storefrontStatus(
  { storefronts }: StoreSettings,
  urls: ReadonlyMap<number, string>,
): Pick<StoreCheck, 'storefronts'> {
  if (storefronts === undefined) return {};
  const lines = storefronts.map((one) => ({ ...one, url: urls.get(one.channelId) ?? '' }));
  return { storefronts: lines };
}

/** What this version or these settings leave off, with the reason. */
function offFeatures(settings: StoreSettings): readonly string[] {
  const { enabled, sync } = settings;
  const off = RESOURCES.filter((resource) => !sync[resource]);
  return [
    ...(enabled ? [] : ['everything: enabled is false']),
    ...off.map((resource) => `${resource}: sync.${resource} is false`),
    ...(markedLists(settings).length === 0
      ? ['lists: none is configured, so people become contacts and join no list']
      : []),
  ];
}

export async function prepareStore(
  world: World,
  store: ConnectedStore,
  currency: string,
): Promise<PreparedStore> {
  const settings = world.unseal(store);
  const { storeHash, enabled } = settings;
  if (!enabled) {
    const schedules = await world.schedules.remove(storeHash);
    const hooks = await prepareHooks(world, settings);
    const removed = schedules.map((what) => `${what} removed: enabled is false`);
    return { ...hooks, created: [...removed, ...hooks.created] };
  }
  const resources = wantedOf(settings);
  const created: string[] = [];
  for (const account of accountNames(settings)) {
    const prepared = await prepareAccount(world.open(settings, account), { resources, currency });
    created.push(...prepared.created);
  }
  const schedules = await world.schedules.ensure(storeHash);
  const hooks = await prepareHooks(world, settings);
  return { ...hooks, created: [...created, ...schedules, ...hooks.created] };
}

export async function releaseStore(
  world: World,
  storeHash: string,
  store: ConnectedStore,
): Promise<{ readonly removed: readonly string[] }> {
  const schedules = await world.schedules.remove(storeHash);
  return { removed: [...schedules, ...(await releaseHooks(world, store))] };
}

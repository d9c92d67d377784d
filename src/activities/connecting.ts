// Connecting a store: everything is checked first, what is missing is made last; releasing undoes it.
import { RESOURCES, type Resource } from '../contracts/names';
import type { ConnectedStore, StoreCheck } from '../contracts/store-connection';
import type { StoreSettings } from '../config/settings';
import { checkBigCommerce, checkBrevo } from './plan-checks';
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
  const bigcommerce = await checkBigCommerce(shop, resources);
  const currency = bigcommerce.store?.currency;
  const brevo = await checkBrevo(shop, resources, currency);
  const carts = await cartProblems(shop);
  const off = [...offFeatures(settings), ...(await scopesOff(shop))];
  const missing = [...bigcommerce.problems, ...carts, ...brevo];
  const checked = [
    ...(bigcommerce.problems.length + carts.length === 0
      ? [`BigCommerce: token and scopes for ${resources.join(', ')}`]
      : []),
    ...(brevo.length === 0 ? ['Brevo: key, lists, attributes, currency'] : []),
  ];
  return { checked, missing, off, currency: currency ?? '' };
}

/** What this version or these settings leave off, with the reason. */
function offFeatures({ enabled, sync, lists }: StoreSettings): readonly string[] {
  const off = RESOURCES.filter((resource) => !sync[resource]);
  return [
    ...(enabled ? [] : ['everything: enabled is false']),
    ...off.map((resource) => `${resource}: sync.${resource} is false`),
    ...(lists.allCustomers === undefined && lists.buyers === undefined
      ? ['lists: none is configured, so people become contacts and join no list']
      : []),
    'live updates: off; hourly sync on',
  ];
}

export async function prepareStore(
  world: World,
  store: ConnectedStore,
  currency: string,
): Promise<{ readonly created: readonly string[] }> {
  const settings = world.unseal(store);
  const { storeHash, enabled } = settings;
  if (!enabled) {
    const removed = await world.schedules.remove(storeHash);
    return { created: removed.map((what) => `${what} removed: enabled is false`) };
  }
  const resources = wantedOf(settings);
  const prepared = await prepareAccount(world.open(settings), { resources, currency });
  const schedules = await world.schedules.ensure(storeHash);
  return { created: [...prepared.created, ...schedules] };
}

export async function releaseStore(
  world: World,
  storeHash: string,
): Promise<{ readonly removed: readonly string[] }> {
  return { removed: await world.schedules.remove(storeHash) };
}

// Connecting a store: everything is checked first, what is missing is made last; releasing undoes it.
import { RESOURCES, type Resource } from '../contracts/names';
import type { ConnectedStore, PreparedStore, StoreCheck } from '../contracts/store-connection';
import type { StoreSettings } from '../config/settings';
import { offHooks, prepareHooks, releaseHooks } from './connect-hooks';
import { checkBigCommerce, checkBrevo } from './plan-checks';
import { prepareAccount } from './prepare-brevo';
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
  const missing = [...bigcommerce.problems, ...brevo];
  const checked = [
    ...(bigcommerce.problems.length === 0
      ? [`BigCommerce: token and scopes for ${resources.join(', ')}`]
      : []),
    ...(brevo.length === 0 ? ['Brevo: key, lists, attributes, currency'] : []),
  ];
  const off = [...offFeatures(settings), ...offHooks(world.hookDoor)];
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
  const prepared = await prepareAccount(world.open(settings), { resources, currency });
  const schedules = await world.schedules.ensure(storeHash);
  const hooks = await prepareHooks(world, settings);
  return { ...hooks, created: [...prepared.created, ...schedules, ...hooks.created] };
}

export async function releaseStore(
  world: World,
  storeHash: string,
  store: ConnectedStore,
): Promise<{ readonly removed: readonly string[] }> {
  const schedules = await world.schedules.remove(storeHash);
  return { removed: [...schedules, ...(await releaseHooks(world, store))] };
}

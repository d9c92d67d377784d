// The hooks' part of connecting: they are made last, with a secret of the store's own, and go when it is disconnected.
import type { HookDoor } from '../config/hook-door';
import { BrokenSeal, UnknownEncryptionKey } from '../config/sealing';
import type { StoreSettings } from '../config/settings';
import type { HooksReport } from '../contracts/hooks';
import type { ConnectedStore, PreparedStore } from '../contracts/store-connection';
import { ApiFailure } from '../http/failures';
import { curedSentence } from './failure-sentences';
import { hooksLeft } from './hook-sentences';
import { hooksOfShop, removeHooks } from './keep-hooks';
import type { World } from './world';

/** The same sentence that `checkStore` gives; nothing when the shop can call us. */
export const offHooks = (door: HookDoor): readonly string[] => ('off' in door ? [door.off] : []);

/** Makes, adopts and corrects the store's hooks; `hookSecret` is sealed, and there when the store had none. */
export async function prepareHooks(world: World, settings: StoreSettings): Promise<PreparedStore> {
  const { storeHash } = settings;
  const made = settings.hookSecret === undefined ? world.newHookSecret(storeHash) : undefined;
  const known = made === undefined ? settings : { ...settings, hookSecret: made.plain };
  const hooks = await hooksOfShop(world, world.open(known), true);
  // A store that was synced before may have missed something while hooks were missing.
  const missed = hooks.gap && (await world.lastSettled(storeHash)) !== null;
  const caughtUp = missed && (await world.schedules.catchUp(storeHash));
  return {
    created: [...hookWords(hooks), ...(caughtUp ? ['an incremental sync'] : [])],
    hooks: { ...hooks, caughtUp },
    ...(made !== undefined && { hookSecret: made.sealed }),
  };
}

function hookWords(report: HooksReport): readonly string[] {
  const { destination, repaired, active, removed } = report;
  return [
    ...(repaired > 0 ? [`${repaired} of ${active} hooks, to ${destination ?? 'nowhere'}`] : []),
    ...(repaired === 0 && active > 0 ? [`${active} hooks adopted`] : []),
    ...(removed > 0 ? [`${removed} hooks removed: the settings do not call for them`] : []),
  ];
}

/** Never in the way of disconnecting: a token that is refused, or a key that is gone, leaves the hooks behind. */
export async function releaseHooks(
  world: World,
  store: ConnectedStore,
): Promise<readonly string[]> {
  try {
    const settings = world.unseal(store);
    const { hookSecret: token } = settings;
    const ours = {
      ...(!('off' in world.hookDoor) && { destination: world.hookDoor.destination }),
      ...(token !== undefined && { token }),
    };
    const removed = await removeHooks(world.open(settings), ours);
    return removed === 0 ? [] : [`${removed} hooks`];
  } catch (error) {
    return [hooksLeft(whyLeft(error))];
  }
}

/** Throws on what may pass: then disconnecting is tried again. */
function whyLeft(error: unknown): string {
  if (error instanceof UnknownEncryptionKey || error instanceof BrokenSeal) return error.message;
  if (!(error instanceof ApiFailure)) throw error;
  if (['RateLimited', 'Unavailable'].includes(error.detail.kind)) throw error;
  return curedSentence(error);
}

// Everything a chunk works with: the plan, the store's two APIs, the run's memory.
import type { RunRef } from '../contracts/activities';
import type { SyncPlan } from '../contracts/sync-plan';
import { DEFAULT_ACCOUNT } from '../mapping/storefront';
import { asSeenBy } from './account-view';
import { keysOf } from './accounts';
import type { RunMemory } from './memory/run-memory';
import { shopOf, type Shop, type World } from './world';

export interface ChunkContext extends Shop {
  readonly plan: SyncPlan;
  readonly technicalListId: number;
  readonly memory: RunMemory;
  /** No other configured store writes to this Brevo account. */
  readonly onlyStore: boolean;
  readonly now: () => number;
  /** Few records, each needed at once: no import. */
  readonly singlesOnly: boolean;
  /** Hears whom Brevo refuses. */
  readonly onRefused?: (email: string) => void;
}

export async function contextOf(
  world: World,
  { plan, run, technicalListId }: RunRef,
): Promise<ChunkContext> {
  const shop = await shopOf(world, plan);
  const memory = world.memories.of(plan.storeHash, run);
  const { storefronts } = shop;
  const account = plan.account ?? DEFAULT_ACCOUNT;
  return {
    ...shop,
    bigcommerce: asSeenBy(shop.bigcommerce, { storefronts, account, memory }),
    plan,
    technicalListId,
    memory,
    onlyStore: await isOnlyStore(world, shop),
    now: () => world.now(),
    singlesOnly: false,
  };
}

export async function isOnlyStore({ directory }: World, { settings }: Shop): Promise<boolean> {
  const others = (await directory.list()).filter(
    ({ storeHash }) => storeHash !== settings.storeHash,
  );
  const read = await Promise.all(others.map(({ storeHash }) => directory.read(storeHash)));
  return read.every((other) => other === null || !keysOf(other).includes(settings.brevoApiKey));
}

/** The customer id in an external id of this store; 0 when it is not ours. */
export function customerIdOf({ plan }: ChunkContext, extId: string): number {
  const prefix = `${plan.storeHash}-`;
  const id = extId.startsWith(prefix) ? extId.slice(prefix.length) : '';
  return /^\d{1,10}$/.test(id) ? Number(id) : 0;
}

/** Singles take a tenth of a second each; an import is looked at after `importLookMs`. */
export const singlesAreSooner = ({ plan, singlesOnly }: ChunkContext, rows: number): boolean =>
  singlesOnly || rows * 100 <= plan.timing.importLookMs;

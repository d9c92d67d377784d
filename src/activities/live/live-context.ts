// What live work needs of a store: the plan an ordinary sync would have, and a memory of nobody but whom it concerns.
import { mappingHash } from '../../config/mapping-hash';
import { RESOURCES } from '../../contracts/names';
import type { SyncPlan } from '../../contracts/sync-plan';
import { isOnlyStore, type ChunkContext } from '../chunk-context';
import { LiveContacts } from '../memory/live-contacts';
import { RunMemory } from '../memory/run-memory';
import { listsToJoin } from '../plan-sync';
import { shopOf, type Shop, type World } from '../world';

export interface LiveWork {
  readonly context: ChunkContext;
  readonly contacts: LiveContacts;
}

interface Earlier {
  readonly memory: RunMemory;
  readonly contacts: LiveContacts;
}

/** Goes on with what a look before has read, where there is any. */
export async function liveWork(
  world: World,
  storeHash: string,
  earlier?: Earlier,
): Promise<LiveWork> {
  const shop = await shopOf(world, storeHash);
  const facts = world.live.factsOf(storeHash, world.now());
  const { secure_url, currency } = await facts.card.get(() => shop.bigcommerce.readStore());
  const memory = earlier?.memory ?? new RunMemory(facts);
  const contacts = earlier?.contacts ?? new LiveContacts();
  await memory.contacts.get(() => Promise.resolve(contacts.index));
  const plan = livePlan(shop, { shopUrl: secure_url, currency, now: world.now() });
  const context = {
    ...shop,
    plan,
    // Nothing live is imported.
    technicalListId: 0,
    memory,
    onlyStore: await isOnlyStore(world, shop),
    now: () => world.now(),
    singlesOnly: true,
  };
  return { context, contacts };
}

interface Circumstances extends Pick<SyncPlan, 'shopUrl' | 'currency'> {
  readonly now: number;
}

function livePlan({ settings }: Shop, { shopUrl, currency, now }: Circumstances): SyncPlan {
  const resources = RESOURCES.filter((resource) => settings.sync[resource]);
  const { settleMs, importLookMs, activationLookMs } = settings.brevo;
  return {
    type: 'incremental',
    storeHash: settings.storeHash,
    storeName: settings.name,
    resources,
    includeVariants: true,
    includeImages: true,
    approved: false,
    fresh: false,
    startedAt: new Date(now).toISOString(),
    shopUrl,
    currency,
    totals: {},
    mappingHash: mappingHash(settings),
    lists: listsToJoin(settings, resources),
    maxListJoins: settings.maxListJoins,
    timing: { settleMs, importLookMs, activationLookMs },
    requests: 0,
  };
}

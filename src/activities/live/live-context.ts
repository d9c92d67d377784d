// What live work needs of a store: the plan an ordinary sync would have, and a memory of nobody but whom it concerns.
import { mappingHash } from '../../config/mapping-hash';
import { RESOURCES } from '../../contracts/names';
import type { SyncPlan } from '../../contracts/sync-plan';
import { DEFAULT_ACCOUNT } from '../../mapping/storefront';
import { accountPlans } from '../account-plans';
import { asSeenBy } from '../account-view';
import { isOnlyStore, type ChunkContext } from '../chunk-context';
import { LiveContacts } from '../memory/live-contacts';
import { RunMemory } from '../memory/run-memory';
import { storefrontAddresses } from '../storefront-addresses';
import type { World } from '../world';
import { readingOnce, type LiveAccount } from './live-accounts';

export interface LiveWork {
  readonly context: ChunkContext;
  readonly contacts: LiveContacts;
}

interface Earlier {
  readonly memory: RunMemory;
  readonly contacts: LiveContacts;
}

interface Going {
  /** What a look before has read. */
  readonly earlier?: Earlier | undefined;
  /** The addresses of storefronts are needed: products and categories have one. */
  readonly withAddresses?: boolean;
}

/** For one account of the store. */
export async function liveWork(
  world: World,
  at: LiveAccount,
  { earlier, withAddresses = false }: Going = {},
): Promise<LiveWork> {
  const { settings, account } = at;
  const shop = world.open(settings, account);
  const bigcommerce = readingOnce(shop.bigcommerce, at);
  const facts = factsOf(world, at);
  const { secure_url, currency } = await facts.card.get(() => bigcommerce.readStore());
  const urls = withAddresses
    ? await facts.addresses.get(() =>
        storefrontAddresses(bigcommerce, shop.settings.storefronts ?? []),
      )
    : new Map<number, string>();
  const memory = earlier?.memory ?? new RunMemory(facts);
  const contacts = earlier?.contacts ?? new LiveContacts();
  await memory.contacts.get(() => Promise.resolve(contacts.index));
  const { storefronts } = shop;
  const view = { storefronts, account: account ?? DEFAULT_ACCOUNT, memory };
  const context = {
    ...shop,
    bigcommerce: asSeenBy(bigcommerce, view),
    plan: livePlan(at, { shopUrl: secure_url, currency, urls, now: world.now() }),
    // Nothing live is imported.
    technicalListId: 0,
    memory,
    onlyStore: await isOnlyStore(world, shop),
    now: () => world.now(),
    singlesOnly: true,
    onRefused: (email: string) => {
      world.live.refused.note(shop.settings.storeHash, email, world.now());
    },
  };
  return { context, contacts };
}

const factsOf = (world: World, { settings: { storeHash }, account }: LiveAccount) =>
  world.live.factsOf({ storeHash, account }, world.now());

/** The same account with names that are read anew. */
export function renewed(world: World, at: LiveAccount, going?: Going): Promise<LiveWork> {
  const { settings, account } = at;
  world.live.renew({ storeHash: settings.storeHash, account }, world.now());
  return liveWork(world, at, going);
}

interface Circumstances extends Pick<SyncPlan, 'shopUrl' | 'currency'> {
  /** Of storefronts, by channel id. */
  readonly urls: ReadonlyMap<number, string>;
  readonly now: number;
}

function livePlan(
  { settings, account }: LiveAccount,
  { shopUrl, currency, urls, now }: Circumstances,
): SyncPlan {
  const resources = RESOURCES.filter((resource) => settings.sync[resource]);
  const { settleMs, importLookMs, activationLookMs } = settings.brevo;
  const { accounts = [], ...only } = accountPlans(settings, { resources, shopUrl, urls });
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
    currency,
    totals: {},
    mappingHash: mappingHash(settings),
    ...only,
    ...accounts.find((one) => one.account === account),
    maxListJoins: settings.maxListJoins,
    timing: { settleMs, importLookMs, activationLookMs },
    requests: 0,
  };
}

// Checks everything a sync needs before anything is written, and says every problem at once with its cure.
import { ApplicationFailure } from '@temporalio/common';
import type { StoreSettings } from '../config/settings';
import { mappingHash } from '../config/mapping-hash';
import { FAILURE } from '../contracts/failures';
import type { Resource } from '../contracts/names';
import type { PlannedSync } from '../contracts/activities';
import type { SettledSync, SyncPlan } from '../contracts/sync-plan';
import { accountPlans } from './account-plans';
import { checkAll } from './store-checks';
import { parseSyncRequest, type SyncRequest } from './sync-request';
import type { World } from './world';

/** Reads only. Throws InvalidSyncRequest, CannotSync, or lets RateLimited and Unavailable through to Temporal. */
export async function planSync(world: World, input: unknown): Promise<PlannedSync> {
  const { request, settings } = await parseSyncRequest(world.directory, input);
  const { bigcommerce, storefronts, brevo } = await checkAll(world, settings, request.resources);
  const problems = [...bigcommerce.problems, ...storefronts.problems, ...brevo];
  if (problems.length > 0 || bigcommerce.store === undefined) throw cannotSync(settings, problems);
  const { store, totals, date } = bigcommerce;
  const hash = mappingHash(settings);
  const settled = await world.lastSettled(settings.storeHash);
  const beginning = beginningOf(request, settled, hash);
  const left = await interruptedLikeThis(world, settings.storeHash, {
    ...request,
    type: beginning.type,
    mappingHash: hash,
  });
  return {
    ...beginning,
    ...left,
    storeHash: settings.storeHash,
    storeName: settings.name,
    resources: request.resources,
    includeVariants: request.includeVariants,
    includeImages: request.includeImages,
    fresh: request.fresh || left.fresh === true,
    approved: request.approve,
    startedAt: date ?? new Date(world.now()).toISOString(),
    ...accountPlans(settings, {
      resources: request.resources,
      shopUrl: store.secure_url,
      urls: storefronts.urls,
    }),
    currency: store.currency,
    totals,
    mappingHash: hash,
    ...settledOrders(settled, hash),
    maxListJoins: settings.maxListJoins,
    timing: {
      settleMs: settings.brevo.settleMs,
      importLookMs: settings.brevo.importLookMs,
      activationLookMs: settings.brevo.activationLookMs,
    },
    requests: bigcommerce.requests + storefronts.requests,
  };
}

function cannotSync({ name }: StoreSettings, problems: readonly string[]): ApplicationFailure {
  const list = problems.map((problem, at) => `${at + 1}. ${problem}`).join('\n');
  return ApplicationFailure.nonRetryable(
    `Store ${name} cannot be synced yet:\n${list}`,
    FAILURE.cannotSync,
  );
}

type Beginning = Pick<SyncPlan, 'type' | 'note' | 'start'>;

/** An incremental sync needs a watermark of everything it is asked for, and what was written by today's mapping. */
function beginningOf(
  { type, resources }: SyncRequest,
  settled: SettledSync | null,
  hash: string,
): Beginning {
  if (type === 'full') return { type };
  if (settled === null) return { type: 'full', note: 'no watermark yet: a full sync' };
  if (settled.mappingHash !== hash)
    return { type: 'full', note: 'the mapping has changed: a full sync' };
  const { watermarks, rejected = {}, lastBatchAt } = settled;
  const missing = resources.filter((resource) => watermarks[resource] === undefined);
  if (missing.length > 0)
    return { type: 'full', note: `no watermark yet for ${missing.join(', ')}: a full sync` };
  return {
    type,
    start: {
      since: only(resources, watermarks),
      rejected: only(resources, rejected),
      ...(lastBatchAt === undefined ? {} : { lastBatchAt }),
    },
  };
}

function only<T>(
  resources: readonly Resource[],
  values: Readonly<Partial<Record<Resource, T>>>,
): Partial<Record<Resource, T>> {
  return Object.fromEntries(
    resources.flatMap((resource) => {
      const value = values[resource];
      return value === undefined ? [] : [[resource, value]];
    }),
  );
}

type Like = Pick<
  SyncPlan,
  'type' | 'resources' | 'includeVariants' | 'includeImages' | 'mappingHash'
> &
  Pick<SyncRequest, 'fresh'>;

/** Goes on where a full sync of the same kind broke off; `fresh` begins anew. */
async function interruptedLikeThis(
  world: World,
  storeHash: string,
  like: Like,
): Promise<Partial<Pick<PlannedSync, 'continues' | 'note' | 'fresh'>>> {
  if (like.type !== 'full' || like.fresh) return {};
  const left = await world.interrupted(storeHash);
  if (left === null || keyOf(left.plan) !== keyOf(like)) return {};
  const { state, plan } = left;
  return {
    continues: state,
    fresh: plan.fresh,
    note: `goes on at ${state.at}, where the sync before broke off (fresh: true begins anew)`,
  };
}

const keyOf = (plan: Omit<Like, 'type' | 'fresh'>): string =>
  JSON.stringify([
    [...plan.resources].sort(),
    plan.includeVariants,
    plan.includeImages,
    plan.mappingHash,
  ]);

/** Under another mapping every order is written again. */
function settledOrders(
  settled: SettledSync | null,
  hash: string,
): Pick<SyncPlan, 'ordersSettledAt'> {
  const at = settled?.mappingHash === hash ? settled.watermarks.orders : undefined;
  return at === undefined ? {} : { ordersSettledAt: at };
}

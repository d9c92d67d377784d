// Checks everything a sync needs before anything is written, and says every problem at once with its cure.
import { ApplicationFailure } from '@temporalio/common';
import type { StoreSettings } from '../config/settings';
import { mappingHash } from '../config/mapping-hash';
import { FAILURE } from '../contracts/failures';
import type { Resource } from '../contracts/names';
import type { ListToJoin, SettledSync, SyncPlan } from '../contracts/sync-plan';
import { checkBigCommerce, checkBrevo } from './plan-checks';
import { parseSyncRequest, type SyncRequest } from './sync-request';
import type { World } from './world';

/** Reads only. Throws InvalidSyncRequest, CannotSync, or lets RateLimited and Unavailable through to Temporal. */
export async function planSync(world: World, input: unknown): Promise<SyncPlan> {
  const { request, settings } = await parseSyncRequest(world.directory, input);
  const shop = world.open(settings);
  const bigcommerce = await checkBigCommerce(shop, request.resources);
  const brevo = await checkBrevo(shop, request.resources, bigcommerce.store?.currency);
  const problems = [...bigcommerce.problems, ...brevo];
  if (problems.length > 0 || bigcommerce.store === undefined) throw cannotSync(settings, problems);
  const { store, totals, date } = bigcommerce;
  const hash = mappingHash(settings);
  const settled = await world.lastSettled(settings.storeHash);
  return {
    ...beginningOf(request, settled, hash),
    storeHash: settings.storeHash,
    storeName: settings.name,
    resources: request.resources,
    includeVariants: request.includeVariants,
    includeImages: request.includeImages,
    fresh: request.fresh,
    approved: request.approve,
    startedAt: date ?? new Date(world.now()).toISOString(),
    shopUrl: store.secure_url,
    currency: store.currency,
    totals,
    mappingHash: hash,
    ...settledOrders(settled, hash),
    lists: listsToJoin(settings, request.resources),
    maxListJoins: settings.maxListJoins,
    timing: {
      settleMs: settings.brevo.settleMs,
      importLookMs: settings.brevo.importLookMs,
      activationLookMs: settings.brevo.activationLookMs,
    },
    requests: bigcommerce.requests,
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

/** Under another mapping every order is written again. */
function settledOrders(
  settled: SettledSync | null,
  hash: string,
): Pick<SyncPlan, 'ordersSettledAt'> {
  const at = settled?.mappingHash === hash ? settled.watermarks.orders : undefined;
  return at === undefined ? {} : { ordersSettledAt: at };
}

/** Who bought is known from orders: without them nobody joins the buyers. */
export function listsToJoin(
  { lists }: StoreSettings,
  resources: SyncRequest['resources'],
): readonly ListToJoin[] {
  const { allCustomers, buyers } = lists;
  const orders = resources.some((resource: Resource) => resource === 'orders');
  return [
    ...(allCustomers === undefined
      ? []
      : [{ listId: allCustomers, role: 'all_customers' } as const]),
    ...(buyers === undefined || !orders ? [] : [{ listId: buyers, role: 'buyers' } as const]),
  ];
}

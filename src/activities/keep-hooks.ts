// Looks at a store's hooks at BigCommerce and puts them right; a hint that never came is found by the next sync.
import type { Hook } from '../bigcommerce/hook-records';
import type { BigCommerce } from '../bigcommerce/client';
import type { HookKeeperInput, HooksReport } from '../contracts/hooks';
import { ApiFailure } from '../http/failures';
import {
  hookPlan,
  isOurs,
  type HookPlan,
  type OurMarks,
  type WantedHooks,
} from '../mapping/hook-plan';
import { wantedScopes } from '../mapping/hook-scopes';
import { curedSentence } from './failure-sentences';
import { carryOut } from './hook-deeds';
import { blockedProblems, fullProblem, NO_SECRET } from './hook-sentences';
import { shopOf, type Shop, type World } from './world';

export async function keepHooks(
  world: World,
  { store, repair = true }: HookKeeperInput,
): Promise<HooksReport> {
  return hooksOfShop(world, await shopOf(world, { storeHash: store }), repair);
}

export const catchUp = (world: World, storeHash: string): Promise<boolean> =>
  world.schedules.catchUp(storeHash);

/** Throws what Temporal should try again; what a person has to mend is among the problems. */
export async function hooksOfShop(world: World, shop: Shop, repair: boolean): Promise<HooksReport> {
  const { settings } = shop;
  const scopes = wantedScopes(settings);
  const nothing: HooksReport = {
    store: settings.storeHash,
    name: settings.name,
    wanted: scopes.length,
    active: 0,
    repaired: 0,
    removed: 0,
    problems: [],
    gap: false,
    caughtUp: false,
    hooks: [],
    checkedAt: new Date(world.now()).toISOString(),
  };
  if ('off' in world.hookDoor) return { ...nothing, off: world.hookDoor.off };
  const { destination } = world.hookDoor;
  const token = settings.hookSecret;
  if (token === undefined) return { ...nothing, destination, problems: [NO_SECRET] };
  try {
    const kept = await keep(shop.bigcommerce, { scopes, destination, token }, repair);
    return { ...nothing, destination, ...kept };
  } catch (error) {
    if (!needsAPerson(error)) throw error;
    return { ...nothing, destination, problems: [curedSentence(error)] };
  }
}

const needsAPerson = (error: unknown): error is ApiFailure =>
  error instanceof ApiFailure && !['RateLimited', 'Unavailable'].includes(error.detail.kind);

type Kept = Pick<HooksReport, 'active' | 'repaired' | 'removed' | 'problems' | 'gap' | 'hooks'>;

async function keep(bigcommerce: BigCommerce, wanted: WantedHooks, repair: boolean): Promise<Kept> {
  const plan = hookPlan(await everyHook(bigcommerce), wanted);
  const blocked = blockedProblems(await bigcommerce.listBlockedDomains(), wanted.destination);
  const fine = plan.found.filter(({ state }) => state === 'active').length;
  const asked = { bigcommerce, wanted, existing: () => everyHook(bigcommerce) };
  const done = repair ? await carryOut(plan, asked) : { repaired: 0, removed: 0, problems: [] };
  return {
    active: fine + done.repaired,
    repaired: done.repaired,
    removed: done.removed,
    problems: [...blocked, ...plan.full.map(fullProblem), ...done.problems],
    // What cannot be put right is left to the hourly sync: it would be a gap at every look.
    gap: blocked.length > 0 || (repair ? done.repaired > 0 : canBeMended(plan)),
    hooks: plan.found,
  };
}

const canBeMended = ({ create, update }: HookPlan): boolean => create.length + update.length > 0;

/** Ours alone are deleted; answers how many. */
export async function removeHooks(
  { bigcommerce }: Pick<Shop, 'bigcommerce'>,
  ours: OurMarks,
): Promise<number> {
  const found = (await everyHook(bigcommerce)).filter((hook) => isOurs(hook, ours));
  for (const { id } of found) await bigcommerce.deleteHook(id);
  return found.length;
}

async function everyHook(bigcommerce: Pick<BigCommerce, 'listHooks'>): Promise<readonly Hook[]> {
  const hooks: Hook[] = [];
  let after: string | undefined;
  do {
    const page = await bigcommerce.listHooks(after === undefined ? {} : { after });
    hooks.push(...page.records);
    after = page.next;
  } while (after !== undefined);
  return hooks;
}

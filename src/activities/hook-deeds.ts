// Carries out a plan for hooks: what goes goes first, then what is changed, then what is made.
import type { BigCommerce } from '../bigcommerce/client';
import type { Hook } from '../bigcommerce/hook-records';
import { HOOK_TOKEN_HEADER } from '../contracts/hooks';
import { isFailure } from '../http/failures';
import { isOurs, type HookPlan, type WantedHooks } from '../mapping/hook-plan';
import { refusedProblem } from './hook-sentences';

export interface HookWork {
  readonly bigcommerce: BigCommerce;
  readonly wanted: WantedHooks;
  /** As they are at this moment. */
  readonly existing: () => Promise<readonly Hook[]>;
}

export interface HookDeeds {
  /** So many hooks work now that did not before. */
  readonly repaired: number;
  readonly removed: number;
  readonly problems: readonly string[];
}

/** Undefined when the hook is as it should be. */
type Outcome = string | undefined;

export async function carryOut(plan: HookPlan, work: HookWork): Promise<HookDeeds> {
  const outcomes: Outcome[] = [];
  for (const id of plan.remove) await work.bigcommerce.deleteHook(id);
  for (const repair of plan.update) outcomes.push(await update(repair, work));
  for (const scope of plan.create) outcomes.push(await create(scope, work));
  const problems = outcomes.filter((problem) => problem !== undefined);
  return { repaired: outcomes.length - problems.length, removed: plan.remove.length, problems };
}

async function update(
  { id, scope, change }: HookPlan['update'][number],
  work: HookWork,
): Promise<Outcome> {
  try {
    const hook = await work.bigcommerce.updateHook(id, change);
    // Deleted since it was listed.
    return hook === null ? await create(scope, work) : undefined;
  } catch (error) {
    if (!isFailure(error, 'Rejected')) throw error;
    return refusedProblem(scope, error);
  }
}

/** After a lost answer the hook exists already, which is refused like any other duplicate: so it is looked for. */
async function create(scope: string, work: HookWork): Promise<Outcome> {
  const { bigcommerce, wanted, existing } = work;
  const { destination, token } = wanted;
  try {
    await bigcommerce.createHook({ scope, destination, headers: { [HOOK_TOKEN_HEADER]: token } });
    return undefined;
  } catch (error) {
    if (!isFailure(error, 'Rejected')) throw error;
    const there = (await existing()).some((hook) => hook.scope === scope && isOurs(hook, wanted));
    return there ? undefined : refusedProblem(scope, error);
  }
}

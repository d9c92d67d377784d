// Pure: the steps of a plan, and the state in which bulk work begins.
import type { StoreSyncState } from '../../contracts/full-sync';
import { CLOSING_LISTS, type Phase } from '../../contracts/names';
import type { SyncPlan } from '../../contracts/sync-plan';
import type { PhaseProgress } from '../../contracts/sync-progress';
import { EMPTY_TALLY } from '../../contracts/tally';
import { planFor } from './account-turns';

export type Step = Phase | 'closing';

/** The phases this plan goes through, in order. */
export function phasesOf({ resources, lists }: SyncPlan): readonly Phase[] {
  const people = resources.includes('customers') || resources.includes('orders');
  return [
    ...(resources.includes('products') ? (['products'] as const) : []),
    ...(resources.includes('customers') ? (['customers'] as const) : []),
    ...(resources.includes('orders') ? (['orders'] as const) : []),
    ...(people ? (['subscribers'] as const) : []),
    ...(resources.includes('orders') ? (['metrics'] as const) : []),
    ...(people && lists.length > 0 ? (['consent'] as const) : []),
  ];
}

/** An incremental sync has no phases: each list is a line, and what follows for people is another. */
function stepsOf(plan: SyncPlan): readonly Step[] {
  const phases = phasesOf(plan);
  return plan.type === 'incremental'
    ? phases.filter((phase) => phase !== 'consent')
    : [...phases, 'closing'];
}

export function freshState(plan: SyncPlan): StoreSyncState {
  const steps = stepsOf(plan);
  const account = plan.account === undefined ? {} : { account: plan.account };
  return {
    ...account,
    phases: steps.map((phase) => ({
      phase,
      ...account,
      tally: EMPTY_TALLY,
      state: 'waiting',
      ...(plan.type === 'incremental' ? {} : totalOf(plan, phase)),
    })),
    at: steps[0] ?? 'closing',
    paused: false,
    approved: plan.approved,
    dates: {},
    deletions: [],
    closingRounds: 0,
    ...carriedOver(plan),
  };
}

/** Where an interrupted sync stopped; what a person said to it, and how often it had closed, does not count again. */
export function resumedState(plan: SyncPlan, left: StoreSyncState): StoreSyncState {
  // Consent is counted and, if need be, approved anew; a step without a cursor begins anew.
  const { cursor, ...rest } = left;
  const goesOn = cursor !== undefined && left.at !== 'consent';
  const fresh = freshState(planFor(plan, left.account));
  return {
    ...rest,
    ...(goesOn ? { cursor } : {}),
    phases: fresh.phases.map((line) => {
      const before = left.phases.find(({ phase }) => phase === line.phase);
      if (before === undefined || (before.phase === left.at && !goesOn)) return line;
      return { ...line, tally: before.tally, state: before.state };
    }),
    paused: false,
    approved: plan.approved,
    closingRounds: 0,
  };
}

function carriedOver({ start }: SyncPlan): Partial<StoreSyncState> {
  const { rejected, lastBatchAt } = start ?? {};
  return {
    ...(rejected === undefined ? {} : { rejected }),
    ...(lastBatchAt === undefined ? {} : { lastBatchAt }),
  };
}

/** Ids of rejected records would make every activity's input long. */
export const forActivities = (plan: SyncPlan): SyncPlan =>
  plan.start === undefined ? plan : { ...plan, start: { ...plan.start, rejected: {} } };

/** So much a line may come to; 0 where that is not known. */
export const mostOf = (plan: SyncPlan, { phase, account, total }: PhaseProgress): number =>
  total ?? (account === undefined ? 0 : (wholeOf(plan, phase) ?? 0));

function wholeOf({ totals }: SyncPlan, step: Step): number | undefined {
  const list = CLOSING_LISTS.find((one) => one === step);
  return list === undefined ? undefined : totals[list];
}

/** Of several accounts each has a part of the shop, and nobody knows how much. */
function totalOf(plan: SyncPlan, step: Step): { readonly total?: number } {
  const total = plan.account === undefined ? wholeOf(plan, step) : undefined;
  return total === undefined ? {} : { total };
}

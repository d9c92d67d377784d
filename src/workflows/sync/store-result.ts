// Pure: what a store's bulk work hands back at its end.
import type { FinishedAccount, StoreSyncState } from '../../contracts/full-sync';
import { RESOURCES, type Resource } from '../../contracts/names';
import type { SyncPlan, Watermarks } from '../../contracts/sync-plan';
import type { ConsentSummary, StoreSyncResult } from '../../contracts/sync-progress';

/** Of several accounts the earliest watermark holds for all, and every line says whose it is. */
export function resultOf(plan: SyncPlan, state: StoreSyncState): StoreSyncResult {
  const accounts = [...(state.done ?? []), state];
  const consent = consentOf(accounts);
  const lastBatchAt = accounts
    .map((one) => one.lastBatchAt)
    .filter((at) => at !== undefined)
    .sort(byTime)
    .at(-1);
  return {
    store: plan.storeHash,
    phases: accounts.flatMap(({ phases }) => phases),
    ...(consent === undefined ? {} : { consent }),
    deletions: accounts.flatMap(({ account, deletions }) =>
      deletions.map((deletion) => labelled(deletion, account)),
    ),
    watermarks: earliest(accounts.map(({ dates }) => watermarksOf(dates))),
    mappingHash: plan.mappingHash,
    closingRounds: Math.max(...accounts.map(({ closingRounds }) => closingRounds)),
    rejected: rejectedOf(plan.resources, accounts),
    ...(lastBatchAt === undefined ? {} : { lastBatchAt }),
  };
}

export const finishedAccount = (state: StoreSyncState): FinishedAccount => {
  const { account, phases, dates, consent, deletions, closingRounds, lastBatchAt, rejected } =
    state;
  return {
    ...(account === undefined ? {} : { account }),
    phases,
    dates,
    ...(consent === undefined ? {} : { consent }),
    deletions,
    closingRounds,
    ...(lastBatchAt === undefined ? {} : { lastBatchAt }),
    ...(rejected === undefined ? {} : { rejected }),
  };
};

const labelled = <T extends object>(
  part: T,
  account: string | undefined,
): T & { readonly account?: string } => (account === undefined ? part : { ...part, account });

/** Lists are numbered by account: those of two accounts are never added up. */
function consentOf(accounts: readonly FinishedAccount[]): ConsentSummary | undefined {
  const parts = accounts.flatMap(({ account, consent }) =>
    consent === undefined
      ? []
      : [{ ...consent, joined: consent.joined.map((join) => labelled(join, account)) }],
  );
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return first;
  const sum = (count: (part: ConsentSummary) => number): number =>
    parts.reduce((total, part) => total + count(part), 0);
  return {
    contacts: sum(({ contacts }) => contacts),
    joined: parts.flatMap(({ joined }) => joined),
    withoutConsent: sum(({ withoutConsent }) => withoutConsent),
    left: sum(({ left }) => left),
  };
}

function earliest(all: readonly Watermarks[]): Watermarks {
  return Object.fromEntries(
    RESOURCES.flatMap((resource) => {
      const [first] = all
        .map((marks) => marks[resource])
        .filter((date) => date !== undefined)
        .sort(byTime);
      return first === undefined ? [] : [[resource, first]];
    }),
  );
}

/** Subscribers go with the customers; without them the orders stand for both, so the earlier date holds. */
function watermarksOf({
  products,
  customers,
  subscribers,
  orders,
}: StoreSyncState['dates']): Watermarks {
  const both = [orders, ...(customers === undefined ? [subscribers] : [])];
  const [earlier] = both.filter((date) => date !== undefined).sort(byTime);
  return {
    ...(products === undefined ? {} : { products }),
    ...(customers === undefined ? {} : { customers }),
    ...(orders === undefined || earlier === undefined ? {} : { orders: earlier }),
  };
}

const byTime = (left: string, right: string): number => Date.parse(left) - Date.parse(right);

const MOST_REJECTED = 1000;

const rejectedOf = (
  resources: readonly Resource[],
  accounts: readonly FinishedAccount[],
): StoreSyncResult['rejected'] =>
  Object.fromEntries(
    resources.flatMap((resource) => {
      const ids = new Set(accounts.flatMap(({ rejected }) => rejected?.[resource] ?? []));
      return ids.size === 0 ? [] : [[resource, [...ids].slice(0, MOST_REJECTED)]];
    }),
  );

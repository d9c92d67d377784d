// Pure: the Brevo accounts of a plan, one after the other, each with a plan of its own.
import type { SyncPlan } from '../../contracts/sync-plan';

/** Undefined stands for the only one. */
export const firstAccount = ({ accounts }: SyncPlan): string | undefined => accounts?.[0]?.account;

export function accountAfter({ accounts = [] }: SyncPlan, account: string): string | undefined {
  const at = accounts.findIndex((one) => one.account === account);
  return at < 0 ? undefined : accounts[at + 1]?.account;
}

/** Those whose turn has not come. */
export const accountsAfter = (
  { accounts = [] }: SyncPlan,
  account: string | undefined,
): readonly string[] => {
  const names = accounts.map((one) => one.account);
  return account === undefined ? [] : names.slice(names.indexOf(account) + 1);
};

/** Lists, storefronts and addresses of one account, and nothing of the others. */
export function planFor(whole: SyncPlan, account: string | undefined): SyncPlan {
  const own = whole.accounts?.find((one) => one.account === account);
  if (own === undefined) return whole;
  const plan: SyncPlan & { accounts?: SyncPlan['accounts'] } = { ...whole, ...own };
  delete plan.accounts;
  return plan;
}

/** Indexes of one account are of no use to another. */
export const runFor = (run: string, account: string | undefined): string =>
  account === undefined ? run : `${run}/${account}`;

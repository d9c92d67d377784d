// Before the bulk work: what a sync needs in each Brevo account is made, and waited for.
import * as wf from '@temporalio/workflow';
import type { StoreSyncInput } from '../../contracts/full-sync';
import { FAILURE } from '../../contracts/failures';
import type { SyncPlan } from '../../contracts/sync-plan';
import { planFor } from './account-turns';
import { brevo } from '../activity-options';

const MOST_ACTIVATION_LOOKS = 10;

/** Answers the technical list of each account. */
export async function prepareAccounts(
  plan: SyncPlan,
): Promise<Pick<StoreSyncInput, 'technicalListId' | 'technicalListIds'>> {
  const [first, ...others] = plan.accounts ?? [];
  const technicalListId = await prepareBrevo(planFor(plan, first?.account));
  if (others.length === 0) return { technicalListId };
  const technicalListIds: Record<string, number> = {};
  for (const { account } of others)
    technicalListIds[account] = await prepareBrevo(planFor(plan, account));
  return { technicalListId, technicalListIds };
}

/** Switching e-commerce on takes Brevo some minutes: look once a minute, ten times at most. */
async function prepareBrevo(plan: SyncPlan): Promise<number> {
  for (let look = 1; look <= MOST_ACTIVATION_LOOKS; look += 1) {
    const prepared = await brevo.prepareBrevo.executeWithOptions(
      { summary: 'attributes, technical list, e-commerce' },
      [plan],
    );
    if (prepared.ready) return prepared.technicalListId;
    await wf.sleep(plan.timing.activationLookMs, { summary: 'Brevo switches e-commerce on' });
  }
  throw wf.ApplicationFailure.nonRetryable(
    `Brevo's e-commerce was still not on after ${MOST_ACTIVATION_LOOKS} looks: switch it on in Brevo (Settings > Integrations > eCommerce), then start the sync again.`,
    FAILURE.ecommerceNotReady,
  );
}

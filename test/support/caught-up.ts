// Waits for the sync that a connect starts where a store was synced before: an earlier file's, in the same namespace.
import type { Client } from '@temporalio/client';
import type { ConnectReport } from '../../src/sdk/sdk';
import { until } from './moments';

/** A test's own sync would find that one running. */
export async function caughtUp(client: Client, { store, created }: ConnectReport): Promise<void> {
  if (!created.includes('an incremental sync')) return;
  const schedule = client.schedule.getHandle(`reconcile/${store}`);
  await until('the sync that connecting has started is over', async () => {
    const { info } = await schedule.describe();
    return info.recentActions.length > 0 && info.runningActions.length === 0;
  });
}

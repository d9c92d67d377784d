// Keeps a store's hooks: looks, puts right, and brings over what may have been missed meanwhile.
import * as wf from '@temporalio/workflow';
import { hooksChecked, type HookKeeperInput, type HooksReport } from '../../contracts/hooks';
import { connectionId } from '../../contracts/store-connection';
import { hooks } from '../activity-options';

/** Started by the schedule every ten minutes, and by a person who wants to look or to repair. */
export async function hookKeeper(input: HookKeeperInput): Promise<HooksReport> {
  const { repair = true } = input;
  const found = await hooks.keepHooks.executeWithOptions(
    { summary: repair ? 'look at the hooks and put them right' : 'look at the hooks' },
    [input],
  );
  const caughtUp =
    repair &&
    found.gap &&
    (await hooks.catchUp.executeWithOptions({ summary: 'an incremental sync, after a gap' }, [
      found.store,
    ]));
  const report = { ...found, caughtUp };
  if (repair) await tellConnection(report);
  return report;
}

/** A store that was disconnected meanwhile has nobody to tell. */
async function tellConnection(report: HooksReport): Promise<void> {
  const connection = wf.getExternalWorkflowHandle(connectionId(report.store));
  try {
    await connection.signal(hooksChecked, report);
  } catch (error) {
    if (wf.isCancellation(error)) throw error;
    wf.log.info('no connected store to tell about its hooks');
  }
}

// Keeps a store's hooks: looks, puts right, and brings over what may have been missed meanwhile.
import { hooksChecked, type HookKeeperInput, type HooksReport } from '../../contracts/hooks';
import { hooks } from '../activity-options';
import { tellConnection } from './telling';

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
  if (repair) await tellConnection(report.store, (to) => to.signal(hooksChecked, report));
  return report;
}

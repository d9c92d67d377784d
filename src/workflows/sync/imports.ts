// Waiting for what Brevo does on its own time: imports are awaited, order batches remembered.
import * as wf from '@temporalio/workflow';
import type { ChunkResult } from '../../contracts/activities';
import type { Phase } from '../../contracts/names';
import { EMPTY_TALLY } from '../../contracts/tally';
import { brevo } from '../activity-options';
import type { StoreRun } from './store-run';

export async function settleChunk(
  run: StoreRun,
  step: Phase | 'closing',
  chunk: ChunkResult,
): Promise<void> {
  if (chunk.sentBatch === true) run.change({ lastBatchAt: new Date().toISOString() });
  if (chunk.importProcess === undefined) return;
  await run.tell('waiting for an import');
  const { importLookMs } = run.plan.timing;
  for (let look = 1; ; look += 1) {
    await wf.sleep(importLookMs * Math.min(look, 10), { summary: 'Brevo works on the import' });
    const state = await run.attempt(() =>
      brevo.lookAtImport.executeWithOptions(
        { summary: `import ${String(chunk.importProcess)}, look ${look}` },
        [run.plan.storeHash, chunk.importProcess ?? 0, ...accountOf(run)],
      ),
    );
    if (!state.done) continue;
    if (state.refused > 0) run.note(step, { tally: refusedRows(state.refused) });
    return;
  }
}

const accountOf = ({ plan: { account } }: StoreRun): [] | [string] =>
  account === undefined ? [] : [account];

const refusedRows = (count: number) => ({
  ...EMPTY_TALLY,
  written: -count,
  rejected: [{ reason: "refused by Brevo's import", count, ids: [] }],
});

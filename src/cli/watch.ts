// Follows a running sync until it ends, by asking its `progress` query.
import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, ServiceError, type WorkflowHandle } from '@temporalio/client';
import { progressQuery } from '../contracts/full-sync';
import type { FullSyncInput } from '../contracts/sync-plan';
import type { FullSyncResult } from '../contracts/sync-progress';
import type { ProgressView } from './progress-view';

/** The type of the workflow, without its code. */
export type FullSync = (input: FullSyncInput) => Promise<FullSyncResult>;

export type SyncHandle = WorkflowHandle<FullSync>;

const LOOK_EVERY_MS = 500;

/** Resolves with the result. Rejects with WorkflowFailedError when the sync fails. */
export async function watchSync(handle: SyncHandle, view: ProgressView): Promise<FullSyncResult> {
  const end = { reached: false };
  const result = handle.result().finally(() => {
    end.reached = true;
  });
  const ended = result.then(
    () => undefined,
    () => undefined,
  );
  while (!end.reached) {
    await Promise.race([ended, look(handle, view)]);
    await Promise.race([ended, pause(LOOK_EVERY_MS)]);
  }
  const { phases, store } = await result;
  view.show({ state: 'done', store, phases });
  return result;
}

async function look(handle: SyncHandle, view: ProgressView): Promise<void> {
  try {
    view.show(await handle.query(progressQuery));
  } catch (error) {
    if (!(error instanceof ServiceError) || !isGrpcServiceError(error.cause)) throw error;
    view.note('No worker answers at the moment; the sync goes on when one runs (npm run worker).');
  }
}

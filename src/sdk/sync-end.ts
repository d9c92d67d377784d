// Waits for a sync's end: the API holds each question open until the sync ends or the time is up.
import type { FullSyncResult } from '../contracts/sync-progress';
import { syncState } from './answers';
import type { SyncState } from './answers';
import type { ApiDoor } from './api-door';
import { TajoError } from './tajo-error';

const WAIT_SECONDS = 20;

/** Rejects with the sync's failure, or with what kept the API from telling. */
export async function syncEnd(door: ApiDoor, workflowId: string): Promise<FullSyncResult> {
  for (;;) {
    const sync = await look(door, workflowId);
    if (sync.state === 'completed') return sync.result;
    if (sync.state === 'failed') {
      const { type, detail } = sync;
      throw new TajoError({ status: 0, type, title: 'The sync failed', detail });
    }
  }
}

async function look(door: ApiDoor, workflowId: string): Promise<SyncState> {
  try {
    return await door({
      method: 'GET',
      path: `/syncs/${encodeURIComponent(workflowId)}?wait=${WAIT_SECONDS}`,
      answer: syncState,
    });
  } catch (error) {
    if (!(error instanceof TajoError)) throw error;
    const detail = `${error.detail} Sync ${workflowId} was started and goes on without this waiting.`;
    const { status, type, title, problems, requestId } = error;
    throw new TajoError({ status, type, title, detail, problems, requestId }, { cause: error });
  }
}

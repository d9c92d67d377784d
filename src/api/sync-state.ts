// How far a sync is, asked by its workflow id; waits a while for its end.
import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowFailedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { FullSyncResult } from '../contracts/sync-progress';
import type { SyncState } from './connector';

/** Null when there is no such workflow. */
export async function syncState(
  client: Client,
  workflowId: string,
  waitMs: number,
): Promise<SyncState | null> {
  const handle = client.workflow.getHandle<() => Promise<FullSyncResult>>(workflowId);
  try {
    const { status } = await handle.describe();
    if (status.name !== 'RUNNING') return { state: 'completed', result: await handle.result() };
    return waitMs === 0 ? { state: 'running' } : await endWithin(handle.result(), waitMs);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    if (error instanceof WorkflowFailedError) return failedState(error);
    throw error;
  }
}

async function endWithin(end: Promise<FullSyncResult>, waitMs: number): Promise<SyncState> {
  const waiting = new AbortController();
  const late = pause(waitMs, 'late' as const, { signal: waiting.signal, ref: false });
  const result = await Promise.race([end, late]);
  waiting.abort();
  late.catch(() => undefined);
  end.catch(() => undefined);
  return result === 'late' ? { state: 'running' } : { state: 'completed', result };
}

function failedState({ cause, message }: WorkflowFailedError): SyncState {
  const type = cause instanceof ApplicationFailure ? (cause.type ?? 'Failed') : 'Cancelled';
  return { state: 'failed', type, detail: cause?.message ?? message };
}

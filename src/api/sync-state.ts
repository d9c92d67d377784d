// How far a sync is, asked by its workflow id; waits a while for its end.
import { setTimeout as pause } from 'node:timers/promises';
import {
  isGrpcServiceError,
  QueryNotRegisteredError,
  ServiceError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import {
  ApplicationFailure,
  CancelledFailure,
  TerminatedFailure,
  TimeoutFailure,
} from '@temporalio/common';
import { progressQuery } from '../contracts/full-sync';
import type { FullSyncResult, SyncProgress } from '../contracts/sync-progress';
import { workerHasPolled } from '../temporal/worker-presence';
import type { SyncState } from './connector';

type Handle = WorkflowHandle<() => Promise<FullSyncResult>>;

/** A worker that is alive answers a query within this. */
const PROGRESS_WITHIN_MS = 5_000;

/** Null when there is no such workflow. */
export async function syncState(
  client: Client,
  workflowId: string,
  waitMs: number,
): Promise<SyncState | null> {
  const handle: Handle = client.workflow.getHandle(workflowId);
  try {
    const { status } = await handle.describe();
    if (status.name !== 'RUNNING') return { state: 'completed', result: await handle.result() };
    const result = waitMs === 0 ? null : await resultWithin(client, handle, waitMs);
    if (result !== null) return { state: 'completed', result };
    const progress = await progressOf(client, handle);
    return { state: 'running', ...(progress === null ? {} : { progress }) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    if (error instanceof WorkflowFailedError) return failedState(error);
    throw error;
  }
}

/** Null when it has not ended by then; nobody goes on asking Temporal afterwards. */
async function resultWithin(
  client: Client,
  handle: Handle,
  waitMs: number,
): Promise<FullSyncResult | null> {
  const waiting = new AbortController();
  const asking = new AbortController();
  const late = pause(waitMs, null, { signal: waiting.signal, ref: false });
  late.catch(() => undefined);
  const end = client.withAbortSignal(asking.signal, () => handle.result());
  end.catch(() => undefined);
  try {
    return await Promise.race([end, late]);
  } finally {
    waiting.abort();
    asking.abort();
  }
}

/** Null when no worker answers, and for a workflow that is no sync. */
async function progressOf(client: Client, handle: Handle): Promise<SyncProgress | null> {
  if (!(await workerHasPolled(client))) return null;
  try {
    return await client.withDeadline(Date.now() + PROGRESS_WITHIN_MS, () =>
      handle.query(progressQuery),
    );
  } catch (error) {
    // A query is answered by a worker alone, so its silence is Temporal's error.
    if (isGrpcServiceError(error) || error instanceof QueryNotRegisteredError) return null;
    if (error instanceof ServiceError && isGrpcServiceError(error.cause)) return null;
    throw error;
  }
}

function failedState({ cause, message }: WorkflowFailedError): SyncState {
  const failed = (type: string, detail: string) => ({ state: 'failed', type, detail }) as const;
  if (cause instanceof CancelledFailure) return failed('Cancelled', 'The sync was cancelled.');
  if (cause instanceof TerminatedFailure) {
    return failed('Terminated', `The sync was terminated: ${cause.message}`);
  }
  if (cause instanceof TimeoutFailure) {
    return failed('TimedOut', 'The sync ran out of its time limit.');
  }
  const type = cause instanceof ApplicationFailure ? cause.type : undefined;
  return failed(type ?? 'Failed', cause?.message ?? message);
}

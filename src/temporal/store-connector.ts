// Connects and disconnects stores through their workflow: the one path of API, CLI and connector.yml.
import { setTimeout as pause } from 'node:timers/promises';
import {
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
  type WorkflowUpdateHandle,
} from '@temporalio/client';
import { bulkId, syncId, TASK_QUEUE } from '../contracts/names';
import {
  connectionId,
  connectStore,
  disconnectStore,
  STORE_CONNECTION,
  type ConnectedStore,
  type ConnectReport,
  type DisconnectReport,
} from '../contracts/store-connection';

/** A worker takes an update within milliseconds; a busy one within seconds. */
const TAKEN_WITHIN_MS = 20_000;

/** No worker has taken the update, although one may have been there a moment ago. */
export class NoWorkerTook extends Error {
  override readonly name = 'NoWorkerTook';
}

/** Resolves with the report; rejects with NoWorkerTook, or Temporal's error when the checks cannot be made. */
export async function connectThroughTemporal(
  client: Client,
  store: ConnectedStore,
): Promise<ConnectReport> {
  const { storeHash, name } = store.options;
  const start = new WithStartWorkflowOperation(STORE_CONNECTION, {
    workflowId: connectionId(storeHash),
    taskQueue: TASK_QUEUE,
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `Store ${name}`,
  });
  return answerOf(client, () =>
    client.workflow.startUpdateWithStart(connectStore, {
      args: [store],
      startWorkflowOperation: start,
      waitForStage: 'ACCEPTED',
    }),
  );
}

/** Who takes an update and who answers it are two waits: the first is short, the second as long as the caller's. */
async function answerOf<T>(
  client: Client,
  ask: () => Promise<WorkflowUpdateHandle<T>>,
): Promise<T> {
  return (await client.withDeadline(Date.now() + TAKEN_WITHIN_MS, () => taken(ask))).result();
}

async function taken<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw cause;
    throw new NoWorkerTook('No worker has taken the request.', { cause });
  }
}

interface Run {
  readonly workflowId: string;
  readonly runId?: string;
}

/** Twenty seconds. */
const LOOKS = 200;
const LOOK_EVERY_MS = 100;

/** Ends the store's work and deletes every execution that could hold its secrets; the server does it within a minute. */
export async function disconnectThroughTemporal(
  client: Client,
  storeHash: string,
): Promise<DisconnectReport> {
  const handle = client.workflow.getHandle(connectionId(storeHash));
  const answer = answerOf(client, () =>
    handle.startUpdate(disconnectStore, { waitForStage: 'ACCEPTED' }),
  );
  const report = await reportOf(answer, storeHash);
  const cancelled = await cancelSyncs(client, storeHash);
  if (report.outcome === 'disconnected') await untilEnded(client, connectionId(storeHash));
  const deleted = await deleteExecutions(client, [connectionId(storeHash), bulkId(storeHash)]);
  const removed = [
    ...report.removed,
    ...cancelled,
    ...(deleted > 0 ? ['settings and sealed secrets'] : []),
  ];
  return { ...report, removed };
}

async function reportOf(
  update: Promise<DisconnectReport>,
  storeHash: string,
): Promise<DisconnectReport> {
  try {
    return await update;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return { store: storeHash, outcome: 'was not connected', removed: [] };
  }
}

/** Those that plan, and the bulk work itself; the schedules are gone by now. */
async function cancelSyncs(client: Client, storeHash: string): Promise<readonly string[]> {
  const scheduled = `WorkflowId STARTS_WITH "sync/reconcile/${storeHash}-" OR WorkflowId STARTS_WITH "sync/full/${storeHash}-"`;
  const query = `ExecutionStatus = "Running" AND (${scheduled})`;
  const ids = new Set([syncId(storeHash), bulkId(storeHash)]);
  for await (const { workflowId } of client.workflow.list({ query })) ids.add(workflowId);
  const cancelled = [];
  for (const id of ids) cancelled.push(await cancelOne(client, id));
  return cancelled.some(Boolean) ? ['the running sync, cancelled'] : [];
}

/** False when it does not run. */
async function cancelOne(client: Client, workflowId: string): Promise<boolean> {
  if ((await stateOf(client, { workflowId })) !== 'running') return false;
  await client.workflow.getHandle(workflowId).cancel();
  await untilEnded(client, workflowId);
  return true;
}

/** Not for ever: somebody may connect the store again at this moment, and then it goes on. */
async function untilEnded(client: Client, workflowId: string): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if ((await stateOf(client, { workflowId })) !== 'running') return;
    await pause(LOOK_EVERY_MS);
  }
}

async function stateOf(
  client: Client,
  { workflowId, runId }: Run,
): Promise<'running' | 'ended' | 'gone'> {
  try {
    const { status } = await client.workflow.getHandle(workflowId, runId).describe();
    return status.name === 'RUNNING' ? 'running' : 'ended';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'gone';
    throw error;
  }
}

/** Those that have ended; what runs belongs to a store that was connected again. */
async function deleteExecutions(client: Client, workflowIds: readonly string[]): Promise<number> {
  const query = workflowIds.map((id) => `WorkflowId = "${id}"`).join(' OR ');
  let deleted = 0;
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    if ((await stateOf(client, { workflowId, runId })) !== 'ended') continue;
    await client.workflowService.deleteWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId, runId },
    });
    deleted += 1;
  }
  return deleted;
}

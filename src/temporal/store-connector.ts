// Connects and disconnects stores through their workflow: the one path of API, CLI and connector.yml.
import {
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
  type WorkflowUpdateHandle,
} from '@temporalio/client';
import { askedHooksId, HOOK_KEEPER, hooksId } from '../contracts/hooks';
import { bulkId, syncId, TASK_QUEUE } from '../contracts/names';
import { changesId } from '../contracts/record-changes';
import {
  connectionId,
  connectStore,
  disconnectStore,
  STORE_CONNECTION,
  type ConnectedStore,
  type ConnectReport,
  type DisconnectReport,
} from '../contracts/store-connection';
import { memoOfStore } from './connected-stores';
import { startLeaving } from './open-flows';
import { cancelRunning, stateOf, until } from './running-workflow';

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
  const update = await takenUpdate(client, () =>
    client.workflow.startUpdateWithStart(connectStore, {
      args: [store],
      startWorkflowOperation: start,
      waitForStage: 'ACCEPTED',
    }),
  );
  return update.result();
}

/** Who takes an update and who answers it are two waits: the first is short, the second as long as the caller's. */
async function takenUpdate<T>(
  client: Client,
  ask: () => Promise<WorkflowUpdateHandle<T>>,
): Promise<WorkflowUpdateHandle<T>> {
  try {
    return await client.withDeadline(Date.now() + TAKEN_WITHIN_MS, ask);
  } catch (cause) {
    if (!(cause instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw cause;
    throw new NoWorkerTook('No worker has taken the request.', { cause });
  }
}

/** Ends the store's work and deletes every execution that could hold its secrets; the server does it within a minute. */
export async function disconnectThroughTemporal(
  client: Client,
  storeHash: string,
): Promise<DisconnectReport> {
  const report = await leave(client, storeHash);
  const cancelled = await cancelSyncs(client, storeHash);
  const changes = await cancelChanges(client, storeHash);
  const left = await startLeaving(client, storeHash);
  await cancelHookKeepers(client, storeHash);
  if (report.outcome === 'disconnected') await untilLeft(client, storeHash);
  const deleted = await deleteExecutions(client, [connectionId(storeHash), bulkId(storeHash)]);
  const removed = [
    ...report.removed,
    ...cancelled,
    ...changes,
    ...left,
    ...(deleted > 0 ? ['settings and sealed secrets'] : []),
  ];
  return { ...report, removed };
}

async function leave(client: Client, storeHash: string): Promise<DisconnectReport> {
  const handle = client.workflow.getHandle(connectionId(storeHash));
  try {
    const update = await takenUpdate(client, () =>
      handle.startUpdate(disconnectStore, { waitForStage: 'ACCEPTED' }),
    );
    return await update.result();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return { store: storeHash, outcome: 'was not connected', removed: [] };
  }
}

/** It has ended, or goes on because somebody has connected the store again meanwhile. */
const untilLeft = (client: Client, storeHash: string): Promise<void> =>
  until(
    async () =>
      (await stateOf(client, { workflowId: connectionId(storeHash) })) !== 'running' ||
      (await memoOfStore(client, storeHash)) !== null,
  );

/** Those that plan, and the bulk work itself; the schedules are gone by now. */
async function cancelSyncs(client: Client, storeHash: string): Promise<readonly string[]> {
  const scheduled = `WorkflowId STARTS_WITH "sync/reconcile/${storeHash}-" OR WorkflowId STARTS_WITH "sync/full/${storeHash}-"`;
  const query = `ExecutionStatus = "Running" AND (${scheduled})`;
  const ids = new Set([syncId(storeHash), bulkId(storeHash)]);
  for await (const { workflowId } of client.workflow.list({ query })) ids.add(workflowId);
  const cancelled = [];
  for (const id of ids) cancelled.push(await cancelRunning(client, id));
  return cancelled.some(Boolean) ? ['the running sync, cancelled'] : [];
}

async function cancelChanges(client: Client, storeHash: string): Promise<readonly string[]> {
  const customers = await cancelRunning(client, changesId(storeHash, 'customers'));
  const products = await cancelRunning(client, changesId(storeHash, 'products'));
  return customers || products ? ['the running live changes, cancelled'] : [];
}

/** One that was under way when its schedule went would make hooks for a store that is gone. */
async function cancelHookKeepers(client: Client, storeHash: string): Promise<void> {
  const scheduled = `WorkflowType = "${HOOK_KEEPER}" AND WorkflowId STARTS_WITH "${hooksId(storeHash)}-"`;
  const query = `ExecutionStatus = "Running" AND ${scheduled}`;
  const ids = new Set([askedHooksId(storeHash, false), askedHooksId(storeHash, true)]);
  for await (const { workflowId } of client.workflow.list({ query })) ids.add(workflowId);
  for (const id of ids) await cancelRunning(client, id);
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

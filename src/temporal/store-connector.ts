// Connects and disconnects stores through their workflow: the one path of API, CLI and connector.yml.
import { WithStartWorkflowOperation, WorkflowNotFoundError, type Client } from '@temporalio/client';
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
import { changesId } from '../contracts/record-changes';
import { cancelRunning } from './running-workflow';

/** Resolves with the report; rejects with Temporal's error when no worker answers or the checks cannot be made. */
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
  return client.workflow.executeUpdateWithStart(connectStore, {
    args: [store],
    startWorkflowOperation: start,
  });
}

/** Ends the store's work and deletes every execution that could hold its secrets; the server does it within a minute. */
export async function disconnectThroughTemporal(
  client: Client,
  storeHash: string,
): Promise<DisconnectReport> {
  const handle = client.workflow.getHandle(connectionId(storeHash));
  const report = await reportOf(handle.executeUpdate(disconnectStore), storeHash);
  const cancelled = await cancelSyncs(client, storeHash);
  const changes = await cancelChanges(client, storeHash);
  if (report.outcome === 'disconnected') await handle.result();
  const deleted = await deleteExecutions(client, [connectionId(storeHash), bulkId(storeHash)]);
  const removed = [
    ...report.removed,
    ...cancelled,
    ...changes,
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
  for (const id of ids) cancelled.push(await cancelRunning(client, id));
  return cancelled.some(Boolean) ? ['the running sync, cancelled'] : [];
}

async function cancelChanges(client: Client, storeHash: string): Promise<readonly string[]> {
  const customers = await cancelRunning(client, changesId(storeHash, 'customers'));
  const products = await cancelRunning(client, changesId(storeHash, 'products'));
  return customers || products ? ['the running live changes, cancelled'] : [];
}

async function deleteExecutions(client: Client, workflowIds: readonly string[]): Promise<number> {
  const query = workflowIds.map((id) => `WorkflowId = "${id}"`).join(' OR ');
  let deleted = 0;
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    await client.workflowService.deleteWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId, runId },
    });
    deleted += 1;
  }
  return deleted;
}

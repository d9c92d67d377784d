// Examines worker, Temporal and connected stores; what cannot be examined is a finding too.
import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import type { ExaminationReport, Finding } from '../contracts/examination';
import { bulkId } from '../contracts/names';
import { connectionId, examineStore } from '../contracts/store-connection';
import type { OpenStores } from './connected-stores';
import { hookFindings, rememberedHooks } from './hook-findings';
import { storeFindings } from './store-findings';
import { workerAnswers } from './worker-presence';

/** Histories are what people read when something went wrong; nobody looks every day. */
const LEAST_RETENTION_DAYS = 30;
const DAY_S = 86_400;
/** `google.rpc.Code.PERMISSION_DENIED`. */
const FORBIDDEN: ReadonlySet<number> = new Set([7]);
/** Nobody can look then, or should ask BigCommerce for more. */
const SHUT: ReadonlySet<string> = new Set([
  ...['examination', 'encryption key', 'token'],
  ...['BigCommerce', 'rate limit'],
]);

/** Rejects with Temporal's error when Temporal itself does not answer. */
export async function examine(
  client: Client,
  { memos, bulk }: OpenStores,
): Promise<ExaminationReport> {
  const hasWorker = await workerAnswers(client);
  const stores = memos.map(async (memo) => {
    const { storeHash, name } = memo.store.options;
    const syncRuns = bulk.some(({ workflowId }) => workflowId === bulkId(storeHash));
    const known = await storeFindings(client, memo, syncRuns);
    const seen = hasWorker ? await workersFindings(client, storeHash) : [];
    const hooks =
      hasWorker && !isShut(seen) ? await hookFindings(client, memo) : rememberedHooks(memo.status);
    return { store: storeHash, name, findings: [...seen, ...hooks, ...known] };
  });
  return {
    connector: [workerFinding(hasWorker), await retentionFinding(client)],
    stores: await Promise.all(stores),
  };
}

/** Then a look at the hooks would only say the same again. */
const isShut = (seen: readonly Finding[]): boolean =>
  seen.some(({ row, state }) => state !== 'ok' && SHUT.has(row));

/** For a command that reaches Temporal but no API. */
export async function examineTemporal(client: Client): Promise<readonly Finding[]> {
  return [workerFinding(await workerAnswers(client)), await retentionFinding(client)];
}

const workerFinding = (hasWorker: boolean): Finding =>
  hasWorker
    ? { row: 'worker', state: 'ok', sentence: 'A worker asks Temporal for work.' }
    : {
        row: 'worker',
        state: 'wrong',
        sentence:
          'No worker asks Temporal for work: nothing is synced, and the stores could not be looked into.',
        cure: 'Start one: npm run worker.',
      };

async function retentionFinding(client: Client): Promise<Finding> {
  const row = 'retention';
  const { namespace } = client.options;
  const days = await retentionDays(client, namespace);
  if (days === undefined)
    return {
      row,
      state: 'warning',
      sentence: `How long the namespace ${namespace} keeps histories could not be read: permission denied.`,
      cure: `See to it that it is at least ${LEAST_RETENTION_DAYS} days.`,
    };
  const sentence = `The namespace ${namespace} keeps histories for ${days === 1 ? '1 day' : `${days} days`}.`;
  return days >= LEAST_RETENTION_DAYS
    ? { row, state: 'ok', sentence }
    : {
        row,
        state: 'warning',
        sentence: `${sentence} What went wrong before that cannot be read any more.`,
        cure: `temporal operator namespace update --namespace ${namespace} --retention ${LEAST_RETENTION_DAYS * 24}h`,
      };
}

/** Undefined when the caller may not see it. */
async function retentionDays(client: Client, namespace: string): Promise<number | undefined> {
  try {
    const { config } = await client.workflowService.describeNamespace({ namespace });
    const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
    return Math.floor(seconds / DAY_S);
  } catch (error) {
    if (isGrpcServiceError(error) && FORBIDDEN.has(error.code)) return undefined;
    throw error;
  }
}

/** What the worker finds, who alone opens the seals. */
async function workersFindings(client: Client, storeHash: string): Promise<readonly Finding[]> {
  try {
    return await client.workflow.getHandle(connectionId(storeHash)).executeUpdate(examineStore);
  } catch (error) {
    return [notExamined(error)];
  }
}

function notExamined(error: unknown): Finding {
  const wrong = { row: 'examination', state: 'wrong' } as const;
  if (error instanceof WorkflowUpdateFailedError)
    return {
      ...wrong,
      sentence: `The worker could not look into this store: ${innermost(error).message}.`,
      cure: 'Is the worker of the same version as the API? Restart both, then run this again.',
    };
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
    return {
      ...wrong,
      sentence: 'The worker did not answer in time.',
      cure: 'Is it busy, or stuck? Look at its log, then run this again.',
    };
  if (error instanceof WorkflowNotFoundError)
    return { ...wrong, sentence: 'The store was disconnected meanwhile.' };
  throw error;
}

function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

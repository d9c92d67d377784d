// What Temporal refuses, as problems a caller understands.
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { NoWorkerTook } from '../temporal/store-connector';
import { SyncAlreadyRunning } from '../temporal/sync-starter';
import { ConnectorProblem } from './connector';

/** Anything that is not Temporal's word stays a bug. */
export async function asProblem<T>(deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    throw problemOf(error);
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof SyncAlreadyRunning) {
    return new ConnectorProblem(
      {
        status: 409,
        kind: 'sync-already-running',
        title: 'A sync is running',
        detail: error.message,
        workflowId: error.workflowId,
      },
      { cause: error },
    );
  }
  if (error instanceof WorkflowUpdateFailedError || error instanceof WorkflowFailedError) {
    return new ConnectorProblem(
      {
        status: 502,
        kind: 'not-checked',
        title: 'The store could not be checked',
        detail: sentenceOf(error),
      },
      { cause: error },
    );
  }
  const silence = silenceOf(error);
  return silence === undefined ? error : new ConnectorProblem(silence, { cause: error });
}

/** Nobody answered, or nobody was found where somebody should be. */
function silenceOf(error: unknown): ConnectorProblem['problem'] | undefined {
  if (error instanceof NoWorkerTook) return NO_WORKER;
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return STILL_AT_IT;
  if (error instanceof WorkflowNotFoundError) return CHANGING;
  return isGrpcServiceError(error) || error instanceof ServiceError ? TEMPORAL_AWAY : undefined;
}

export const NO_WORKER: ConnectorProblem['problem'] = {
  status: 503,
  kind: 'no-worker',
  title: 'No worker answers',
  detail:
    'No worker takes what is asked of it: start one (npm run worker), or leave one that runs some time if the machine is overloaded; look at the status, then ask again.',
};

const STILL_AT_IT: ConnectorProblem['problem'] = {
  status: 503,
  kind: 'still-at-it',
  title: 'The answer takes too long',
  detail:
    'A worker has taken the request and is still at it, perhaps because a vendor does not answer: look at the status in some minutes, then ask again.',
};

const CHANGING: ConnectorProblem['problem'] = {
  status: 409,
  kind: 'store-is-changing',
  title: 'The store is changing',
  detail: 'The store was connected or disconnected at this moment: ask again.',
};

const TEMPORAL_AWAY: ConnectorProblem['problem'] = {
  status: 503,
  kind: 'temporal-away',
  title: 'Temporal does not answer',
  detail: 'Temporal, or a worker behind it, does not answer: start both, then ask again.',
};

/** The innermost sentence: the one that a vendor's failure was given. */
function sentenceOf(error: Error): string {
  let inner = error;
  while (inner.cause instanceof Error) inner = inner.cause;
  return inner.message;
}

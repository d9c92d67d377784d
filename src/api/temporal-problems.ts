// What Temporal refuses, as problems a caller understands.
import {
  isGrpcServiceError,
  WorkflowFailedError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
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
  if (isGrpcServiceError(error)) {
    return new ConnectorProblem(
      {
        status: 503,
        kind: 'temporal-away',
        title: 'Temporal does not answer',
        detail: 'Temporal, or a worker behind it, does not answer: start both, then ask again.',
      },
      { cause: error },
    );
  }
  return error;
}

/** The innermost sentence: the one that a vendor's failure was given. */
function sentenceOf(error: Error): string {
  let inner = error;
  while (inner.cause instanceof Error) inner = inner.cause;
  return inner.message;
}

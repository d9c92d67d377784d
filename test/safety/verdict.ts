// How a sync that cannot be done ends: its failure as a person reads it, and what its history says about it.
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

export interface Verdict {
  readonly type: string | null | undefined;
  readonly message: string;
  /** Workflow tasks that failed: a mistake in the code, which Temporal would repeat for ever. */
  readonly failedTasks: number;
  /** How often each activity was begun in vain before it ended. */
  readonly retries: number;
}

/** Waits for the end; throws when the sync completes, or fails without a sentence of its own on top. */
export async function verdictOf(handle: WorkflowHandle): Promise<Verdict> {
  const failure = await failureOf(handle);
  const { events } = await handle.fetchHistory();
  const all = events ?? [];
  return {
    type: failure.type,
    message: failure.message,
    failedTasks: all.filter((event) => event.workflowTaskFailedEventAttributes != null).length,
    retries: all.reduce((sum, event) => {
      const attempt = event.activityTaskStartedEventAttributes?.attempt ?? 1;
      return sum + attempt - 1;
    }, 0),
  };
}

async function failureOf(handle: WorkflowHandle): Promise<ApplicationFailure> {
  try {
    await handle.result();
  } catch (error) {
    if (error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure)
      return error.cause;
    throw error;
  }
  throw new Error('The sync was expected to fail, but it completed.');
}

// What went wrong, as one text for a person: said once, without wrappers and stacks.
import {
  isGrpcServiceError,
  WorkflowFailedError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';

/** The command was typed in a way that cannot be meant; exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof WorkflowFailedError || error instanceof WorkflowUpdateFailedError) {
    return workflowEnd(error.cause ?? error);
  }
  // The SDK's own message only names the call; the server's details say what is wrong.
  const { cause } = error;
  if (isGrpcServiceError(cause)) return `${error.message}: ${cause.details}`;
  return error.message;
}

function workflowEnd(cause: Error): string {
  if (cause instanceof CancelledFailure) return 'The sync was cancelled.';
  if (cause instanceof TerminatedFailure) return `The sync was terminated: ${cause.message}`;
  if (cause instanceof TimeoutFailure) return 'The sync ran out of its time limit.';
  return cause.cause instanceof Error ? workflowEnd(cause.cause) : cause.message;
}

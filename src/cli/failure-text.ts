// What went wrong, as one text for a person: said once, without wrappers and stacks.
import { isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';

/** The command was typed in a way that cannot be meant; exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof WorkflowUpdateFailedError) return innermost(error.cause ?? error);
  // The SDK's own message only names the call; the server's details say what is wrong.
  const { cause } = error;
  if (isGrpcServiceError(cause)) return `${error.message}: ${cause.details}`;
  return error.message;
}

/** The sentence that counts lies within Temporal's wrappers. */
const innermost = (error: Error): string =>
  error.cause instanceof Error ? innermost(error.cause) : error.message;

// The one place where a failure outside becomes a failure in the history: its type, its wait, its sentence.
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type {
  ActivityExecuteInput,
  ActivityInboundCallsInterceptor,
  Next,
} from '@temporalio/worker';
import { BrokenSeal, UnknownEncryptionKey } from '../config/sealing';
import { FAILURE } from '../contracts/failures';
import { ApiFailure } from '../http/failures';
import { curedSentence } from './failure-sentences';

/** Bugs pass through untouched: they keep their class and stack, and Temporal retries until they are fixed. */
export function translateFailure(error: unknown): unknown {
  if (error instanceof UnknownEncryptionKey || error instanceof BrokenSeal) {
    return ApplicationFailure.nonRetryable(error.message, FAILURE.sealedElsewhere);
  }
  if (!(error instanceof ApiFailure)) return error;
  const { call, detail } = error;
  const wait = detail.kind === 'RateLimited' ? detail.retryAfterMs : undefined;
  return ApplicationFailure.create({
    type: detail.kind,
    message: curedSentence(error),
    nonRetryable: !(detail.kind === 'RateLimited' || detail.kind === 'Unavailable'),
    details: [
      {
        api: call.api,
        operation: call.operation,
        status: call.status,
        requestId: call.requestId ?? null,
      },
    ],
    ...(wait === undefined ? {} : { nextRetryDelay: Math.ceil(wait) }),
    ...(detail.kind === 'RateLimited' ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
}

export class FailureTranslation implements ActivityInboundCallsInterceptor {
  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    try {
      return await next(input);
    } catch (error) {
      throw translateFailure(error);
    }
  }
}

// What deeds do in the face of trouble: wait while a key is refused, and say 'lost' where nobody knows.
import * as wf from '@temporalio/workflow';
import { FAILURE, PAUSING } from '../contracts/failures';
import type { EventOutcome } from '../contracts/record-changes';

export interface Patience {
  /** A refused token or key is tried again after this. */
  readonly pauseMs: number;
  /** Hears why it waits. */
  readonly say: (why: string) => void;
}

/** Runs a deed; after a refused token or a missing scope it waits and tries again, for as long as it takes. */
export async function patiently<T>(deed: () => Promise<T>, patience: Patience): Promise<T> {
  for (;;) {
    try {
      return await deed();
    } catch (error) {
      const cause = applicationFailureIn(error);
      if (cause === undefined || !PAUSING.includes(cause.type ?? '')) throw error;
      patience.say(cause.message);
      await wf.sleep(patience.pauseMs, { summary: 'paused: a token or key is refused' });
    }
  }
}

/** Why an activity failed; undefined for whatever else is thrown, a time-out too. */
export function applicationFailureIn(error: unknown): wf.ApplicationFailure | undefined {
  const cause = error instanceof wf.ActivityFailure ? error.cause : undefined;
  return cause instanceof wf.ApplicationFailure ? cause : undefined;
}

/** The store was taken out meanwhile. */
export const isStoreGone = (error: unknown): boolean =>
  applicationFailureIn(error)?.type === FAILURE.unknownStore;

/** Whatever ends without an answer, a killed worker too, may have reached Brevo. */
export async function sentOrLost(send: () => Promise<EventOutcome>): Promise<EventOutcome> {
  try {
    return await send();
  } catch (error) {
    if (wf.isCancellation(error) || isStoreGone(error)) throw error;
    return { kind: 'lost' };
  }
}

/** Undefined: it could not be found out. */
export async function foundOut(look: () => Promise<boolean>): Promise<boolean | undefined> {
  try {
    return await look();
  } catch (error) {
    if (wf.isCancellation(error) || isStoreGone(error)) throw error;
    return undefined;
  }
}

// Sends one event to Brevo once; what became of it is an answer, never a repeat.
import type { Brevo } from '../../brevo/client';
import type { EventCreate } from '../../brevo/event-records';
import type { EventOutcome } from '../../contracts/record-changes';
import { ApiFailure } from '../../http/failures';

/** Throws only what a person must put right, and then nothing was sent: a refused key, a missing feature. */
export async function sendOnce(brevo: Brevo, event: EventCreate): Promise<EventOutcome> {
  try {
    await brevo.createEvent(event);
    return { kind: 'sent' };
  } catch (error) {
    if (error instanceof ApiFailure) return outcomeOf(error);
    throw error;
  }
}

const SOON_MS = 1_000;

/** Of a call that Brevo may have taken although its answer did not come. */
export function outcomeOf(failure: ApiFailure): EventOutcome {
  const { detail } = failure;
  switch (detail.kind) {
    case 'RateLimited':
      return { kind: 'later', afterMs: Math.ceil(detail.retryAfterMs ?? SOON_MS) };
    case 'Rejected':
      return { kind: 'refused' };
    case 'Unavailable':
    case 'UnexpectedShape':
      return { kind: 'lost' };
    case 'Unauthorized':
    case 'MissingScope':
      throw failure;
  }
}

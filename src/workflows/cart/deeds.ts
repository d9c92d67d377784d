// Does what a cart's step asks for and says what came of it; what got no answer may have happened.
import * as wf from '@temporalio/workflow';
import { FAILURE, PAUSING } from '../../contracts/failures';
import { cartReads, cartSendings, cartWaits } from '../activity-options';
import { applicationFailureIn, isStoreGone } from '../patience';
import { unanswered, type DoableDeed } from './answers';
import type { CartDeed, CartFact, CartState } from './state';

export async function performed(deed: CartDeed, state: CartState): Promise<CartFact> {
  if (deed.kind === 'end') return { kind: 'time' };
  try {
    return await done(deed, state);
  } catch (error) {
    return factOf(error, deed, state);
  }
}

function done(deed: DoableDeed, { storeHash, cartId }: CartState): Promise<CartFact> {
  const { followCart, sendCartEvent, joinCartList, lookAndMail } = cartSendings(storeHash);
  const { lookForCartEvent, leaveCartList } = cartReads(storeHash);
  switch (deed.kind) {
    case 'follow': {
      const { upTo, request } = deed;
      return followCart
        .executeWithOptions({ summary: 'what is true of the cart?' }, [request])
        .then((found) => ({ kind: 'found', upTo, request, found }));
    }
    case 'tell': {
      const { event } = deed;
      return sendCartEvent
        .executeWithOptions({ summary: `cart ${event.what}` }, [storeHash, event])
        .then((outcome) => ({ kind: 'told', eventId: event.eventId, outcome }));
    }
    case 'look for': {
      const { event } = deed;
      return lookForCartEvent
        .executeWithOptions({ summary: `is cart ${event.what} in Brevo?` }, [storeHash, event])
        .then((isThere) => ({ kind: 'looked', eventId: event.eventId, isThere }));
    }
    case 'join': {
      const { contact } = deed;
      return joinCartList
        .executeWithOptions({ summary: 'to the list of left carts' }, [
          { storeHash, cartId, ...contact },
        ])
        .then((listed) => ({ kind: 'joined', contact, listed }));
    }
    case 'leave':
      return leaveCartList
        .executeWithOptions({ summary: 'off the list of left carts' }, [
          { storeHash, cartId, ...deed.contact },
        ])
        .then(() => ({ kind: 'left', contact: deed.contact }));
    case 'mail': {
      const { episode, step } = deed.request;
      return lookAndMail
        .executeWithOptions({ summary: `last look and mail ${step + 1}` }, [deed.request])
        .then((outcome) => ({ kind: 'mailed', episode, step, outcome }));
    }
  }
}

/** Answers when the cart may have been left, or that it could not be found out. */
export async function untilQuiet(
  { storeHash, cartId, timing }: CartState,
  waitMs: number,
): Promise<CartFact> {
  const { waitForQuiet } = cartWaits(storeHash);
  try {
    const summary = 'until the cart is quiet';
    await waitForQuiet.executeWithOptions({ summary }, [{ storeHash, cartId, waitMs }]);
    return { kind: 'quiet' };
  } catch (error) {
    if (!(error instanceof wf.ActivityFailure) || wf.isCancellation(error)) throw error;
    if (isStoreGone(error)) throw error;
    return { kind: 'failed', afterMs: timing.pauseMs };
  }
}

/** Cancellation and a store that is gone end the workflow; everything else is a fact. */
function factOf(error: unknown, deed: DoableDeed, { timing }: CartState): CartFact {
  if (!(error instanceof wf.ActivityFailure) || wf.isCancellation(error)) throw error;
  if (isStoreGone(error)) throw error;
  const failure = applicationFailureIn(error);
  if (failure !== undefined) return afterFailure(deed, failure.type ?? '', timing.pauseMs);
  return neverStarted(error) ? { kind: 'failed' } : unanswered(deed);
}

const neverStarted = ({ cause }: wf.ActivityFailure): boolean =>
  cause instanceof wf.TimeoutFailure && cause.timeoutType === 'SCHEDULE_TO_START';

/** Of these the activities have promised that nothing was sent. */
const BEFORE_SENDING: readonly string[] = [FAILURE.rateLimited, FAILURE.unavailable];

function afterFailure(deed: DoableDeed, type: string, pauseMs: number): CartFact {
  if (PAUSING.includes(type)) return { kind: 'failed', afterMs: pauseMs };
  return BEFORE_SENDING.includes(type) && deed.kind !== 'look for'
    ? { kind: 'failed' }
    : unanswered(deed);
}

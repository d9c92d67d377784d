// Sends each event by an activity of its own; one whose answer was lost is looked for before it is sent again.
import * as wf from '@temporalio/workflow';
import { FAILURE } from '../contracts/failures';
import type { CustomerEvent, PendingEvent } from '../contracts/record-changes';
import { eventSending, liveReads } from './activity-options';
import type { ChangesRun } from './changes-run';
import { answered, dueEvents } from './news-state';

/** Brevo takes ten a second. */
const AT_ONCE = 10;

/** Sees to every event whose time has come. */
export async function seeToEvents(run: ChangesRun): Promise<void> {
  const due = dueEvents(run.state, Date.now());
  for (let at = 0; at < due.length; at += AT_ONCE) {
    await Promise.all(due.slice(at, at + AT_ONCE).map((event) => seeToOne(run, event)));
  }
}

async function seeToOne(run: ChangesRun, pending: PendingEvent): Promise<void> {
  const { eventId, customerId, what, at, account } = pending;
  const event = { eventId, customerId, what, at, ...(account === undefined ? {} : { account }) };
  const answer =
    pending.state === 'to send'
      ? ({ to: 'sending', outcome: await sent(run, event) } as const)
      : ({ to: 'looking', isThere: await looked(run, event) } as const);
  run.state = answered(run.state, { event, answer, timing: run.timing, now: Date.now() });
}

/** Whatever ends without an answer, a killed worker too, may have reached Brevo. */
async function sent(run: ChangesRun, event: CustomerEvent) {
  try {
    return await run.attempt(() =>
      eventSending.sendCustomerEvent.executeWithOptions(
        { summary: `customer ${event.customerId} ${event.what}` },
        [run.storeHash, event],
      ),
    );
  } catch (error) {
    if (wf.isCancellation(error) || isFinal(error)) throw error;
    return { kind: 'lost' } as const;
  }
}

async function looked(run: ChangesRun, event: CustomerEvent): Promise<boolean | undefined> {
  try {
    return await run.attempt(() =>
      liveReads.lookForEvent.executeWithOptions({ summary: `is ${event.eventId} in Brevo?` }, [
        run.storeHash,
        event,
      ]),
    );
  } catch (error) {
    if (wf.isCancellation(error) || isFinal(error)) throw error;
    return undefined;
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof wf.ActivityFailure &&
  error.cause instanceof wf.ApplicationFailure &&
  error.cause.type === FAILURE.unknownStore;

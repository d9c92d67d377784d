// Sends each event by an activity of its own; one whose answer was lost is looked for before it is sent again.
import {
  eventsUnknown,
  type CustomerEvent,
  type PendingEvent,
} from '../../contracts/record-changes';
import { eventSending, liveReads } from '../activity-options';
import { tellConnection } from '../connection/telling';
import type { ChangesRun } from './run';
import { answered, dueEvents } from './news-state';
import { foundOut, sentOrLost } from '../patience';

/** Brevo takes ten a second. */
const AT_ONCE = 10;

/** Sees to every event whose time has come. */
export async function seeToEvents(run: ChangesRun): Promise<void> {
  const due = dueEvents(run.state, Date.now());
  for (let at = 0; at < due.length; at += AT_ONCE) {
    const before = new Set(run.state.counts.unknownEvents);
    await Promise.all(due.slice(at, at + AT_ONCE).map((event) => seeToOne(run, event)));
    const ids = run.state.counts.unknownEvents.filter((id) => !before.has(id));
    if (ids.length > 0)
      await tellConnection(run.storeHash, (to) => to.signal(eventsUnknown, { ids }));
  }
}

async function seeToOne(run: ChangesRun, pending: PendingEvent): Promise<void> {
  const { eventId, customerId, what, at, account, contactId } = pending;
  const event = {
    ...{ eventId, customerId, what, at },
    ...(account === undefined ? {} : { account }),
    ...(contactId === undefined ? {} : { contactId }),
  };
  const answer =
    pending.state === 'to send'
      ? ({ to: 'sending', outcome: await sent(run, event) } as const)
      : ({ to: 'looking', isThere: await looked(run, event) } as const);
  run.state = answered(run.state, { event, answer, timing: run.timing, now: Date.now() });
}

const sent = (run: ChangesRun, event: CustomerEvent) =>
  sentOrLost(() =>
    run.attempt(() =>
      eventSending.sendCustomerEvent.executeWithOptions(
        { summary: `customer ${event.customerId} ${event.what}` },
        [run.storeHash, event],
      ),
    ),
  );

const looked = (run: ChangesRun, event: CustomerEvent) =>
  foundOut(() =>
    run.attempt(() =>
      liveReads.lookForEvent.executeWithOptions({ summary: `is ${event.eventId} in Brevo?` }, [
        run.storeHash,
        event,
      ]),
    ),
  );

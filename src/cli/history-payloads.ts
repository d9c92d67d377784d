// What stands in a history's payloads: results, inputs and summaries, read without a worker.
import { defaultPayloadConverter } from '@temporalio/common';
import type { History, Payload } from '@temporalio/common/lib/proto-utils';

export type HistoryEvent = NonNullable<History['events']>[number];

interface Payloads {
  readonly payloads?: readonly Payload[] | null;
}

/** The first value; undefined when there is none. */
export function firstValue(from: Payloads | null | undefined): unknown {
  const payload = from?.payloads?.[0];
  return payload === undefined ? undefined : defaultPayloadConverter.fromPayload(payload);
}

/** What the author of the step wrote beside it. */
export function summaryOf({ userMetadata }: HistoryEvent): string | undefined {
  const payload = userMetadata?.summary;
  const summary: unknown = payload ? defaultPayloadConverter.fromPayload(payload) : undefined;
  return typeof summary === 'string' ? summary : undefined;
}

interface Moment {
  readonly seconds?: { toString(): string } | null;
  readonly nanos?: number | null;
}

/** A timestamp or duration. From a server the seconds are a Long, from a recorded history a number. */
export function milliseconds(moment: Moment | null | undefined): number {
  const { seconds, nanos } = moment ?? {};
  return Number(seconds?.toString() ?? 0) * 1000 + (nanos ?? 0) / 1_000_000;
}

/** The result of the first completed activity of this name; undefined when there is none. */
export function activityResult({ events }: History, activity: string): unknown {
  const scheduled = new Set<string>();
  for (const event of events ?? []) {
    if (event.activityTaskScheduledEventAttributes?.activityType?.name === activity) {
      scheduled.add(String(event.eventId));
    }
    const done = event.activityTaskCompletedEventAttributes;
    if (done && scheduled.has(String(done.scheduledEventId))) return firstValue(done.result);
  }
  return undefined;
}

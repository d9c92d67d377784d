// Every time-out and retry policy in one table; no workflow writes its own.
import { proxyActivities } from '@temporalio/workflow';
import type { ConnectingActivities, ExaminingActivities } from '../contracts/store-connection';
import { storeQueue } from '../contracts/names';
import type { BrevoActivities, PlanningActivities, StoreActivities } from '../contracts/activities';

/** Waits grow to a minute; `RateLimited` brings its own exact delay. */
const retry = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' } as const;

/** Reads only; a person is waiting for the verdict. */
export const planning = proxyActivities<PlanningActivities>({
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '1h',
  retry,
});

/** Brevo alone: quick, and harmless to repeat. */
export const brevo = proxyActivities<BrevoActivities>({
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '7d',
  retry,
});

/** A person waits for the report: two minutes for everything, then it fails and can be asked for again. */
export const connecting = proxyActivities<ConnectingActivities>({
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '2m',
  retry,
});

/** A person waits: what a vendor refuses is an answer, so only a lost worker is worth a second try. */
export const examining = proxyActivities<ExaminingActivities>({
  startToCloseTimeout: '80s',
  scheduleToCloseTimeout: '90s',
  retry,
});

/** Chunks heartbeat at every request; the long limit is for rebuilding an index of millions. */
export const storeActivities = (storeHash: string) =>
  proxyActivities<StoreActivities>({
    taskQueue: storeQueue(storeHash),
    startToCloseTimeout: '4h',
    heartbeatTimeout: '30s',
    scheduleToCloseTimeout: '7d',
    retry: { ...retry, maximumInterval: '5m' },
    priority: { priorityKey: 5 },
  });

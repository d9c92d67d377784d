// Every time-out and retry policy in one table; no workflow writes its own.
import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { HookActivities } from '../contracts/hooks';
import type { OrderDeeds, OrderReads } from '../contracts/order-deeds';
import type { ConnectingActivities, ExaminingActivities } from '../contracts/store-connection';
import { LIVE_PRIORITY, storeQueue } from '../contracts/names';
import type { BrevoActivities, PlanningActivities, StoreActivities } from '../contracts/activities';
import type { CartActivities } from '../contracts/cart-deeds';
import type { LeavingActivities } from '../contracts/store-leaving';
import type { EventActivities, LiveActivities } from '../contracts/record-changes';
import type { SyncPlan } from '../contracts/sync-plan';

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

/** Ten thousand carts take some minutes, and nobody waits for them. */
export const leaving = proxyActivities<LeavingActivities>({
  startToCloseTimeout: '1h',
  heartbeatTimeout: '30s',
  retry,
});

/** A person waits: what a vendor refuses is an answer, so only a lost worker is worth a second try. */
export const examining = proxyActivities<ExaminingActivities>({
  startToCloseTimeout: '80s',
  scheduleToCloseTimeout: '90s',
  retry,
});

/** Done before the schedule looks again; once cancelled, no hook is made any more. */
export const hooks = proxyActivities<HookActivities>({
  startToCloseTimeout: '2m',
  heartbeatTimeout: '30s',
  scheduleToCloseTimeout: '8m',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry,
});

/** 1 comes first. Of what waits for a store's rate, live changes overtake an hourly sync, and both a full one. */
const PRIORITY = { live: LIVE_PRIORITY, incremental: 3, full: 5 } as const;

/** Chunks heartbeat at every request; the long limit is for rebuilding an index of millions. */
export const storeActivities = ({ storeHash, type }: Pick<SyncPlan, 'storeHash' | 'type'>) =>
  proxyActivities<StoreActivities>({
    taskQueue: storeQueue(storeHash),
    startToCloseTimeout: '4h',
    heartbeatTimeout: '30s',
    scheduleToCloseTimeout: '7d',
    retry: { ...retry, maximumInterval: '5m' },
    priority: { priorityKey: PRIORITY[type] },
  });

/** A batch is tried until it is in: what was signalled is not lost, however long a vendor is away. */
export const liveActivities = (storeHash: string) =>
  proxyActivities<LiveActivities>({
    taskQueue: storeQueue(storeHash),
    startToCloseTimeout: '1h',
    heartbeatTimeout: '30s',
    retry,
    priority: { priorityKey: PRIORITY.live },
  });

/** One attempt: Brevo would take a second one for a second event. */
export const eventSending = proxyActivities<Pick<EventActivities, 'sendCustomerEvent'>>({
  startToCloseTimeout: '1m',
  retry: { maximumAttempts: 1 },
  priority: { priorityKey: PRIORITY.live },
});

/** Reads. Events come from Brevo's scarce hourly bucket: what cannot be found out in an hour is asked again later. */
export const liveReads = proxyActivities<Pick<EventActivities, 'lookForEvent' | 'readTiming'>>({
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '1h',
  retry,
});

/** One request, tried until it is done. */
export const orderReads = (storeHash: string) =>
  proxyActivities<OrderReads>({
    taskQueue: storeQueue(storeHash),
    startToCloseTimeout: '2m',
    retry,
    priority: { priorityKey: PRIORITY.live },
  });

/** May be repeated, and is tried until it is done. */
export const orderWriting = proxyActivities<Pick<OrderDeeds, 'writeOrder'>>({
  startToCloseTimeout: '2m',
  retry,
  priority: { priorityKey: PRIORITY.live },
});

/** One attempt: Brevo would take a second one for a second event. */
export const orderEventSending = proxyActivities<Pick<OrderDeeds, 'sendOrderEvent'>>({
  startToCloseTimeout: '1m',
  retry: { maximumAttempts: 1 },
  priority: { priorityKey: PRIORITY.live },
});

/** What cannot be found out in an hour is asked again later. */
export const orderEventReads = proxyActivities<Pick<OrderDeeds, 'lookForOrderEvent'>>({
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '1h',
  retry,
  priority: { priorityKey: PRIORITY.live },
});

/**
 * One attempt: what has changed meanwhile decides whether there is another. What could not start soon enough is asked
 * for anew, so that an outage never ends in a mail that was due before it.
 */
export const cartSendings = (storeHash: string) =>
  proxyActivities<
    Pick<CartActivities, 'followCart' | 'sendCartEvent' | 'joinCartList' | 'lookAndMail'>
  >({
    taskQueue: storeQueue(storeHash),
    startToCloseTimeout: '1m',
    scheduleToStartTimeout: '10m',
    retry: { maximumAttempts: 1 },
    priority: { priorityKey: PRIORITY.live },
  });

/** Lasts as long as the shopper is there; attempts that are made in between leave nothing in the history. */
export const cartWaits = (storeHash: string) =>
  proxyActivities<Pick<CartActivities, 'waitForQuiet'>>({
    taskQueue: storeQueue(storeHash),
    startToCloseTimeout: '1m',
    retry: { ...retry, maximumInterval: '5m' },
    priority: { priorityKey: PRIORITY.live },
  });

/** Harmless to repeat; after an hour the cart is looked at again before it goes on. */
export const cartReads = (storeHash: string) =>
  proxyActivities<Pick<CartActivities, 'lookForCartEvent' | 'leaveCartList'>>({
    taskQueue: storeQueue(storeHash),
    startToCloseTimeout: '1m',
    scheduleToCloseTimeout: '1h',
    retry,
    priority: { priorityKey: PRIORITY.live },
  });

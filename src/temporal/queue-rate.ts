// How fast the server may hand out a store's activities: a little under the store's own quota, over all workers.
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { storeQueue } from '../contracts/names';

/** What BigCommerce's headers say about one store. */
export interface Quota {
  readonly requests: number;
  readonly windowMs: number;
}

/** Plan names decide nothing: this is the smallest documented quota, until the headers say more. */
export const FIRST_QUOTA: Quota = { requests: 150, windowMs: 30_000 };

/** 94 % of the quota: the server's limiter lets a second's worth through at once (measured: 145 of 150 in any window). */
export const queueRate = ({ requests, windowMs }: Quota): number =>
  (0.94 * requests * 1000) / windowMs;

export async function setQueueRate(client: Client, storeHash: string, quota: Quota): Promise<void> {
  await client.workflowService.updateTaskQueueConfig({
    namespace: client.options.namespace,
    identity: client.options.identity,
    taskQueue: storeQueue(storeHash),
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
    updateQueueRateLimit: {
      rateLimit: { requestsPerSecond: queueRate(quota) },
      reason: `BigCommerce allows ${quota.requests} requests in ${quota.windowMs} ms`,
    },
  });
}

// Whether a worker asks for work; Temporal itself takes every word and waits.
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { TASK_QUEUE } from '../contracts/names';

/** A poll lasts a minute at most, and the server remembers pollers for five. */
const LAST_POLL_MS = 90_000;
const LOOK_EVERY_MS = 100;
const LOOKS = 20;

/** Two seconds are given to one that has just been started. */
export async function workerAnswers(client: Client): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (await workerHasPolled(client)) return true;
    await pause(LOOK_EVERY_MS);
  }
  return false;
}

/** As of now, with one question. */
export async function workerHasPolled(client: Client): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType: temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  const since = Date.now() - LAST_POLL_MS;
  return pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 >= since);
}

// A store's regular syncs as Temporal schedules; a person's pause survives every redeploy.
import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import { TASK_QUEUE } from '../contracts/names';

interface Regular {
  readonly scheduleId: string;
  readonly words: string;
  readonly every: string;
  readonly type: 'incremental' | 'full';
}

const regularsOf = (storeHash: string): readonly Regular[] => [
  {
    scheduleId: `reconcile/${storeHash}`,
    words: 'hourly incremental sync',
    every: '1 hour',
    type: 'incremental',
  },
  {
    scheduleId: `full/${storeHash}`,
    words: 'weekly full sync',
    every: '7 days',
    type: 'full',
  },
];

export const scheduleIdsOf = (storeHash: string): readonly string[] =>
  regularsOf(storeHash).map(({ scheduleId }) => scheduleId);

/** Missed runs are not made up for: the next one reads everything since the watermark anyway. */
const optionsOf = (storeHash: string, { scheduleId, every, type, words }: Regular) =>
  ({
    scheduleId,
    spec: { intervals: [{ every }], jitter: '60s' },
    action: {
      type: 'startWorkflow',
      workflowType: 'fullSync',
      workflowId: `sync/${scheduleId}`,
      taskQueue: TASK_QUEUE,
      args: [{ store: storeHash, type }],
      staticSummary: `The ${words} of ${storeHash}`,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' },
  }) satisfies ScheduleOptions;

export async function ensureSchedules(
  client: Client,
  storeHash: string,
): Promise<readonly string[]> {
  const made: string[] = [];
  for (const regular of regularsOf(storeHash)) {
    const options = optionsOf(storeHash, regular);
    try {
      await client.schedule.create(options);
      made.push(`schedule ${regular.scheduleId}: ${regular.words}`);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const { spec, action, policies } = options;
      await client.schedule
        .getHandle(regular.scheduleId)
        .update(({ state }) => ({ spec, action, policies, state }));
    }
  }
  return made;
}

/** Removes the schedules; syncs that run go on. */
export async function removeSchedules(
  client: Client,
  storeHash: string,
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const { scheduleId, words } of regularsOf(storeHash)) {
    try {
      await client.schedule.getHandle(scheduleId).delete();
      removed.push(`schedule ${scheduleId}: ${words}`);
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    }
  }
  return removed;
}

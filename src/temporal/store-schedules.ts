// A store's regular syncs as Temporal schedules; a person's pause survives every redeploy.
import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleHandle,
  type ScheduleOptions,
} from '@temporalio/client';
import { askedHooksId, HOOK_KEEPER, hooksId } from '../contracts/hooks';
import { TASK_QUEUE } from '../contracts/names';
import { cancelRunning } from './running-workflow';

interface Regular {
  readonly scheduleId: string;
  readonly words: string;
  readonly everyMs: number;
  readonly workflowType: 'fullSync' | typeof HOOK_KEEPER;
  readonly workflowId: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const MINUTE_MS = 60_000;

const reconcileId = (storeHash: string): string => `reconcile/${storeHash}`;

const regularsOf = (storeHash: string): readonly Regular[] => [
  {
    scheduleId: reconcileId(storeHash),
    words: 'hourly incremental sync',
    everyMs: 60 * MINUTE_MS,
    workflowType: 'fullSync',
    workflowId: `sync/${reconcileId(storeHash)}`,
    input: { store: storeHash, type: 'incremental' },
  },
  {
    scheduleId: `full/${storeHash}`,
    words: 'weekly full sync',
    everyMs: 7 * 24 * 60 * MINUTE_MS,
    workflowType: 'fullSync',
    workflowId: `sync/full/${storeHash}`,
    input: { store: storeHash, type: 'full' },
  },
  {
    scheduleId: hooksId(storeHash),
    words: 'a look at the hooks every ten minutes',
    everyMs: 10 * MINUTE_MS,
    workflowType: HOOK_KEEPER,
    workflowId: hooksId(storeHash),
    input: { store: storeHash },
  },
];

/** As activities use them. */
export const storeSchedules = (client: Client) => ({
  ensure: (storeHash: string) => ensureSchedules(client, storeHash),
  remove: (storeHash: string) => removeSchedules(client, storeHash),
  catchUp: (storeHash: string) => catchUpNow(client, storeHash),
});

export const scheduleIdsOf = (storeHash: string): readonly string[] =>
  regularsOf(storeHash).map(({ scheduleId }) => scheduleId);

/**
 * Missed runs are not made up for: the next one reads everything since the watermark anyway. `offsetMs` moves the turns
 * away from the full hour.
 */
const optionsOf = (storeHash: string, regular: Regular, offsetMs: number) => {
  const { scheduleId, everyMs, words, workflowType, workflowId, input } = regular;
  return {
    scheduleId,
    spec: { intervals: [{ every: everyMs, offset: offsetMs }], jitter: '60s' },
    action: {
      type: 'startWorkflow',
      workflowType,
      workflowId,
      taskQueue: TASK_QUEUE,
      args: [input],
      staticSummary: `The ${words} of ${storeHash}`,
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' },
  } satisfies ScheduleOptions;
};

async function ensureSchedules(client: Client, storeHash: string): Promise<readonly string[]> {
  const made: string[] = [];
  for (const regular of regularsOf(storeHash)) {
    const { scheduleId, everyMs } = regular;
    try {
      // Its first turn is one interval away: a first sync is not in its way, and stores do not all sync at once.
      await client.schedule.create(optionsOf(storeHash, regular, Date.now() % everyMs));
      made.push(`schedule ${scheduleId}: ${regular.words}`);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await client.schedule.getHandle(scheduleId).update(({ spec: { intervals }, state }) => {
        const offsetMs = (intervals?.[0]?.offset ?? 0) % everyMs;
        const { spec, action, policies } = optionsOf(storeHash, regular, offsetMs);
        return { spec, action, policies, state };
      });
    }
  }
  return made;
}

/** Removes the schedules; syncs that run go on, a look at the hooks is ended: it would make them again. */
export async function removeSchedules(
  client: Client,
  storeHash: string,
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const { scheduleId, words } of regularsOf(storeHash)) {
    try {
      const handle = client.schedule.getHandle(scheduleId);
      const running = scheduleId === hooksId(storeHash) ? await keepersOf(storeHash, handle) : [];
      await handle.delete();
      for (const workflowId of running) await cancelRunning(client, workflowId);
      removed.push(`schedule ${scheduleId}: ${words}`);
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    }
  }
  return removed;
}

/** The hourly incremental sync, now; left out when it runs already. False when the store has none. */
async function catchUpNow(client: Client, storeHash: string): Promise<boolean> {
  try {
    const handle = client.schedule.getHandle(reconcileId(storeHash));
    await handle.trigger(ScheduleOverlapPolicy.SKIP);
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}

/** The schedule knows what it has started before the list of workflows does. */
async function keepersOf(storeHash: string, handle: ScheduleHandle): Promise<readonly string[]> {
  const { info } = await handle.describe();
  const started = info.runningActions.map(({ workflow }) => workflow.workflowId);
  return [...started, askedHooksId(storeHash, true)];
}

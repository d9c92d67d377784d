// What Temporal alone knows of a connected store: its schedules, its last sync, its rejected records. Needs no worker.
import { ScheduleNotFoundError, type Client } from '@temporalio/client';
import type { Finding } from '../contracts/examination';
import { RESOURCES } from '../contracts/names';
import type { ConnectionMemo, StoreStatus } from '../contracts/store-connection';
import { scheduleIdsOf } from './store-schedules';

/** Hourly runs leave nothing older than this, unless they fail. */
const OLD_MS = 2 * 3_600_000;

type ScheduleState = 'runs' | 'paused' | 'missing';

export async function storeFindings(
  client: Client,
  { store: { options }, status }: ConnectionMemo,
  syncRuns: boolean,
): Promise<readonly Finding[]> {
  const { storeHash, enabled } = options;
  if (!enabled)
    return [{ row: 'schedules', state: 'ok', sentence: 'enabled is false: nothing is to run.' }];
  const schedules = await schedulesOf(client, storeHash);
  const hourly = schedules.find(({ scheduleId }) => scheduleId === `reconcile/${storeHash}`)?.state;
  return [
    ...schedules.map(scheduleFinding),
    lastSyncFinding(status, { syncRuns, hourlyRuns: hourly === 'runs', now: Date.now() }),
    rejectedFinding(status),
  ];
}

interface Schedule {
  readonly scheduleId: string;
  readonly state: ScheduleState;
}

async function schedulesOf(client: Client, storeHash: string): Promise<readonly Schedule[]> {
  return Promise.all(
    scheduleIdsOf(storeHash).map(async (scheduleId): Promise<Schedule> => {
      try {
        const { state } = await client.schedule.getHandle(scheduleId).describe();
        return { scheduleId, state: state.paused ? 'paused' : 'runs' };
      } catch (error) {
        if (error instanceof ScheduleNotFoundError) return { scheduleId, state: 'missing' };
        throw error;
      }
    }),
  );
}

function scheduleFinding({ scheduleId, state }: Schedule): Finding {
  const row = 'schedules';
  switch (state) {
    case 'runs':
      return { row, state: 'ok', sentence: `${scheduleId} runs.` };
    case 'paused':
      return {
        row,
        state: 'warning',
        sentence: `${scheduleId} is paused.`,
        cure: `temporal schedule toggle --schedule-id ${scheduleId} --unpause --reason "sync again"`,
      };
    case 'missing':
      return {
        row,
        state: 'wrong',
        sentence: `${scheduleId} is missing: the store is not synced by itself.`,
        cure: 'Connect the store with enabled: false, then with enabled: true: that makes it anew.',
      };
  }
}

interface Moment {
  readonly syncRuns: boolean;
  readonly hourlyRuns: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

function lastSyncFinding({ lastSync, store }: StoreStatus, moment: Moment): Finding {
  const row = 'last sync';
  const when = lastSync === null ? 'No sync has ended yet' : `The last sync ended at ${lastSync}`;
  if (moment.syncRuns) return { row, state: 'ok', sentence: `${when}; one runs now.` };
  if (lastSync === null)
    return {
      row,
      state: 'warning',
      sentence: `${when}.`,
      cure: '`tajo-bigcommerce sync` starts one, or wait for the hourly one.',
    };
  if (moment.now - Date.parse(lastSync) <= OLD_MS)
    return {
      row,
      state: 'ok',
      sentence: `${when}. Images, custom fields and GTINs fire no webhook: hourly and weekly syncs bring them.`,
    };
  return moment.hourlyRuns
    ? {
        row,
        state: 'wrong',
        sentence: `${when}, although there should be one every hour: customers, orders and products are not brought over.`,
        cure: `See why the last one failed: the workflows sync/reconcile/${store}-… in the Temporal UI. Then \`tajo-bigcommerce sync\`.`,
      }
    : {
        row,
        state: 'warning',
        sentence: `${when}, and nothing syncs this store by itself.`,
        cure: 'Let its schedule run again, or `tajo-bigcommerce sync`.',
      };
}

function rejectedFinding({ rejected, store }: StoreStatus): Finding {
  const row = 'rejected records';
  const some = RESOURCES.filter((resource) => rejected[resource] > 0);
  if (some.length === 0) return { row, state: 'ok', sentence: 'There are none.' };
  const counts = some.map((resource) => `${rejected[resource]} ${resource}`).join(', ');
  return {
    row,
    state: 'warning',
    sentence: `Not in Brevo, because something about them is wrong: ${counts}.`,
    cure: `The result of bulk/${store} in the Temporal UI has reasons and ids, docs/operations.md what to do; the hourly sync takes what was corrected.`,
  };
}

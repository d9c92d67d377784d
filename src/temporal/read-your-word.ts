// Visibility runs behind by up to a second: whoever connects a store may ask for it in the next line.
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { ConnectionMemo } from '../contracts/store-connection';
import type { FullSyncResult } from '../contracts/sync-progress';
import { connectedMemos } from './connected-stores';

/** A production server answers ten such lists a second. */
const LOOK_EVERY_MS = 200;
const LOOKS = 25;

/** Resolves when the list of stores shows it, or after five seconds: the word itself was kept all the same. */
export const untilListed = (
  client: Client,
  isSo: (memos: readonly ConnectionMemo[]) => boolean,
): Promise<void> => until(async () => isSo(await connectedMemos(client)));

/** The same for a sync that has ended: its store hears of it by a signal. */
export const untilRemembered = (client: Client, result: FullSyncResult): Promise<void> =>
  until(async () => {
    if (result.skipped !== undefined) return true;
    const memos = await connectedMemos(client);
    const status = memos.find(({ status: { store } }) => store === result.store)?.status;
    // Later syncs may have written over it; then this one is no longer the last.
    return status === undefined || status.lastSummary === result.summary;
  });

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (await isSo()) return;
    await pause(LOOK_EVERY_MS);
  }
}

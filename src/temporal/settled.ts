// What the completed syncs of a store knew: from its connection, or from its last bulk work.
import type { Client } from '@temporalio/client';
import type { SettledSync } from '../contracts/sync-plan';
import { memoOfStore } from './connected-stores';
import { lastSettled } from './sync-history';

/** Null before the first completed sync. */
export async function settledOf(client: Client, storeHash: string): Promise<SettledSync | null> {
  const memo = await memoOfStore(client, storeHash);
  const mappingHash = memo?.status.mappingHash;
  if (memo === null || mappingHash === undefined) return lastSettled(client, storeHash);
  return { watermarks: memo.status.watermarks, mappingHash, rejected: memo.rejected };
}

// What the completed syncs of a store knew: from its connection, or from its last bulk work.
import type { Client } from '@temporalio/client';
import { connectionId, rejectedQuery } from '../contracts/store-connection';
import type { SettledSync } from '../contracts/sync-plan';
import { memoOfStore } from './connected-stores';
import { lastSettled } from './sync-history';

/** Null before the first completed sync. */
export async function settledOf(client: Client, storeHash: string): Promise<SettledSync | null> {
  const memo = await memoOfStore(client, storeHash);
  const mappingHash = memo?.status.mappingHash;
  if (memo === null || mappingHash === undefined) return lastSettled(client, storeHash);
  // Too many for a memo. Whoever plans is a worker, so there is one to answer.
  const rejected = await client.workflow.getHandle(connectionId(storeHash)).query(rejectedQuery);
  return { watermarks: memo.status.watermarks, mappingHash, rejected };
}

// Finds the store that a caller means, by the name people type or by its hash.
import type { Client } from '@temporalio/client';
import type { ConnectionMemo } from '../contracts/store-connection';
import { memoOfStore, openStores, type OpenStores } from '../temporal/connected-stores';
import { ConnectorProblem } from './connector';

export interface FoundStore {
  /** As of now, not as of the list. */
  readonly memo: ConnectionMemo;
  readonly bulk: OpenStores['bulk'];
}

/** Two calls to Temporal, however many stores there are. Throws ConnectorProblem when it is none, or not the only one. */
export async function findStore(client: Client, store: string): Promise<FoundStore> {
  const { memos, bulk } = await openStores(client);
  const [named, another] = memos.filter(({ store: { options } }) => options.name === store);
  if (another !== undefined) throw whichOf(memos, `Several stores have the name "${store}"`);
  const memo = await memoOfStore(client, named?.store.options.storeHash ?? store);
  if (memo !== null) return { memo, bulk };
  throw new ConnectorProblem({
    status: 404,
    kind: 'unknown-store',
    title: 'No such store',
    detail: `No store "${store}" is connected (connected: ${namesOf(memos)}).`,
  });
}

export function onlyStore(memos: readonly ConnectionMemo[]): ConnectionMemo {
  const [only, another] = memos;
  if (only !== undefined && another === undefined) return only;
  if (only !== undefined) throw whichOf(memos, 'Several stores are connected');
  throw new ConnectorProblem({
    status: 409,
    kind: 'nothing-connected',
    title: 'No store is connected',
    detail: 'Connect a store first.',
  });
}

const whichOf = (memos: readonly ConnectionMemo[], why: string): ConnectorProblem =>
  new ConnectorProblem({
    status: 400,
    kind: 'which-store',
    title: 'Which store?',
    detail: `${why}: name one by its name or its hash (connected: ${namesOf(memos)}).`,
  });

const namesOf = (memos: readonly ConnectionMemo[]): string =>
  memos.map(({ store: { options } }) => `${options.name} (${options.storeHash})`).join(', ') ||
  'none';

// A store that Temporal knows as connected, with no worker and no vendor: its workflow's memo says so from its start.
import type { Client } from '@temporalio/client';
import { storeSection } from '../../src/config/schema';
import type { Sealer } from '../../src/config/sealing';
import { sealStore } from '../../src/config/store-sealing';
import { storeSettings } from '../../src/config/store-settings';
import { TASK_QUEUE } from '../../src/contracts/names';
import {
  connectionId,
  STORE_CONNECTION,
  type ConnectionMemo,
} from '../../src/contracts/store-connection';

export interface StoreByHand {
  readonly client: Client;
  readonly sealer: Sealer;
  readonly storeHash: string;
  /** What its webhooks carry. */
  readonly hookSecret: string;
}

export async function connectByHand(by: StoreByHand): Promise<void> {
  const { client, sealer, storeHash, hookSecret } = by;
  const identity = { store_hash: storeHash, access_token: 'token', brevo_api_key: 'key' };
  const settings = storeSettings(storeHash.slice(0, 60), identity, storeSection.parse({}));
  const none = { customers: 0, orders: 0, products: 0 };
  const memo: ConnectionMemo = {
    store: sealStore({ ...settings, hookSecret }, sealer),
    status: {
      store: storeHash,
      name: settings.name,
      connectedAt: '2025-01-01T00:00:00.000Z',
      lastSync: null,
      counts: none,
      watermarks: {},
      rejected: none,
      off: [],
    },
  };
  await client.workflow.start(STORE_CONNECTION, {
    workflowId: connectionId(storeHash),
    taskQueue: TASK_QUEUE,
    memo: { ...memo },
  });
}

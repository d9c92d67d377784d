// Connected stores and other open workflows at a Temporal server, made without a vendor and without a worker.
import type { Client } from '@temporalio/client';
import { storeSection } from '../../src/config/schema';
import type { Sealer } from '../../src/config/sealing';
import { sealStore } from '../../src/config/store-sealing';
import { storeSettings } from '../../src/config/store-settings';
import { bulkId, TASK_QUEUE } from '../../src/contracts/names';
import {
  connectionId,
  STORE_CONNECTION,
  type ConnectionMemo,
} from '../../src/contracts/store-connection';

const AT_ONCE = 32;

const longMapping: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'first_name',
    'last_name',
    'company',
    'phone',
    'orders_count',
    'total_spent',
    'date_created',
    'customer_group',
    'addresses[0].city',
    'addresses[0].state',
    'addresses[0].country',
    'addresses[0].zip',
  ].map((path) => [path, path.replaceAll(/\W/g, '_').toUpperCase()]),
);

/** What a store has in its memo after a few syncs, with a mapping as long as they get. */
export function connectedMemo(storeHash: string, sealer: Sealer): ConnectionMemo {
  const settings = storeSettings(
    storeHash,
    {
      store_hash: storeHash,
      access_token: `token-of-${storeHash}-000000000000000`,
      client_secret: `secret-of-${storeHash}-00000000000000`,
      brevo_api_key: `xkeysib-${storeHash}-${'0'.repeat(64)}`,
    },
    storeSection.parse({
      lists: { all_customers: 40, buyers: 41 },
      customer_mapping: longMapping,
    }),
  );
  const at = '2026-01-02T03:04:05.000Z';
  return {
    store: sealStore(settings, sealer),
    status: {
      store: storeHash,
      name: storeHash,
      connectedAt: at,
      lastSync: at,
      lastSummary: '3 of 3 products written, 1 of 1 customers written, 2 of 2 orders written',
      counts: { customers: 1, orders: 2, products: 3 },
      watermarks: { customers: at, orders: at, products: at },
      mappingHash: 'f00d'.repeat(16),
      rejected: { customers: 0, orders: 0, products: 0 },
      off: ['live updates: off; hourly sync on'],
    },
  };
}

/** Open, connected, and one in ten of them in the middle of bulk work. */
export async function openConnectedStores(
  client: Client,
  hashes: readonly string[],
  sealer: Sealer,
): Promise<void> {
  await inGroups(hashes, async (storeHash, index) => {
    const memo = connectedMemo(storeHash, sealer);
    await client.workflow.start(STORE_CONNECTION, {
      taskQueue: TASK_QUEUE,
      workflowId: connectionId(storeHash),
      args: [{ ...memo, rejected: {} }],
      memo: { ...memo },
    });
    if (index % 10 === 0) await openBulk(client, storeHash);
  });
}

const openBulk = async (client: Client, storeHash: string): Promise<void> => {
  await client.workflow.start('storeSync', {
    taskQueue: 'nobody-listens',
    workflowId: bulkId(storeHash),
  });
};

/** Workflows of other kinds, as carts and orders will be. */
export async function openOthers(client: Client, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_none, index) => String(index));
  await inGroups(numbers, async (number) => {
    await client.workflow.start('orderFlow', {
      taskQueue: 'nobody-listens',
      workflowId: `order/elsewhere/${number}`,
    });
  });
}

async function inGroups(
  all: readonly string[],
  deed: (one: string, index: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const group = all.slice(from, from + AT_ONCE);
    await Promise.all(group.map((one, offset) => deed(one, from + offset)));
  }
}

// A connected shop whose webhooks have a way: toy vendors, real Temporal, a worker that knows PUBLIC_URL, a door on this machine.
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Connector, ConnectRequest } from '../../src/api/connector';
import { createTemporalConnector } from '../../src/api/temporal-connector';
import { readMemo } from '../../src/temporal/connection-memo';
import { openStore } from '../../src/config/store-sealing';
import type { ConnectReport } from '../../src/contracts/store-connection';
import { createLog } from '../../src/observability/log';
import type { ToyHook } from '../../src/sandbox/bigcommerce/hook-book';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/start';
import { connectClient } from '../../src/temporal/connect';
import { startWorker, type RunningWorker } from '../../src/worker';
import { forget } from '../support/forgetting';
import { SEALER, sideNamespace, TEMPORAL, WORKFLOW_BUNDLE } from '../support/stage';

export interface HookedShop {
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly connector: Connector;
  readonly startWorker: (publicUrl: string | undefined) => Promise<RunningWorker>;
  readonly stopWorkers: () => Promise<void>;
  readonly connect: (words?: Partial<ConnectRequest>) => Promise<ConnectReport>;
  /** Those of the connector's own client, as BigCommerce has them. */
  readonly hooks: () => readonly ToyHook[];
  /** The plain hook secret that stands sealed in the memo. */
  readonly secret: () => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

export const PUBLIC_URL = 'http://127.0.0.1:9';
export const DOOR = `${PUBLIC_URL}/webhooks/bigcommerce`;

const WORDS = {
  lists: { all_customers: 40, buyers: 41 },
  customer_mapping: { first_name: 'FIRSTNAME', last_name: 'LASTNAME' },
  brevo: { settle: '0.3s', import_look: '0.2s', activation_look: '0.2s' },
} as const;

export async function openHookedShop(
  side: number,
  options: SandboxOptions = {},
): Promise<HookedShop> {
  const sandbox = await startSandbox({
    timeScale: 360,
    customers: 20,
    orders: 20,
    products: 10,
    keepBodies: true,
    ...options,
    brevo: { apiKey: `xkeysib-${randomUUID()}`, displayCurrency: 'USD' },
  });
  const temporal = { ...TEMPORAL, namespace: sideNamespace(side) };
  const server = await connectClient(temporal);
  const { client } = server;
  await forget(client, sandbox.storeHash);
  const connector = createTemporalConnector({ client, sealer: SEALER });
  const workers: RunningWorker[] = [];
  const { storeHash, accessToken, brevoApiKey } = sandbox;
  return {
    sandbox,
    client,
    connector,
    startWorker: async (publicUrl) => {
      const worker = await startWorker({
        temporal,
        vendors: { bigcommerce: sandbox.bigcommerceUrl, brevo: sandbox.brevoUrl },
        sealer: SEALER,
        log: createLog({ level: 'fatal' }),
        workflowBundle: WORKFLOW_BUNDLE,
        followEveryMs: 500,
        ...(publicUrl !== undefined && { publicUrl }),
      });
      workers.push(worker);
      return worker;
    },
    stopWorkers: async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    },
    connect: ({ settings = {}, ...words } = {}) =>
      connector.connect({
        storeHash,
        accessToken,
        brevoApiKey,
        ...words,
        settings: { ...WORDS, ...settings },
      }),
    hooks: () =>
      sandbox.bigcommerce.hooks().filter(({ client_id }) => client_id === sandbox.clientId),
    secret: async () => {
      const { memo } = await client.workflow.getHandle(`store/${storeHash}`).describe();
      const read = readMemo(memo);
      return read === null ? undefined : openStore(read.store, SEALER).hookSecret;
    },
    close: async () => {
      await forget(client, storeHash);
      await Promise.all(workers.map((worker) => worker.stop()));
      await server.close();
      await sandbox.close();
    },
  };
}

// The connector behind the API: every word becomes a message to Temporal, every answer is read from it.
import type { Client } from '@temporalio/client';
import { keptHookSecret } from '../config/hook-secret';
import { storeSection } from '../config/schema';
import type { Sealer } from '../config/sealing';
import { sealStore } from '../config/store-sealing';
import { storeSettings } from '../config/store-settings';
import type { HooksReport } from '../contracts/hooks';
import { syncId } from '../contracts/names';
import type {
  ConnectedStore,
  ConnectionMemo,
  ConnectReport,
  DisconnectReport,
} from '../contracts/store-connection';
import type { FullSyncInput } from '../contracts/sync-plan';
import { connectedMemos, openStores, type OpenStores } from '../temporal/connected-stores';
import { examine } from '../temporal/examination';
import { askForHooks } from '../temporal/hooks-asker';
import { countOpenCarts } from '../temporal/open-carts';
import { untilListed, untilRemembered } from '../temporal/read-your-word';
import { statusOf } from '../temporal/store-status';
import { connectThroughTemporal, disconnectThroughTemporal } from '../temporal/store-connector';
import { startFullSync } from '../temporal/sync-starter';
import { workflowUrl } from '../temporal/ui-links';
import { workerAnswers } from '../temporal/worker-presence';
import { ConnectorProblem, type Connector, type ConnectRequest } from './connector';
import { findStore, onlyStore } from './store-finding';
import { StoreNames } from './store-names';
import { syncState } from './sync-state';
import { tellSync } from './sync-words';
import { asProblem, NO_WORKER } from './temporal-problems';

export interface TemporalConnectorOptions {
  readonly client: Client;
  readonly sealer: Sealer;
  /** Where a browser reaches the Temporal UI, if known. */
  readonly uiUrl?: string;
}

interface Asked {
  readonly sealer: Sealer;
  readonly request: ConnectRequest;
}

interface Connecting {
  readonly client: Client;
  readonly sealer: Sealer;
  readonly names: StoreNames;
}

/** The SDK waits for two minutes: it is to hear why there is no answer. */
const ANSWER_WITHIN_MS = 110_000;
/** What needs no worker takes milliseconds, unless Temporal is away. */
const READ_WITHIN_MS = 10_000;

export function createTemporalConnector(options: TemporalConnectorOptions): Connector {
  const { client, sealer, uiUrl } = options;
  const names = new StoreNames();
  const linkOf = (workflowId: string, runId?: string) =>
    uiUrl === undefined
      ? {}
      : {
          url: workflowUrl(uiUrl, client.options.namespace, {
            workflowId,
            ...(runId === undefined ? {} : { runId }),
          }),
        };
  const within = <T>(ms: number, deed: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + ms, () => asProblem(deed));
  const bounded = <T>(deed: () => Promise<T>): Promise<T> => within(ANSWER_WITHIN_MS, deed);
  const reading = <T>(deed: () => Promise<T>): Promise<T> => within(READ_WITHIN_MS, deed);
  return {
    connect: (request) => bounded(() => connect({ client, sealer, names }, request)),
    disconnect: (store) => bounded(() => disconnect(client, store)),
    sync: (input) =>
      reading(async () => {
        const started = await sync(client, input);
        return { ...started, ...linkOf(started.workflowId, started.runId) };
      }),
    hooks: (store, repair) => bounded(() => hooks(client, store, repair)),
    syncState: (workflowId, waitMs) =>
      within(waitMs + READ_WITHIN_MS, async () => {
        const sync = await syncState(client, workflowId, waitMs);
        if (sync?.state === 'completed' && waitMs > 0) await untilRemembered(client, sync.result);
        return sync?.state === 'running' ? { ...sync, ...linkOf(workflowId) } : sync;
      }),
    tellSync: (workflowId, word) =>
      bounded(async () => {
        await assertWorker(client);
        return tellSync(client, workflowId, word);
      }),
    status: (store) =>
      reading(async () => {
        const open = await openOf(client, store);
        return statusReport(client, open, (workflowId) => linkOf(workflowId));
      }),
    examine: (store) => bounded(async () => examine(client, await openOf(client, store))),
    ready: () =>
      client.withDeadline(Date.now() + 2_000, () =>
        asProblem(async () => {
          await client.workflowService.getSystemInfo({});
        }),
      ),
  };
}

const statusReport = async (
  client: Client,
  open: OpenStores,
  linkOf: Parameters<typeof statusOf>[1],
): Promise<ReturnType<typeof statusOf>> => ({
  ...statusOf(open, linkOf),
  openCarts: await countOpenCarts(client, open),
});

const quickly = <T>(client: Client, deed: () => Promise<T>): Promise<T> =>
  client.withDeadline(Date.now() + READ_WITHIN_MS, deed);

/** All stores, or the one that is meant. */
async function openOf(client: Client, store: string | undefined): Promise<OpenStores> {
  if (store === undefined) return openStores(client);
  const { memo, bulk } = await findStore(client, store);
  return { memos: [memo], bulk };
}

/** A worker looks at them at BigCommerce; the memo only knows what the last look found. */
async function hooks(client: Client, store: string, repair: boolean): Promise<HooksReport> {
  const { storeHash } = (await quickly(client, () => findStore(client, store))).memo.store.options;
  await assertWorker(client);
  return askForHooks(client, { storeHash, repair });
}

async function disconnect(client: Client, store: string): Promise<DisconnectReport> {
  const { storeHash } = (await quickly(client, () => findStore(client, store))).memo.store.options;
  await assertWorker(client);
  const report = await disconnectThroughTemporal(client, storeHash);
  await untilListed(client, (memos) =>
    memos.every((memo) => memo.store.options.storeHash !== storeHash),
  );
  return report;
}

/** Temporal would take the word and keep it; a person would wait for nothing. */
async function assertWorker(client: Client): Promise<void> {
  if (await workerAnswers(client)) return;
  throw new ConnectorProblem(NO_WORKER);
}

async function connect(
  { client, sealer, names }: Connecting,
  request: ConnectRequest,
): Promise<ConnectReport> {
  const memos = await quickly(client, () => connectedMemos(client));
  const named = names.hold(memos, request);
  try {
    const own = memos.find(({ store }) => store.options.storeHash === request.storeHash);
    return await connectSealed(client, sealedStore(named.name, own, { sealer, request }));
  } finally {
    names.release(named);
  }
}

async function connectSealed(client: Client, sealed: ConnectedStore): Promise<ConnectReport> {
  await assertWorker(client);
  const report = await connectThroughTemporal(client, sealed);
  if (report.outcome === 'refused') return report;
  await untilListed(client, (listed) => listed.some((memo) => memo.store.digest === sealed.digest));
  return report;
}

/** With the hooks' secret that the store has already. */
function sealedStore(
  name: string,
  own: ConnectionMemo | undefined,
  { sealer, request }: Asked,
): ConnectedStore {
  const { storeHash, accessToken, clientId, clientSecret, brevoApiKey, settings = {} } = request;
  const { storefrontBrevoApiKeys } = request;
  const identity = {
    store_hash: storeHash,
    access_token: accessToken,
    ...(clientId === undefined ? {} : { client_id: clientId }),
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    brevo_api_key: brevoApiKey,
    ...(storefrontBrevoApiKeys === undefined ? {} : { storefront_keys: storefrontBrevoApiKeys }),
  };
  const store = storeSettings(name, identity, storeSection.parse(settings));
  return sealStore({ ...store, ...keptHookSecret(own?.store, sealer) }, sealer);
}

async function sync(client: Client, input: FullSyncInput) {
  const memo =
    input.store === undefined
      ? onlyStore(await connectedMemos(client))
      : (await findStore(client, input.store)).memo;
  const { storeHash } = memo.store.options;
  return startFullSync(client, { ...input, store: storeHash }, { workflowId: syncId(storeHash) });
}

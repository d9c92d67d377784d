// The connector behind the API: every word becomes a message to Temporal, every answer is read from it.
import type { Client } from '@temporalio/client';
import { keptHookSecret } from '../config/hook-secret';
import { storeSection } from '../config/schema';
import type { Sealer } from '../config/sealing';
import type { StoreSettings } from '../config/settings';
import { sealStore } from '../config/store-sealing';
import { storeSettings } from '../config/store-settings';
import { syncId } from '../contracts/names';
import type { HooksReport } from '../contracts/hooks';
import type {
  ConnectedStore,
  ConnectionMemo,
  ConnectReport,
  DisconnectReport,
} from '../contracts/store-connection';
import type { FullSyncInput } from '../contracts/sync-plan';
import { connectedMemos, memoOfStore } from '../temporal/connected-stores';
import { askForHooks } from '../temporal/hooks-asker';
import { untilListed, untilRemembered } from '../temporal/read-your-word';
import { statusOf } from '../temporal/store-status';
import { connectThroughTemporal, disconnectThroughTemporal } from '../temporal/store-connector';
import { startFullSync } from '../temporal/sync-starter';
import { workflowUrl } from '../temporal/ui-links';
import { workerAnswers } from '../temporal/worker-presence';
import { ConnectorProblem, type Connector, type ConnectRequest } from './connector';
import { syncState } from './sync-state';
import { asProblem } from './temporal-problems';

export interface TemporalConnectorOptions {
  readonly client: Client;
  readonly sealer: Sealer;
  /** Where a browser reaches the Temporal UI, if known. */
  readonly uiUrl?: string;
}

/** A worker answers within this, or there is none. */
const ANSWER_WITHIN_MS = 150_000;

export function createTemporalConnector(options: TemporalConnectorOptions): Connector {
  const { client, sealer, uiUrl } = options;
  const linkOf = (workflowId: string, runId?: string) =>
    uiUrl === undefined
      ? {}
      : {
          url: workflowUrl(uiUrl, client.options.namespace, {
            workflowId,
            ...(runId === undefined ? {} : { runId }),
          }),
        };
  const bounded = <T>(deed: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => asProblem(deed));
  return {
    connect: (request) => bounded(() => connect(client, sealer, request)),
    disconnect: (store) => bounded(() => disconnect(client, store)),
    sync: (input) =>
      bounded(async () => {
        const started = await sync(client, input);
        return { ...started, ...linkOf(started.workflowId, started.runId) };
      }),
    hooks: (store, repair) => bounded(() => hooks(client, store, repair)),
    syncState: (workflowId, waitMs) =>
      asProblem(async () => {
        const sync = await syncState(client, workflowId, waitMs);
        if (sync?.state === 'completed' && waitMs > 0) await untilRemembered(client, sync.result);
        return sync;
      }),
    status: (store) =>
      bounded(async () => {
        const memos = store === undefined ? await memosNow(client) : [await find(client, store)];
        return statusOf(client, memos, (workflowId) => linkOf(workflowId));
      }),
    ready: () =>
      client.withDeadline(Date.now() + 2_000, () =>
        asProblem(async () => {
          await client.workflowService.getSystemInfo({});
        }),
      ),
  };
}

/** The list is up to a second behind; each memo is read as of now. */
async function memosNow(client: Client): Promise<readonly ConnectionMemo[]> {
  const listed = await connectedMemos(client);
  const now = await Promise.all(
    listed.map(({ store }) => memoOfStore(client, store.options.storeHash)),
  );
  return now.filter((memo) => memo !== null);
}

/** A worker looks at them at BigCommerce; the memo only knows what the last look found. */
async function hooks(client: Client, store: string, repair: boolean): Promise<HooksReport> {
  const { storeHash } = (await find(client, store)).store.options;
  await assertWorker(client);
  return askForHooks(client, { storeHash, repair });
}

async function disconnect(client: Client, store: string): Promise<DisconnectReport> {
  const { storeHash } = (await find(client, store)).store.options;
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
  throw new ConnectorProblem({
    status: 503,
    kind: 'no-worker',
    title: 'No worker answers',
    detail: 'No worker is connected to Temporal: start one (npm run worker), then ask again.',
  });
}

async function find(client: Client, store: string): Promise<ConnectionMemo> {
  const memos = await memosNow(client);
  const named = memos.find(({ store: { options } }) => options.name === store);
  const memo = named ?? (await memoOfStore(client, store));
  if (memo !== null) return memo;
  const known = memos.map(({ store: { options } }) => options.name).join(', ');
  throw new ConnectorProblem({
    status: 404,
    kind: 'unknown-store',
    title: 'No such store',
    detail: `No store "${store}" is connected (connected: ${known === '' ? 'none' : known}).`,
  });
}

async function connect(
  client: Client,
  sealer: Sealer,
  request: ConnectRequest,
): Promise<ConnectReport> {
  const memos = await connectedMemos(client);
  const own = memos.find(({ store }) => store.options.storeHash === request.storeHash);
  const name =
    request.name ?? own?.store.options.name ?? (memos.length === 0 ? 'main' : request.storeHash);
  const taken = memos.find(
    ({ store: { options } }) => options.name === name && options.storeHash !== request.storeHash,
  );
  if (taken !== undefined) {
    throw new ConnectorProblem({
      status: 409,
      kind: 'name-taken',
      title: 'The name is taken',
      detail: `The name "${name}" belongs to another store: choose another one, or disconnect that store first.`,
    });
  }
  const { storeHash, accessToken, clientId, clientSecret, brevoApiKey, settings = {} } = request;
  const identity = {
    store_hash: storeHash,
    access_token: accessToken,
    ...(clientId === undefined ? {} : { client_id: clientId }),
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    brevo_api_key: brevoApiKey,
  };
  const said = storeSettings(name, identity, storeSection.parse(settings));
  const sealed = sealedAgain(said, own, sealer);
  await assertWorker(client);
  const report = await connectThroughTemporal(client, sealed);
  if (report.outcome === 'refused') return report;
  await untilListed(client, (listed) => listed.some((memo) => memo.store.digest === sealed.digest));
  return report;
}

/** With the hooks' secret that the store has already. */
function sealedAgain(
  store: StoreSettings,
  own: ConnectionMemo | undefined,
  sealer: Sealer,
): ConnectedStore {
  return sealStore({ ...store, ...keptHookSecret(own?.store, sealer) }, sealer);
}

async function sync(client: Client, input: FullSyncInput) {
  const memo =
    input.store === undefined
      ? onlyOne(await connectedMemos(client))
      : await find(client, input.store);
  const { storeHash } = memo.store.options;
  return startFullSync(client, { ...input, store: storeHash }, { workflowId: syncId(storeHash) });
}

function onlyOne(memos: readonly ConnectionMemo[]): ConnectionMemo {
  const [only, another] = memos;
  if (only !== undefined && another === undefined) return only;
  const known = memos.map(({ store }) => store.options.name).join(', ');
  throw new ConnectorProblem(
    only === undefined
      ? {
          status: 409,
          kind: 'nothing-connected',
          title: 'No store is connected',
          detail: 'Connect a store first.',
        }
      : {
          status: 400,
          kind: 'which-store',
          title: 'Which store?',
          detail: `Name the store (connected: ${known}).`,
        },
  );
}

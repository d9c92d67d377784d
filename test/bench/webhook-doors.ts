// The doors that `npm run bench -- webhooks` measures: ours, ours with Temporal behind it, and the same before BullMQ.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStoreCache } from '../../src/api/webhooks/store-cache';
import { connectionId, STORE_CONNECTION } from '../../src/contracts/store-connection';
import { connectClient } from '../../src/temporal/connect';
import { freePorts } from '../../src/temporal/free-ports';
import { connectedMemo } from '../support/open-workflows';
import { startEntryPoint } from './entry-point';
import { startRedisPeer } from './redis-peer';
import { createSigner, type Sender, type Signer } from './signed-deliveries';
import { API_KEY, benchSealer, isUp, KEY } from './status';
import { pause } from './table';

const SENDER: Sender = {
  storeHash: 'abc123',
  hookToken: 'the-random-value-that-bigcommerce-sends-back',
  clientSecret: 'the-client-secret-of-an-api-account',
};

export interface Door {
  readonly url: string;
  readonly pid: number;
  readonly sign: Signer;
  readonly close: () => Promise<void>;
}

/** With `address` Temporal is there and takes what was kept, else it is away. */
export async function openOwnDoor(address?: string): Promise<Door> {
  const dataDir = await folderOfStore();
  const [port] = await freePorts();
  const api = await startEntryPoint('api/main.js', {
    TEMPORAL_ADDRESS: address ?? '127.0.0.1:9',
    TAJO_API_KEY: API_KEY,
    TAJO_ENCRYPTION_KEYS: KEY,
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
  });
  return opened({
    url: `http://127.0.0.1:${port}`,
    pid: api.pid,
    sign: createSigner(SENDER),
    close: async () => {
      await api.close();
      await rm(dataDir, { recursive: true });
    },
  });
}

export interface PeerOfDoor extends Door {
  readonly redisPort: number;
}

/** Undefined where there is no `redis-server` on the PATH. */
export async function openRedisDoor(path: string | undefined): Promise<PeerOfDoor | undefined> {
  const dataDir = await folderOfStore();
  const peer = await startRedisPeer({ dataDir, encryptionKeys: KEY, apiKey: API_KEY }, path);
  const gone = (): Promise<void> => rm(dataDir, { recursive: true });
  if (peer === undefined) {
    await gone();
    return undefined;
  }
  return opened({
    ...peer,
    sign: createSigner(SENDER),
    close: async () => {
      await peer.close();
      await gone();
    },
  });
}

async function opened<T extends Door>(door: T): Promise<T> {
  while (!(await isUp(door.url))) await pause(25);
  return door;
}

/** The store as Temporal knows it; no worker runs. */
export async function connectSender(address: string): Promise<void> {
  const connection = await connectClient({ address });
  const { storeHash } = SENDER;
  const { store, status } = connectedMemo(storeHash, benchSealer());
  const memo = { store: { ...store, secrets: { ...store.secrets, ...sealedSecrets() } }, status };
  await connection.client.workflow.start(STORE_CONNECTION, {
    taskQueue: 'nobody-listens',
    workflowId: connectionId(storeHash),
    memo,
  });
  await connection.close();
}

/** Holds what an API before this one would have left behind. */
async function folderOfStore(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tajo-bench-inbox-'));
  const { storeHash } = SENDER;
  const store = { storeHash, name: 'main', signatureRequired: true, ...sealedSecrets() };
  await createStoreCache(join(dataDir, 'stores.json')).write([store]);
  return dataDir;
}

function sealedSecrets(): { readonly hookSecret: string; readonly clientSecret: string } {
  const { storeHash, hookToken, clientSecret } = SENDER;
  const seal = (plain: string, field: string): string =>
    benchSealer().seal(plain, { store: storeHash, field });
  return {
    hookSecret: seal(hookToken, 'hookSecret'),
    clientSecret: seal(clientSecret, 'clientSecret'),
  };
}

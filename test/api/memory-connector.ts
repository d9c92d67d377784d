// A connector that keeps its stores in a Map and ends each sync when the test says so.
import { ConnectorProblem } from '../../src/api/connector';
import type { ConnectRequest, Connector, SyncState } from '../../src/api/connector';
import type { HooksReport } from '../../src/contracts/hooks';
import type {
  ConnectReport,
  StatusReport,
  StoreStatus,
} from '../../src/contracts/store-connection';
import type { Finding } from '../../src/contracts/examination';
import type { FullSyncInput } from '../../src/contracts/sync-plan';
import type { FullSyncResult, SyncProgress } from '../../src/contracts/sync-progress';

export interface MemoryConnector extends Connector {
  readonly stores: ReadonlyMap<string, ConnectRequest>;
  readonly syncs: readonly FullSyncInput[];
  /** What running syncs were told: `approve sync/abc123`. */
  readonly told: readonly string[];
  /** Ends the running sync of a store and releases whoever waits for it. */
  readonly finish: (store: string) => void;
  /** Resolves when somebody waits for a sync's end. */
  readonly someoneWaits: () => Promise<void>;
  /** Makes every method throw this, until it is set to undefined again. */
  readonly breakWith: (error: unknown) => void;
}

const NOTHING = { customers: 0, orders: 0, products: 0 };

const RESULT: FullSyncResult = {
  store: 'abc123',
  type: 'full',
  resources: ['customers'],
  summary: '12 contacts; 3 on list 40.',
  phases: [
    {
      phase: 'customers',
      total: 13,
      tally: {
        read: 13,
        written: 12,
        unchanged: 0,
        skipped: [],
        rejected: [{ reason: 'no e-mail', count: 1, ids: ['7'] }],
        dropped: [],
      },
      state: 'done',
    },
  ],
  consent: { contacts: 12, joined: [{ listId: 40, people: 3 }], withoutConsent: 9, left: 0 },
  deletions: [{ list: 'products', deleted: 0 }],
  watermarks: { customers: '2025-01-01T00:00:00.000Z' },
  mappingHash: 'm1',
  closingRounds: 1,
  rejected: { customers: ['7'] },
};

const PROGRESS: SyncProgress = {
  state: 'waiting for approval',
  store: 'main',
  message: '1,200 people would join list 40.',
  phases: RESULT.phases,
};

const runningAlready = (workflowId: string) =>
  new ConnectorProblem({
    status: 409,
    kind: 'sync-already-running',
    title: 'A sync is running',
    detail: `The sync ${workflowId} is already running.`,
    workflowId,
  });

const FINDINGS: readonly Finding[] = [
  { row: 'token', state: 'wrong', sentence: 'It is refused.', cure: 'Make a new one.' },
];

const unknownStore = () =>
  new ConnectorProblem({
    status: 404,
    kind: 'unknown-store',
    title: 'No such store',
    detail: 'No store of this name or hash is connected.',
  });

const report = (request: ConnectRequest): ConnectReport => ({
  store: request.storeHash,
  name: request.name ?? 'main',
  outcome: 'connected',
  checked: ['the access token'],
  created: [],
  missing: [],
  off: ['live updates: set PUBLIC_URL'],
});

export function createMemoryConnector(): MemoryConnector {
  const stores = new Map<string, ConnectRequest>();
  const syncs: FullSyncInput[] = [];
  const told: string[] = [];
  const states = new Map<string, SyncState>();
  const waiting = new Map<string, () => void>();
  const watchers: (() => void)[] = [];
  let broken: { readonly error: unknown } | undefined;
  const whole = <T>(answer: () => T | Promise<T>): Promise<T> =>
    broken === undefined
      ? Promise.resolve().then(answer)
      : Promise.reject(broken.error instanceof Error ? broken.error : new Error('broken'));

  const find = (named: string): ConnectRequest => {
    const found = [...stores.values()].find(
      ({ name = 'main', storeHash }) => name === named || storeHash === named,
    );
    if (found === undefined) throw unknownStore();
    return found;
  };
  const only = (named: string | undefined): ConnectRequest => {
    const [first] = stores.values();
    if (named !== undefined) return find(named);
    if (first === undefined) throw unknownStore();
    return first;
  };

  return {
    stores,
    syncs,
    told,
    finish: (store) => {
      states.set(`sync/${store}`, { state: 'completed', result: { ...RESULT, store } });
      waiting.get(`sync/${store}`)?.();
    },
    someoneWaits: () =>
      new Promise((resolve) => {
        watchers.push(resolve);
      }),
    breakWith: (error) => {
      broken = error === undefined ? undefined : { error };
    },
    connect: (request) =>
      whole(() => {
        if (request.accessToken === 'revoked') {
          const missing = ['The access token is refused: make a new one.', 'List 9 is unknown.'];
          return { ...report(request), outcome: 'refused' as const, missing };
        }
        const outcome = stores.has(request.storeHash) ? 'updated' : 'connected';
        stores.set(request.storeHash, request);
        return { ...report(request), outcome } as const;
      }),
    disconnect: (named) =>
      whole(() => {
        const { storeHash } = find(named);
        stores.delete(storeHash);
        return { store: storeHash, outcome: 'disconnected', removed: ['its secrets'] } as const;
      }),
    sync: (input) =>
      whole(() => {
        const { storeHash } = only(input.store);
        syncs.push(input);
        const workflowId = `sync/${storeHash}`;
        if (states.get(workflowId)?.state === 'running') throw runningAlready(workflowId);
        states.set(workflowId, { state: 'running', progress: PROGRESS });
        return { workflowId, runId: 'run-1', url: `http://127.0.0.1:8233/${workflowId}` };
      }),
    syncState: (workflowId, waitMs) =>
      whole(async () => {
        if (states.get(workflowId)?.state === 'running' && waitMs > 0) {
          let timer: NodeJS.Timeout | undefined;
          await new Promise<void>((resolve) => {
            timer = setTimeout(resolve, waitMs);
            waiting.set(workflowId, resolve);
            for (const tell of watchers.splice(0)) tell();
          });
          clearTimeout(timer);
        }
        return states.get(workflowId) ?? null;
      }),
    tellSync: (workflowId, word) =>
      whole(() => {
        if (states.get(workflowId)?.state !== 'running') return null;
        told.push(`${word} ${workflowId}`);
        return { sentence: `${word}: done.` };
      }),
    status: (named) =>
      whole(() => statusOf(named === undefined ? [...stores.values()] : [find(named)])),
    examine: (named) =>
      whole(() => ({
        connector: [{ row: 'worker', state: 'ok' as const, sentence: 'A worker asks for work.' }],
        stores: (named === undefined ? [...stores.values()] : [find(named)]).map(
          ({ storeHash, name = 'main' }) => ({ store: storeHash, name, findings: FINDINGS }),
        ),
      })),
    hooks: (named, repair) =>
      whole(() => {
        const { storeHash, name = 'main' } = find(named);
        return hooksOf({ store: storeHash, name }, repair);
      }),
    ready: () => whole(() => undefined),
  };
}

function hooksOf(
  named: { readonly store: string; readonly name: string },
  repair: boolean,
): HooksReport {
  const scope = 'store/customer/created';
  return {
    ...named,
    destination: 'https://hooks.example.com/webhooks/bigcommerce',
    wanted: 1,
    active: repair ? 1 : 0,
    repaired: repair ? 1 : 0,
    removed: 0,
    problems: [],
    gap: true,
    caughtUp: repair,
    hooks: [{ scope, state: 'missing' }],
    checkedAt: '2025-01-01T00:00:00.000Z',
  };
}

function statusOf(stores: readonly ConnectRequest[]): StatusReport {
  return {
    connected: stores.length > 0,
    lastSync: null,
    customersCount: 0,
    ordersCount: 0,
    productsCount: 0,
    syncs: [],
    rejected: NOTHING,
    stores: stores.map(({ storeHash, name = 'main' }): StoreStatus => ({
      store: storeHash,
      name,
      connectedAt: '2025-01-01T00:00:00.000Z',
      lastSync: null,
      counts: NOTHING,
      watermarks: {},
      rejected: NOTHING,
      off: [],
    })),
  };
}

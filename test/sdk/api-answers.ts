// Answers of the API, as a store with a finished sync gives them.
import type { FullSyncResult } from '../../src/contracts/sync-progress';
import type {
  ConnectReport,
  DisconnectReport,
  ExaminationReport,
  StartedSync,
  StatusReport,
} from '../../src/sdk/sdk';

export const connected: ConnectReport = {
  store: 'abc123',
  name: 'main',
  outcome: 'connected',
  checked: ['the access token', 'the Brevo key'],
  created: ['attribute ORDER_COUNT'],
  missing: [],
  off: ['live updates: there is no PUBLIC_URL'],
};

export const disconnected: DisconnectReport = {
  store: 'abc123',
  outcome: 'disconnected',
  removed: ['schedule full/abc123'],
};

export const started: StartedSync = {
  workflowId: 'sync/abc123',
  runId: '0199f3a2-run',
  url: 'http://127.0.0.1:8233/namespaces/default/workflows/sync%2Fabc123',
};

export const finished: FullSyncResult = {
  store: 'abc123',
  type: 'full',
  resources: ['products'],
  summary: 'main: 620 products are in Brevo.',
  phases: [
    {
      phase: 'products',
      total: 620,
      state: 'done',
      tally: {
        read: 620,
        written: 619,
        unchanged: 0,
        skipped: [],
        rejected: [{ reason: 'no name', count: 1, ids: ['77'] }],
        dropped: [],
      },
    },
  ],
  consent: {
    contacts: 10,
    joined: [{ listId: 40, people: 3 }],
    withoutConsent: 7,
    left: 0,
  },
  deletions: [{ list: 'products', deleted: 2 }],
  watermarks: { products: '2026-02-01T08:00:00.000Z' },
  mappingHash: 'b1946ac9',
  closingRounds: 1,
  rejected: { products: ['77'] },
  lastBatchAt: '2026-02-01T08:01:00.000Z',
};

export const status: StatusReport = {
  connected: true,
  lastSync: '2024-01-15T10:30:00Z',
  customersCount: 8200,
  ordersCount: 4500,
  productsCount: 620,
  syncs: [{ store: 'abc123', workflowId: 'sync/abc123', startedAt: '2024-01-15T10:40:00Z' }],
  rejected: { customers: 1, orders: 0, products: 0 },
  stores: [
    {
      store: 'abc123',
      name: 'main',
      connectedAt: '2024-01-10T09:00:00Z',
      lastSync: '2024-01-15T10:30:00Z',
      counts: { customers: 8200, orders: 4500, products: 620 },
      watermarks: {},
      rejected: { customers: 1, orders: 0, products: 0 },
      off: [],
    },
  ],
};

export const examination: ExaminationReport = {
  connector: [{ row: 'worker', state: 'ok', sentence: 'A worker asks Temporal for work.' }],
  stores: [
    {
      store: 'abc123',
      name: 'main',
      findings: [{ row: 'token', state: 'wrong', sentence: 'Refused (401).', cure: 'A new one.' }],
    },
  ],
};

// The API's answers, checked as they come in. Fields that this version does not know are left out.
import { z } from 'zod';
import type { Resource } from '../contracts/names';
import type { FullSyncResult, PhaseProgress, SyncProgress } from '../contracts/sync-progress';
import type { ReasonGroup, Tally } from '../contracts/tally';
import { hooksStatus, hooksSum } from './hook-answers';
import { inboxReport } from './inbox-answer';
import type { ConnectReport, DisconnectReport, StatusReport, StoreStatus } from './reports';

/** A sync that runs by itself now. */
export interface StartedSync {
  readonly workflowId: string;
  readonly runId: string;
  /** Into the Temporal UI, where its address is known. */
  readonly url?: string;
}

/** What the API says about a sync. */
export type SyncState =
  | {
      readonly state: 'running';
      /** Into the Temporal UI, where its address is known. */
      readonly url?: string;
      /** Left out while no worker answers. */
      readonly progress?: SyncProgress;
    }
  | { readonly state: 'completed'; readonly result: FullSyncResult }
  | { readonly state: 'failed'; readonly type: string; readonly detail: string };

/** What a sync answered to a word that it was told. */
export interface SyncReply {
  readonly sentence: string;
}

const words = z.array(z.string());
const count = z.number().int().nonnegative();
const resource: z.ZodType<Resource> = z.enum(['customers', 'orders', 'products']);
const perResource = z.object({ customers: count, orders: count, products: count });
const watermarks = z.object({
  customers: z.string().exactOptional(),
  orders: z.string().exactOptional(),
  products: z.string().exactOptional(),
});

export const connectReport: z.ZodType<ConnectReport> = z.object({
  store: z.string(),
  name: z.string(),
  outcome: z.enum(['connected', 'updated', 'unchanged', 'refused']),
  checked: words,
  created: words,
  missing: words,
  off: words,
});

export const disconnectReport: z.ZodType<DisconnectReport> = z.object({
  store: z.string(),
  outcome: z.enum(['disconnected', 'was not connected']),
  removed: words,
});

export const startedSync: z.ZodType<StartedSync> = z.object({
  workflowId: z.string(),
  runId: z.string(),
  url: z.string().exactOptional(),
});

const lists = z.object({
  allCustomers: z.number().exactOptional(),
  buyers: z.number().exactOptional(),
  abandonedCart: z.number().exactOptional(),
});

const storefront = z.object({
  channelId: z.number(),
  url: z.string(),
  lists: lists,
  account: z.enum(['default', 'own']),
});

const unknownEvents = z.object({ count, last: words });

const storeStatus: z.ZodType<StoreStatus> = z.object({
  store: z.string(),
  name: z.string(),
  connectedAt: z.string(),
  lastSync: z.string().nullable(),
  lastSummary: z.string().exactOptional(),
  counts: perResource,
  watermarks,
  mappingHash: z.string().exactOptional(),
  rejected: perResource,
  off: words,
  storefronts: z.array(storefront).exactOptional(),
  hooks: hooksStatus.exactOptional(),
  unknownEvents: unknownEvents.exactOptional(),
});

export const statusReport: z.ZodType<StatusReport> = z.object({
  connected: z.boolean(),
  lastSync: z.string().nullable(),
  customersCount: count,
  ordersCount: count,
  productsCount: count,
  syncs: z.array(
    z.object({
      store: z.string(),
      workflowId: z.string(),
      startedAt: z.string(),
      url: z.string().exactOptional(),
    }),
  ),
  rejected: perResource,
  hooks: hooksSum.exactOptional(),
  unknownEvents: unknownEvents.exactOptional(),
  openCarts: count.exactOptional(),
  inbox: inboxReport.exactOptional(),
  signature: z.object({ signed: count, unsigned: count }).exactOptional(),
  stores: z.array(storeStatus),
});

const reasonGroup: z.ZodType<ReasonGroup> = z.object({
  reason: z.string(),
  count,
  ids: words,
});

const tally: z.ZodType<Tally> = z.object({
  read: count,
  written: count,
  unchanged: count,
  skipped: z.array(reasonGroup),
  rejected: z.array(reasonGroup),
  dropped: z.array(reasonGroup),
});

const phaseProgress: z.ZodType<PhaseProgress> = z.object({
  phase: z.enum([
    'products',
    'customers',
    'subscribers',
    'orders',
    'metrics',
    'consent',
    'closing',
  ]),
  account: z.string().exactOptional(),
  total: count.exactOptional(),
  tally,
  state: z.enum(['waiting', 'running', 'done']),
});

const fullSyncResult: z.ZodType<FullSyncResult> = z.object({
  store: z.string(),
  type: z.enum(['full', 'incremental']),
  skipped: z.string().exactOptional(),
  resources: z.array(resource),
  summary: z.string(),
  phases: z.array(phaseProgress),
  consent: z
    .object({
      contacts: count,
      joined: z.array(
        z.object({ listId: z.number(), account: z.string().exactOptional(), people: count }),
      ),
      withoutConsent: count,
      left: count,
    })
    .exactOptional(),
  deletions: z.array(
    z.object({
      list: z.enum(['products', 'customers', 'subscribers', 'orders']),
      account: z.string().exactOptional(),
      deleted: count,
    }),
  ),
  watermarks,
  mappingHash: z.string(),
  closingRounds: count,
  rejected: z.object({
    customers: words.exactOptional(),
    orders: words.exactOptional(),
    products: words.exactOptional(),
  }),
  lastBatchAt: z.string().exactOptional(),
});

const syncProgress: z.ZodType<SyncProgress> = z.object({
  state: z.enum([
    'planning',
    'preparing Brevo',
    'running',
    'waiting for an import',
    'letting Brevo settle',
    'closing',
    'paused',
    'waiting for approval',
    'done',
  ]),
  store: z.string().exactOptional(),
  message: z.string().exactOptional(),
  phases: z.array(phaseProgress),
});

export const syncReply: z.ZodType<SyncReply> = z.object({ sentence: z.string() });

export const syncState: z.ZodType<SyncState> = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('running'),
    url: z.string().exactOptional(),
    progress: syncProgress.exactOptional(),
  }),
  z.object({ state: z.literal('completed'), result: fullSyncResult }),
  z.object({ state: z.literal('failed'), type: z.string(), detail: z.string() }),
]);

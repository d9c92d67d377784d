// What the routes answer, for the OpenAPI document; the compiler holds each schema to its contract.
import { z } from 'zod';
import type { ExaminationReport } from '../contracts/examination';
import { CLOSING_LISTS, PHASES, RESOURCES } from '../contracts/names';
import type { ConnectReport, DisconnectReport, StatusReport } from '../contracts/store-connection';
import type { FullSyncResult, SyncProgress } from '../contracts/sync-progress';
import type { StartedSync, SyncReply, SyncState } from './connector';
import { inboxReport } from './inbox/inbox-answer';
import type { ProblemDocument } from './problem';

const words = z.array(z.string());
const count = z.int().min(0);
const time = z.iso.datetime();
const each = z.object({ customers: count, orders: count, products: count });
const watermarks = z.object({
  customers: time.exactOptional(),
  orders: time.exactOptional(),
  products: time.exactOptional(),
});

export const connectReport: z.ZodType<ConnectReport> = z.object({
  store: z.string(),
  name: z.string(),
  outcome: z.enum(['connected', 'updated', 'unchanged', 'refused']),
  checked: words.describe('What was looked at and found in order.'),
  created: words.describe('What was made in Brevo and in Temporal.'),
  missing: words.describe('What is wrong, each with its cure.'),
  off: words.describe('Features that are off, with the reason and the cure.'),
});

export const disconnectReport: z.ZodType<DisconnectReport> = z.object({
  store: z.string(),
  outcome: z.enum(['disconnected', 'was not connected']),
  removed: words.describe('What was stopped and removed.'),
});

export const startedSync: z.ZodType<StartedSync> = z.object({
  workflowId: z.string(),
  runId: z.string(),
  url: z.url().describe('Into the Temporal UI.').exactOptional(),
});

const ids = z.object({
  customers: words.exactOptional(),
  orders: words.exactOptional(),
  products: words.exactOptional(),
});

const reasons = z.array(z.object({ reason: z.string(), count, ids: words }));

const phases = z.array(
  z.object({
    phase: z.enum([...PHASES, 'closing']),
    account: z.string().describe('The Brevo account, where the store has several.').exactOptional(),
    total: count.exactOptional(),
    tally: z.object({
      read: count,
      written: count,
      unchanged: count,
      skipped: reasons,
      rejected: reasons,
      dropped: reasons,
    }),
    state: z.enum(['waiting', 'running', 'done']),
  }),
);

const consent = z.object({
  contacts: count,
  joined: z.array(
    z.object({ listId: z.int(), account: z.string().exactOptional(), people: count }),
  ),
  withoutConsent: count,
  left: count,
});

const result: z.ZodType<FullSyncResult> = z.object({
  store: z.string(),
  type: z.enum(['full', 'incremental']),
  skipped: z.string().describe('Why a scheduled sync did nothing.').exactOptional(),
  resources: z.array(z.enum(RESOURCES)),
  summary: z.string(),
  phases,
  consent: consent.exactOptional(),
  deletions: z.array(
    z.object({ list: z.enum(CLOSING_LISTS), account: z.string().exactOptional(), deleted: count }),
  ),
  watermarks,
  mappingHash: z.string(),
  closingRounds: count,
  rejected: ids.describe('Ids that an incremental sync looks at again.'),
  lastBatchAt: time.exactOptional(),
});

const progress: z.ZodType<SyncProgress> = z.object({
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
  message: z.string().describe('Why it waits, and what to do.').exactOptional(),
  phases,
});

export const syncReply: z.ZodType<SyncReply> = z.object({ sentence: z.string() });

export const syncState: z.ZodType<SyncState> = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('running'),
    url: z.url().describe('Into the Temporal UI.').exactOptional(),
    progress: progress.describe('Left out when no worker answers.').exactOptional(),
  }),
  z.object({ state: z.literal('completed'), result }),
  z.object({ state: z.literal('failed'), type: z.string(), detail: z.string() }),
]);

const lists = z.object({
  allCustomers: z.int().exactOptional(),
  buyers: z.int().exactOptional(),
  abandonedCart: z.int().exactOptional(),
});

const storefront = z.object({
  channelId: z.int(),
  url: z.string(),
  lists: lists.describe("Ids in the storefront's Brevo account."),
  account: z.enum(['default', 'own']).describe("`own`: another Brevo account than the store's."),
});

const hooks = z.object({
  wanted: count,
  active: count,
  repaired: count,
  lastChecked: time,
  problems: words,
  lastGap: z
    .object({ since: time, until: time })
    .describe('Webhooks between these times may have been missed.')
    .exactOptional(),
});

const unknownEvents = z
  .object({ count, last: words })
  .describe('Events that Brevo may or may not have, by their ids.');

const storeStatus = z.object({
  store: z.string(),
  name: z.string(),
  connectedAt: time,
  lastSync: time.nullable(),
  lastSummary: z.string().exactOptional(),
  counts: each,
  watermarks,
  mappingHash: z.string().exactOptional(),
  rejected: each,
  off: words,
  storefronts: z.array(storefront).exactOptional(),
  hooks: hooks.exactOptional(),
  unknownEvents: unknownEvents.exactOptional(),
});

const runningSync = z.object({
  store: z.string(),
  workflowId: z.string(),
  startedAt: time,
  url: z.url().exactOptional(),
});

export const statusReport: z.ZodType<StatusReport> = z.object({
  connected: z.boolean(),
  lastSync: time.nullable(),
  customersCount: count,
  ordersCount: count,
  productsCount: count,
  syncs: z.array(runningSync),
  rejected: each,
  hooks: hooks.omit({ lastGap: true }).exactOptional(),
  unknownEvents: unknownEvents.exactOptional(),
  openCarts: count.describe('Carts that are being followed.').exactOptional(),
  inbox: inboxReport.exactOptional(),
  signature: z
    .object({ signed: count, unsigned: count })
    .describe('Webhooks let in since the start of this API, by what proved them.')
    .exactOptional(),
  stores: z.array(storeStatus),
});

const findings = z.array(
  z.object({
    row: z.string().describe('What was looked at.'),
    state: z.enum(['ok', 'warning', 'wrong']),
    sentence: z.string(),
    cure: z.string().exactOptional(),
  }),
);

export const examinationReport: z.ZodType<ExaminationReport> = z.object({
  connector: findings.describe('About worker and Temporal.'),
  stores: z.array(z.object({ store: z.string(), name: z.string(), findings })),
});

export const health = z.object({ status: z.string() });

export const problem: z.ZodType<ProblemDocument> = z.object({
  type: z.string().describe('urn:tajo:problem:<kind>'),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  problems: z.array(z.object({ path: z.string(), sentence: z.string() })).exactOptional(),
  workflowId: z.string().describe('The sync that runs already.').exactOptional(),
  report: connectReport.exactOptional(),
  requestId: z.string().exactOptional(),
});

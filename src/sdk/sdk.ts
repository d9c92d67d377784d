// The SDK as others import it: `@tajo/sdk`, or `tajo-bigcommerce/sdk`.
export { TajoClient } from './client';
export type { TajoClientOptions } from './client-options';
export type { ConnectOptions } from './connect-options';
export type { ConnectorName, Connectors, StoreChoice, SyncOptions } from './connectors';
export type { StartedSync, SyncReply, SyncState } from './answers';
export { TajoError } from './tajo-error';
export type { TajoProblem } from './tajo-error';
export type { HandedOutcome, HandedWebhook } from './handed-webhook';
export type { Inbox } from './inbox';
export { verifyWebhook } from './webhook-proof';
export type { WebhookFault, WebhookHeaders, WebhookProof, WebhookSecrets } from './webhook-proof';
export type {
  ConnectReport,
  DisconnectReport,
  HooksReport,
  HooksStatus,
  StatusReport,
  StorefrontStatus,
  StoreStatus,
  UnknownEvents,
} from './reports';
export type { ExaminationReport, Finding, StoreExamination } from '../contracts/examination';
export type { InboxReport, ParkedBatch } from '../contracts/inbox';
export type { FullSyncResult, SyncProgress } from '../contracts/sync-progress';
export type { SyncChoice, SyncQuestion } from './running-sync';

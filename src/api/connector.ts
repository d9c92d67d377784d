// What the HTTP API asks of the connector behind it; Temporal stands behind this and nowhere else.
import type { ExaminationReport } from '../contracts/examination';
import type { HooksReport } from '../contracts/hooks';
import type { ConnectReport, DisconnectReport, StatusReport } from '../contracts/store-connection';
import type { FullSyncInput } from '../contracts/sync-plan';
import type { FullSyncResult, SyncProgress } from '../contracts/sync-progress';

export interface StartedSync {
  readonly workflowId: string;
  readonly runId: string;
  /** Into the Temporal UI, where its address is known. */
  readonly url?: string;
}

/** What a caller sends to connect a store: secrets in the clear, over TLS or loopback, sealed before they go on. */
export interface ConnectRequest {
  readonly name?: string;
  readonly storeHash: string;
  readonly accessToken: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly brevoApiKey: string;
  /** Keys of storefronts that write to another Brevo account, by channel id. */
  readonly storefrontBrevoApiKeys?: Readonly<Record<string, string>>;
  /** The words of connector.yml for one store (sync, lists, customer_mapping, consent …), checked by config. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export type SyncState =
  | {
      readonly state: 'running';
      /** Into the Temporal UI, where its address is known. */
      readonly url?: string;
      /** Absent when no worker answers. */
      readonly progress?: SyncProgress;
    }
  | { readonly state: 'completed'; readonly result: FullSyncResult }
  | { readonly state: 'failed'; readonly type: string; readonly detail: string };

/** What a person can say to a sync that runs. */
export const SYNC_WORDS = ['approve', 'pause', 'resume'] as const;
export type SyncWord = (typeof SYNC_WORDS)[number];

export interface SyncReply {
  readonly sentence: string;
}

/** Every method may throw ConnectorProblem; nothing else is expected of it. */
export interface Connector {
  connect(request: ConnectRequest): Promise<ConnectReport>;
  /** `store` is an alias or a hash. */
  disconnect(store: string): Promise<DisconnectReport>;
  sync(input: FullSyncInput): Promise<StartedSync>;
  /** Null when there is no such workflow. Waits up to `waitMs` for its end. */
  syncState(workflowId: string, waitMs: number): Promise<SyncState | null>;
  /** Null when no such sync runs. */
  tellSync(workflowId: string, word: SyncWord): Promise<SyncReply | null>;
  /** Looks at the store's hooks at BigCommerce, and puts them right when `repair` is true. */
  hooks(store: string, repair: boolean): Promise<HooksReport>;
  status(store?: string): Promise<StatusReport>;
  /** Of one store, or of all; beside them worker and Temporal. Changes nothing. */
  examine(store?: string): Promise<ExaminationReport>;
  /** Resolves when Temporal answers; throws ConnectorProblem 503 otherwise. */
  ready(): Promise<void>;
}

/** A problem a caller can understand, as RFC 9457 wants it. `detail` never holds a secret or a person. */
export class ConnectorProblem extends Error {
  override readonly name = 'ConnectorProblem';

  constructor(
    readonly problem: {
      readonly status: number;
      /** Last part of the problem's type URI, e.g. `unknown-store`. */
      readonly kind: string;
      readonly title: string;
      readonly detail: string;
      readonly problems?: readonly { readonly path: string; readonly sentence: string }[];
      /** Of a store that was refused: what was in order is worth knowing too. */
      readonly report?: ConnectReport;
      /** The sync that runs already. */
      readonly workflowId?: string;
    },
    options?: { readonly cause?: unknown },
  ) {
    super(problem.detail, options);
  }
}

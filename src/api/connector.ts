// What the HTTP API asks of the connector behind it; Temporal stands behind this and nowhere else.
import type { HooksReport } from '../contracts/hooks';
import type { ConnectReport, DisconnectReport, StatusReport } from '../contracts/store-connection';
import type { FullSyncInput } from '../contracts/sync-plan';
import type { FullSyncResult } from '../contracts/sync-progress';

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
  /** The words of connector.yml for one store (sync, lists, customer_mapping, consent …), checked by config. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export type SyncState =
  | { readonly state: 'running' }
  | { readonly state: 'completed'; readonly result: FullSyncResult }
  | { readonly state: 'failed'; readonly type: string; readonly detail: string };

/** Every method may throw ConnectorProblem; nothing else is expected of it. */
export interface Connector {
  connect(request: ConnectRequest): Promise<ConnectReport>;
  /** `store` is an alias or a hash. */
  disconnect(store: string): Promise<DisconnectReport>;
  sync(input: FullSyncInput): Promise<StartedSync>;
  /** Null when there is no such workflow. Waits up to `waitMs` for its end. */
  syncState(workflowId: string, waitMs: number): Promise<SyncState | null>;
  /** Looks at the store's hooks at BigCommerce, and puts them right when `repair` is true. */
  hooks(store: string, repair: boolean): Promise<HooksReport>;
  status(store?: string): Promise<StatusReport>;
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
    },
    options?: { readonly cause?: unknown },
  ) {
    super(problem.detail, options);
  }
}

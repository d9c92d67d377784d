// What can be done with a connector: connect a store, disconnect it, sync it, ask how it is.
import type { ExaminationReport } from '../contracts/examination';
import type { FullSyncInput } from '../contracts/sync-plan';
import type { FullSyncResult } from '../contracts/sync-progress';
import { connectReport, disconnectReport, startedSync, statusReport } from './answers';
import { examinationReport } from './examination-answer';
import type { StartedSync, SyncReply, SyncState } from './answers';
import { hooksReport } from './hook-answers';
import type { ApiDoor } from './api-door';
import { invalidRequest } from './client-options';
import { connectBody } from './connect-options';
import type { ConnectOptions } from './connect-options';
import { handedBody, handedOutcome } from './handed-webhook';
import type { HandedOutcome, HandedWebhook } from './handed-webhook';
import type { ConnectReport, DisconnectReport, HooksReport, StatusReport } from './reports';
import { readSync, tellSync } from './running-sync';
import type { SyncChoice, SyncQuestion } from './running-sync';
import { syncEnd } from './sync-end';
import { PROBLEM_TYPE, TajoError } from './tajo-error';

export type ConnectorName = 'bigcommerce';

/** A store as it is named: its hash, or the name it was connected under. */
export interface StoreChoice {
  readonly store?: string | undefined;
}

/** The input of `fullSync`; everything may be left out when one store is connected. */
export type SyncOptions = {
  readonly [Option in keyof FullSyncInput]: FullSyncInput[Option] | undefined;
};

export interface Connectors {
  /**
   * Checks first and writes last; repeatable, a no-op when nothing changed. Rejects as
   * `connect-refused`, with every cause in `problems` and the whole `report`, when the store was not connected.
   */
  connect(name: ConnectorName, options: ConnectOptions): Promise<ConnectReport>;
  /** Removes the store's schedules and secrets; what is in Brevo stays. */
  disconnect(name: ConnectorName, store: StoreChoice): Promise<DisconnectReport>;
  /**
   * Resolves when the sync has started; with `wait: true` when it has ended, with its result. A sync that fails rejects
   * with its failure's `type`. A lost connection ends the waiting, never the sync.
   */
  sync(
    name: ConnectorName,
    options: SyncOptions & { readonly wait: true },
  ): Promise<FullSyncResult>;
  sync(
    name: ConnectorName,
    options?: SyncOptions & { readonly wait?: false | undefined },
  ): Promise<StartedSync>;
  /** How a sync goes; answered at once, or when it has ended or `waitSeconds` are over. */
  readSync(name: ConnectorName, question: SyncQuestion): Promise<SyncState>;
  /** Agrees to the number of people who would join lists, when the sync waits for that. */
  approveSync(name: ConnectorName, choice: SyncChoice): Promise<SyncReply>;
  /** The sync stands still after the chunk it is working on, until `resumeSync`. */
  pauseSync(name: ConnectorName, choice: SyncChoice): Promise<SyncReply>;
  resumeSync(name: ConnectorName, choice: SyncChoice): Promise<SyncReply>;
  /** Looks at the store's hooks at BigCommerce; a worker does it. */
  hooks(name: ConnectorName, store: StoreChoice): Promise<HooksReport>;
  /** Puts them right; after a gap an incremental sync brings over what was missed. */
  repairHooks(name: ConnectorName, store: StoreChoice): Promise<HooksReport>;
  /** Resolves when the webhook is on the API's disk. It is believed: prove it first, with `verifyWebhook`. */
  handleWebhook(name: ConnectorName, webhook: HandedWebhook): Promise<HandedOutcome>;
  /** Of one store, or the sum of all. */
  status(name: ConnectorName, choice?: StoreChoice): Promise<StatusReport>;
  /**
   * Looks into one store or all, and into worker and Temporal: what is wrong, each with its cure. Resolves also when
   * everything is; changes nothing. Takes some ten requests of each store's quota.
   */
  examine(name: ConnectorName, choice?: StoreChoice): Promise<ExaminationReport>;
}

export function createConnectors(door: ApiDoor, brevoApiKey: string | undefined): Connectors {
  const tell =
    (word: 'approve' | 'pause' | 'resume') =>
    async (name: ConnectorName, choice: SyncChoice): Promise<SyncReply> => {
      assertKnown(name);
      return tellSync(door, choice, word);
    };

  return {
    ...hookDeeds(door),
    sync: syncStart(door),
    readSync: async (name, question) => {
      assertKnown(name);
      return readSync(door, question);
    },
    approveSync: tell('approve'),
    pauseSync: tell('pause'),
    resumeSync: tell('resume'),
    connect: async (name, options) => {
      assertKnown(name);
      const body = connectBody(options, brevoApiKey);
      return door({ method: 'POST', path: '/connect', body, answer: connectReport });
    },
    disconnect: async (name, choice) => {
      assertKnown(name);
      const path = pathOf(choice, 'Nothing was disconnected.');
      return door({ method: 'DELETE', path, answer: disconnectReport });
    },
    status: async (name, { store = '' } = {}) => {
      assertKnown(name);
      return door({ method: 'GET', path: `/status${queryFor(store)}`, answer: statusReport });
    },
    examine: async (name, { store = '' } = {}) => {
      assertKnown(name);
      const path = `/examination${queryFor(store)}`;
      return door({ method: 'GET', path, answer: examinationReport });
    },
  };
}

function hookDeeds(door: ApiDoor): Pick<Connectors, 'hooks' | 'repairHooks' | 'handleWebhook'> {
  return {
    hooks: async (name, choice) => {
      assertKnown(name);
      const path = `${pathOf(choice, 'No hooks were looked at.')}/hooks`;
      return door({ method: 'GET', path, answer: hooksReport });
    },
    repairHooks: async (name, choice) => {
      assertKnown(name);
      const path = `${pathOf(choice, 'Nothing was repaired.')}/hooks/repair`;
      return door({ method: 'POST', path, answer: hooksReport });
    },
    handleWebhook: async (name, webhook) => {
      assertKnown(name);
      const body = handedBody(webhook);
      return door({ method: 'POST', path: '/webhooks', body, answer: handedOutcome });
    },
  };
}

function pathOf({ store = '' }: StoreChoice, nothingDone: string): string {
  if (store !== '') return `/${encodeURIComponent(store)}`;
  const sentence = 'It is missing: the hash of the store, or its name.';
  throw invalidRequest(nothingDone, [{ path: 'store', sentence }]);
}

function syncStart(door: ApiDoor): Connectors['sync'] {
  async function sync(
    name: ConnectorName,
    options: SyncOptions & { readonly wait: true },
  ): Promise<FullSyncResult>;
  async function sync(
    name: ConnectorName,
    options?: SyncOptions & { readonly wait?: false | undefined },
  ): Promise<StartedSync>;
  async function sync(
    name: ConnectorName,
    options: SyncOptions & { readonly wait?: boolean | undefined } = {},
  ): Promise<StartedSync | FullSyncResult> {
    assertKnown(name);
    const { wait = false, ...body } = options;
    const started = await door({ method: 'POST', path: '/sync', body, answer: startedSync });
    return wait ? syncEnd(door, started.workflowId) : started;
  }
  return sync;
}

const queryFor = (store: string): string =>
  store === '' ? '' : `?store=${encodeURIComponent(store)}`;

const CONNECTORS: ReadonlySet<string> = new Set<ConnectorName>(['bigcommerce']);

function assertKnown(name: string): void {
  if (CONNECTORS.has(name)) return;
  throw new TajoError({
    status: 0,
    type: `${PROBLEM_TYPE}unknown-connector`,
    title: 'There is no such connector',
    detail: `There is no connector "${name}". Known: ${[...CONNECTORS].join(', ')}.`,
  });
}

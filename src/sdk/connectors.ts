// What can be done with a connector: connect a store, disconnect it, sync it, ask how it is.
import type { FullSyncInput } from '../contracts/sync-plan';
import type { FullSyncResult } from '../contracts/sync-progress';
import { hooksReport } from './hook-answers';
import { connectReport, disconnectReport, startedSync, statusReport } from './answers';
import type { StartedSync } from './answers';
import type { ApiDoor } from './api-door';
import { invalidRequest } from './client-options';
import { connectBody } from './connect-options';
import type { ConnectOptions } from './connect-options';
import type { ConnectReport, DisconnectReport, HooksReport, StatusReport } from './reports';
import { handedBody, handedOutcome } from './handed-webhook';
import type { HandedOutcome, HandedWebhook } from './handed-webhook';
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
   * `connect-refused`, with every cause in `problems`, when the store was not connected.
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
  /** Looks at the store's hooks at BigCommerce; a worker does it. */
  hooks(name: ConnectorName, store: StoreChoice): Promise<HooksReport>;
  /** Puts them right; after a gap an incremental sync brings over what was missed. */
  repairHooks(name: ConnectorName, store: StoreChoice): Promise<HooksReport>;
  /** Resolves when the webhook is on the API's disk. It is believed: prove it first, with `verifyWebhook`. */
  handleWebhook(name: ConnectorName, webhook: HandedWebhook): Promise<HandedOutcome>;
  /** Of one store, or the sum of all. */
  status(name: ConnectorName, choice?: StoreChoice): Promise<StatusReport>;
}

export function createConnectors(door: ApiDoor, brevoApiKey: string | undefined): Connectors {
  return {
    sync: syncStarter(door),
    connect: async (name, options) => {
      assertKnown(name);
      const body = connectBody(options, brevoApiKey);
      const report = await door({ method: 'POST', path: '/connect', body, answer: connectReport });
      if (report.outcome === 'refused') throw refusalOf(report);
      return report;
    },
    disconnect: async (name, choice) => {
      assertKnown(name);
      const path = pathOf(choice, 'Nothing was disconnected.');
      return door({ method: 'DELETE', path, answer: disconnectReport });
    },
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
    status: async (name, { store = '' } = {}) => {
      assertKnown(name);
      const query = store === '' ? '' : `?store=${encodeURIComponent(store)}`;
      return door({ method: 'GET', path: `/status${query}`, answer: statusReport });
    },
  };
}

function pathOf({ store = '' }: StoreChoice, nothingDone: string): string {
  if (store !== '') return `/${encodeURIComponent(store)}`;
  const sentence = 'It is missing: the hash of the store, or its name.';
  throw invalidRequest(nothingDone, [{ path: 'store', sentence }]);
}

function syncStarter(door: ApiDoor): Connectors['sync'] {
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

const refusalOf = (report: ConnectReport): TajoError =>
  new TajoError({
    status: 0,
    type: `${PROBLEM_TYPE}connect-refused`,
    title: 'The store was not connected',
    detail: `Store ${report.name} was not connected and nothing was written.`,
    problems: report.missing.map((sentence) => ({ path: '', sentence })),
  });

// Connections to Temporal, for clients and for workers, made from the same settings.
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection, isRetryableError, makeGrpcRetryInterceptor } from '@temporalio/client';
import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, type NativeConnectionOptions } from '@temporalio/worker';
import type { Variables } from '../config/environment';
import { RestingConnection } from './resting-connection';

export interface TemporalSettings {
  /** `host:port`; the profile's, else 127.0.0.1:7233, when left out. */
  readonly address?: string;
  /** The profile's, else `default`, when left out. */
  readonly namespace?: string;
  /**
   * For a server that is not our own: `TEMPORAL_*` and the `temporal` command's profile file give TLS, API key
   * and the rest. Left out for our own dev server, which then ignores both.
   */
  readonly variables?: Variables;
}

export interface ClientConnection {
  readonly client: Client;
  readonly namespace: string;
  close(): Promise<void>;
}

export interface WorkerConnection {
  readonly connection: NativeConnection;
  readonly namespace: string;
  close(): Promise<void>;
}

/** Temporal does not answer. The message says where it was looked for and what to do. */
export class TemporalAway extends Error {
  override readonly name = 'TemporalAway';

  constructor(address: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      [
        `Temporal does not answer at ${address} (${reason}).`,
        'Start one there, or set TEMPORAL_ADDRESS to the host:port of one that runs.',
        '`npx tajo-bigcommerce dev` brings its own when TEMPORAL_ADDRESS is empty.',
      ].join('\n'),
      { cause },
    );
  }
}

/** Rejects with TemporalAway when the server cannot be reached. */
export async function connectClient(settings: TemporalSettings): Promise<ClientConnection> {
  const { options, namespace } = connectionSettings(settings);
  const connection = await connected(options);
  const client = new Client({ connection, namespace });
  return { client, namespace, close: () => connection.close() };
}

async function connected(options: { readonly address: string }): Promise<Connection> {
  const connection = Connection.lazy(options);
  try {
    await connection.ensureConnected();
    return connection;
  } catch (cause) {
    // One that failed to come up has to be closed as well, or it goes on trying.
    await connection.close();
    throw new TemporalAway(options.address, cause);
  }
}

/** Connects when it is first needed, and again by itself: the server may be away. */
export function openClient(settings: TemporalSettings): ClientConnection {
  const { options, namespace } = connectionSettings(settings);
  let closing = false;
  const connection = RestingConnection.lazy({
    ...options,
    // grpc-js waits up to two minutes between two attempts, which is too long for a change in the shop.
    channelArgs: {
      'grpc.initial_reconnect_backoff_ms': 500,
      'grpc.max_reconnect_backoff_ms': 3_000,
    },
    // The SDK's own retries go on after a close, and then end the process: the channel is gone (grpc-retry.ts, 1.24.0).
    interceptors: [
      makeGrpcRetryInterceptor({
        retryableDecider: (attempt, status) =>
          !closing && attempt <= RETRIES && isRetryableError(status),
        delayFunction: (attempt) => FIRST_RETRY_MS * 2 ** (attempt - 1),
      }),
    ],
  });
  const client = new Client({ connection, namespace });
  return {
    client,
    namespace,
    close: async () => {
      closing = true;
      await pause(FIRST_RETRY_MS * 2 ** RETRIES);
      await connection.close();
    },
  };
}

const RETRIES = 2;
const FIRST_RETRY_MS = 100;

/** Rejects with the SDK's TransportError when the server cannot be reached. */
export async function connectWorker(settings: TemporalSettings): Promise<WorkerConnection> {
  const { options, namespace } = connectionSettings(settings);
  const connection = await NativeConnection.connect(options);
  return { connection, namespace, close: () => connection.close() };
}

/** What is connected to, before anything is. */
export function connectionSettings(settings: TemporalSettings): {
  readonly options: NativeConnectionOptions & { readonly address: string };
  readonly namespace: string;
} {
  const profile = profileOf(settings.variables);
  const address = settings.address ?? profile.connectionOptions?.address ?? '127.0.0.1:7233';
  return {
    options: { ...profile.connectionOptions, address },
    namespace: settings.namespace ?? profile.namespace ?? 'default',
  };
}

function profileOf(variables: Variables | undefined): Partial<ClientConnectConfig> {
  if (variables === undefined) return {};
  const overrideEnvVars: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined) overrideEnvVars[name] = value;
  }
  return loadClientConnectConfig({ overrideEnvVars });
}

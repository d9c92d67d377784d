// The API of a Temporal server on a port: connector, app and door put together.
import type { Client } from '@temporalio/client';
import type { Sealer } from '../config/sealing';
import type { Log } from '../observability/log';
import { createApp } from './app';
import { startApi, type ApiServer } from './server';
import { createTemporalConnector } from './temporal-connector';

export interface ConnectorApiSettings {
  readonly client: Client;
  readonly sealer: Sealer;
  /** Where a browser reaches the Temporal UI, if known. */
  readonly uiUrl: string | undefined;
  /** The bearer that callers send. */
  readonly apiKey: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  readonly log: Log;
}

/** Rejects with CannotListen. */
export async function startConnectorApi(settings: ConnectorApiSettings): Promise<ApiServer> {
  const { client, sealer, uiUrl, apiKey, port, host, log } = settings;
  const connector = createTemporalConnector({
    client,
    sealer,
    ...(uiUrl === undefined ? {} : { uiUrl }),
  });
  return startApi({ app: createApp({ connector, apiKey, log }), port, host, log });
}

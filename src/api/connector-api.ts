// The API of a Temporal server on a port: connector, app and door put together.
import type { Client } from '@temporalio/client';
import type { Sealer } from '../config/sealing';
import type { Log } from '../observability/log';
import { createApp } from './app';
import type { Connector } from './connector';
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
  await lookOnce(connector, log);
  return startApi({ app: createApp({ connector, apiKey, log }), port, host, log });
}

/** Before the door opens: whoever asks first should not wait for all that is compiled and connected on first use. */
async function lookOnce(connector: Connector, log: Log): Promise<void> {
  try {
    const { stores } = await connector.status();
    log.info({ stores: stores.length }, 'connected stores');
  } catch (error) {
    log.warn({ error: String(error) }, 'the connected stores could not be listed');
  }
}

// The API of a Temporal server on a port: connector, live updates, app and door put together.
import type { Client } from '@temporalio/client';
import type { Sealer } from '../config/sealing';
import type { Log } from '../observability/log';
import { createApp } from './app';
import type { Connector } from './connector';
import { startLive, withDoor } from './live';
import { startApi, type ApiServer } from './server';
import { createTemporalConnector } from './temporal-connector';

export interface ConnectorApiSettings {
  readonly client: Client;
  readonly sealer: Sealer;
  /** Where a browser reaches the Temporal UI, if known. */
  readonly uiUrl: string | undefined;
  /** Of this API alone, and kept: webhooks that were answered lie in it. */
  readonly dataDir: string;
  /** The bearer that callers send. */
  readonly apiKey: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  readonly log: Log;
}

/** Needs no Temporal to start. Rejects with CannotListen, or with InboxBroken when the folder cannot be used. */
export async function startConnectorApi(settings: ConnectorApiSettings): Promise<ApiServer> {
  const { client, sealer, uiUrl, dataDir, apiKey, port, host, log } = settings;
  const live = await startLive({ client, sealer, dataDir, log });
  try {
    const own = createTemporalConnector({
      client,
      sealer,
      ...(uiUrl === undefined ? {} : { uiUrl }),
    });
    await lookOnce(own, log);
    const app = createApp({ connector: withDoor(own, live), live, apiKey, log });
    const server = await startApi({ app, port, host, log });
    let stopping: Promise<void> | undefined;
    return {
      url: server.url,
      stop: () => (stopping ??= server.stop().finally(() => live.stop())),
    };
  } catch (error) {
    await live.stop();
    throw error;
  }
}

/** Before the door opens: whoever asks first should not wait for all that is compiled and connected on first use. */
async function lookOnce(connector: Connector, log: Log): Promise<void> {
  try {
    // Says within two seconds when nobody answers: webhooks are taken all the same.
    await connector.ready();
    const { stores } = await connector.status();
    log.info({ stores: stores.length }, 'connected stores');
  } catch (error) {
    log.warn({ error: String(error) }, 'the connected stores could not be listed');
  }
}

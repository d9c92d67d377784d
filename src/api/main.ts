// The API process: settings from the environment, Temporal behind it, a clean end on SIGTERM.
import { loadDotEnv, readEnvironment } from '../config/environment';
import { ConfigProblems } from '../config/problems';
import { requireApi } from '../config/requirements';
import { createSealer } from '../config/sealing';
import { createLog } from '../observability/log';
import { openClient } from '../temporal/connect';
import { createApp } from './app';
import { startLive, withDoor } from './live';
import { startApi } from './server';
import { createTemporalConnector } from './temporal-connector';

async function main(): Promise<void> {
  loadDotEnv('.env');
  const reading = readEnvironment();
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  const { environment } = reading;
  const { key, encryptionKeys } = requireApi(environment);
  const log = createLog({ level: environment.logLevel });
  const sealer = createSealer(encryptionKeys);
  const { temporal, variables, dataDir, api } = environment;
  const server = openClient({ ...temporal, variables });
  const { client } = server;
  const live = await startLive({ client, sealer, dataDir, log });
  try {
    const connector = createTemporalConnector({
      client,
      sealer,
      ...(temporal.uiUrl === undefined ? {} : { uiUrl: temporal.uiUrl }),
    });
    const app = createApp({ connector: withDoor(connector, live), live, apiKey: key, log });
    // Every interface: compose and Kubernetes publish it; on a bare machine a firewall or a proxy stands before it.
    const door = await startApi({ app, port: api.port, host: '0.0.0.0', log });
    log.info({ url: door.url }, 'api is listening');
    await untilTold();
    await door.stop();
  } finally {
    await live.stop();
    await server.close();
  }
}

const untilTold = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
  });

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

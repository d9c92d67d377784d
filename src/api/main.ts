// The API process: settings from the environment, Temporal behind it, a clean end on SIGTERM.
import { loadDotEnv, readEnvironment } from '../config/environment';
import { ConfigProblems } from '../config/problems';
import { requireApi } from '../config/requirements';
import { createSealer } from '../config/sealing';
import { createLog } from '../observability/log';
import { connectionSettings, openClient } from '../temporal/connect';
import { uiAddress } from '../temporal/ui-links';
import { startConnectorApi } from './connector-api';

async function main(): Promise<void> {
  loadDotEnv('.env');
  const reading = readEnvironment();
  if (!reading.ok) throw new ConfigProblems(reading.problems);
  const { environment } = reading;
  const { key, encryptionKeys } = requireApi(environment);
  const log = createLog({ level: environment.logLevel });
  const { temporal, variables, dataDir, api } = environment;
  const settings = { ...temporal, variables };
  const server = openClient(settings);
  try {
    // Every interface: compose and Kubernetes publish it; on a bare machine a firewall or a proxy stands before it.
    const door = await startConnectorApi({
      client: server.client,
      sealer: createSealer(encryptionKeys),
      uiUrl: uiAddress(connectionSettings(settings).options.address, temporal.uiUrl),
      dataDir,
      apiKey: key,
      port: api.port,
      host: '0.0.0.0',
      log,
    });
    log.info({ url: door.url }, 'api is listening');
    await untilTold();
    await door.stop();
  } finally {
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

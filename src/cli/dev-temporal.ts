// The Temporal server that `dev` works with: the one that was named, or a dev server of its own.
import type { Variables } from '../config/environment';
import { connectClient, connectionSettings, type TemporalSettings } from '../temporal/connect';
import type { ClientConnection } from '../temporal/connect';
import {
  DevServerFailed,
  findDevServer,
  startDevServer,
  type DevServerStart,
} from '../temporal/dev-server';
import { uiAddress } from '../temporal/ui-links';
import type { Closers } from './closers';

/** A server that somebody else runs. */
export interface NamedServer {
  readonly settings: TemporalSettings;
  readonly uiUrl: string | undefined;
}

export interface OwnServer {
  /** For its log. */
  readonly folder: string;
  /** SQLite; in memory when left out. */
  readonly dbFile?: string;
  readonly namespace: string;
  /** Only for finding programs. */
  readonly user: Variables;
}

export interface DevTemporal extends ClientConnection {
  readonly settings: TemporalSettings;
  readonly address: string;
  readonly uiUrl: string | undefined;
}

interface Start {
  readonly closers: Closers;
  readonly report: (line: string) => void;
}

export async function openNamedServer(
  { settings, uiUrl }: NamedServer,
  { closers }: Start,
): Promise<DevTemporal> {
  const { address } = connectionSettings(settings).options;
  const connection = await connectClient(settings);
  closers.add(() => connection.close());
  return { ...connection, settings, address, uiUrl: uiAddress(address, uiUrl) };
}

export async function startOwnServer(
  { folder, dbFile, namespace, user }: OwnServer,
  { closers, report }: Start,
): Promise<DevTemporal> {
  const executable = await findDevServer({ env: user, report });
  const server = await startTwice({
    executable,
    ui: true,
    dataDir: folder,
    ...(dbFile === undefined ? {} : { dbFile }),
    ...(namespace === 'default' ? {} : { namespaces: [namespace] }),
    report: () => undefined,
  });
  closers.add(() => server.stop());
  const settings = { address: server.address, namespace };
  const connection = await connectClient(settings);
  closers.add(() => connection.close());
  return { ...connection, settings, address: server.address, uiUrl: server.uiUrl };
}

/** Another program can take a free port before the server does, so a start that fails is tried once more. */
async function startTwice(start: DevServerStart) {
  try {
    return await startDevServer(start);
  } catch (error) {
    if (!(error instanceof DevServerFailed)) throw error;
    return startDevServer(start);
  }
}

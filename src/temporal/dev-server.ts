// Runs a Temporal dev server of our own on free loopback ports and stops it again.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { freePorts } from './free-ports';

export { findDevServer, NoDevServer } from './dev-server-search';

export interface DevServerStart {
  /** From findDevServer. */
  readonly executable: string;
  /** SQLite file that survives a stop; in memory when left out. */
  readonly dbFile?: string;
  readonly ui: boolean;
  /** A free one when left out: a server that comes back is looked for where it was. */
  readonly port?: number;
  /** Namespaces beside `default`. */
  readonly namespaces?: readonly string[];
  /** Dynamic settings of the server beside ours: `name=value`. */
  readonly settings?: readonly string[];
  /** Where the server's own complaints are kept, as dev-server.log. */
  readonly dataDir?: string;
  readonly report: (line: string) => void;
}

export interface DevServer {
  /** `127.0.0.1:port` */
  readonly address: string;
  readonly uiUrl?: string;
  readonly pid: number;
  /** Resolves when the process has ended. May be called again. */
  stop(): Promise<void>;
}

/** The server did not come up. The message carries its last words. */
export class DevServerFailed extends Error {
  override readonly name = 'DevServerFailed';
}

const READY_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 5_000;
const RETENTION_MS = 30 * 24 * 3_600_000;
const HOST = '127.0.0.1';

// Timers fire to the hundredth of a second instead of the whole one: a demo and a test wait for short ones.
// One partition and the new matcher make a queue's server-side rate exact and priorities work on 1.29 and 1.30.
// Our one shard reads each of its queues at most twenty times a second by default (dynamicconfig/constants.go): every
// task after the first few waits 50 ms for its turn. An execution is deleted once these queues have noted that they are
// past its end, every half minute by default: a store that is disconnected has its secrets deleted within seconds.
const DYNAMIC_CONFIG = [
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
  'matching.useNewMatcher=true',
  'history.timerProcessorMaxTimeShift="10ms"',
  'history.transferProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxPollRPS=1000',
  'history.visibilityProcessorMaxPollRPS=1000',
  'history.transferProcessorUpdateAckInterval="2s"',
  'history.visibilityProcessorUpdateAckInterval="2s"',
];

/** Resolves once the namespace `default` answers, with 30 days of retention. Throws DevServerFailed. */
export async function startDevServer(start: DevServerStart): Promise<DevServer> {
  const { ui, dbFile, dataDir, executable, report } = start;
  for (const folder of [dbFile && dirname(dbFile), dataDir]) {
    if (folder !== undefined) await mkdir(folder, { recursive: true });
  }
  const [freePort, uiPort] = await freePorts();
  const { port = freePort } = start;
  const address = `${HOST}:${String(port)}`;
  const child = spawn(executable, argumentsFor(start, port, uiPort), {
    // A bare environment: the user's TEMPORAL_* must not reach it. Its own process group: Ctrl-C stops
    // our workers first, and they still need the server to say goodbye.
    env: {},
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lastWords = collectWords(child, dataDir);
  const stop = stopper(child);
  const asking = new AbortController();
  const ready = becomesReady(address, asking.signal);
  try {
    await Promise.race([ready, endsEarly(child, lastWords)]);
  } catch (error) {
    asking.abort();
    await Promise.allSettled([ready, stop()]);
    throw error;
  }
  report(`Temporal dev server: ${address}`);
  const server = { address, pid: child.pid ?? 0, stop };
  return ui ? { ...server, uiUrl: `http://${HOST}:${String(uiPort)}` } : server;
}

function argumentsFor(
  { ui, dbFile, namespaces = [], settings = [] }: DevServerStart,
  port: number,
  uiPort: number,
): string[] {
  const face = ui ? ['--ui-port', String(uiPort)] : ['--headless'];
  const store =
    dbFile === undefined
      ? []
      : [
          '--db-filename',
          dbFile,
          '--sqlite-pragma',
          'journal_mode=wal',
          '--sqlite-pragma',
          'synchronous=normal',
        ];
  return [
    ...['server', 'start-dev', '--ip', HOST, '--port', String(port), '--log-level', 'error'],
    ...['--disable-config-env', '--disable-config-file'],
    ...namespaces.flatMap((namespace) => ['--namespace', namespace]),
    ...[...DYNAMIC_CONFIG, ...settings].flatMap((setting) => ['--dynamic-config-value', setting]),
    ...face,
    ...store,
  ];
}

function collectWords(child: ChildProcess, dataDir: string | undefined): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2_000);
  });
  if (dataDir !== undefined) {
    child.stderr?.pipe(createWriteStream(join(dataDir, 'dev-server.log'), { flags: 'a' }));
  }
  return () => words.trim();
}

function stopper(child: ChildProcess): () => Promise<void> {
  const ended = new Promise<void>((resolve) => {
    child.once('close', resolve);
    child.once('error', () => {
      resolve();
    });
  });
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  void ended.then(() => process.removeListener('exit', killNow));
  return async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(killNow, STOP_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  };
}

async function endsEarly(child: ChildProcess, lastWords: () => string): Promise<never> {
  const reason = await new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', (code) => {
      resolve(`it ended with ${String(code)}. ${lastWords()}`);
    });
  });
  throw new DevServerFailed(`The Temporal dev server did not start: ${reason}`);
}

async function becomesReady(address: string, asking: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!asking.aborted) {
    try {
      await prepareNamespace(address);
      return;
    } catch (cause) {
      if (Date.now() > deadline) {
        throw new DevServerFailed(`The Temporal dev server does not answer at ${address}.`, {
          cause,
        });
      }
    }
    await pause(100);
  }
}

// start-dev gives its namespace one day; a person wants to read last week's history.
async function prepareNamespace(address: string): Promise<void> {
  // Lazy: a connection that failed to come up has to be closed as well, or it goes on trying.
  const connection = Connection.lazy({ address, connectTimeout: 1_000 });
  try {
    await connection.ensureConnected();
    await connection.workflowService.updateNamespace({
      namespace: 'default',
      config: { workflowExecutionRetentionTtl: msToTs(RETENTION_MS) },
    });
  } finally {
    await connection.close();
  }
}

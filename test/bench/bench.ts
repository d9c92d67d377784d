// The parts of `npm run bench`: each says what it measured as a table.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDevServer, startDevServer } from '../../src/temporal/dev-server';
import { benchIdleWorkers } from './idle-worker';
import { benchLatency } from './latency';
import { benchNeighbours } from './neighbours';
import { benchOpenCarts } from './open-carts';
import { benchRecoveryClicks } from './recovery-clicks';
import { benchStatus } from './status';
import { benchWebhooks } from './webhooks';

const STATUS = { 'status-1': 1, 'status-10': 10, 'status-100': 100 } as const;
const WORKER = { 'worker-0': 0, 'worker-1': 1, 'worker-10': 10, 'worker-100': 100 } as const;

interface Part {
  readonly title: string;
  readonly namespaces: readonly string[];
  /** `dbFile`: the file that the server keeps everything in. */
  readonly measure: (address: string, env: Bench['env'], dbFile: string) => Promise<string>;
  /** The server keeps everything in memory unless the file is what is measured. */
  readonly onDisk?: true;
}

const PARTS: Readonly<Record<string, Part>> = {
  status: {
    title: 'status: 1,000 open workflows, no worker, an API process started for each call',
    namespaces: Object.keys(STATUS),
    measure: (address) => benchStatus(address, STATUS),
  },
  worker: {
    title: 'worker: one process, its stores idle for a minute',
    namespaces: Object.keys(WORKER),
    measure: (address) => benchIdleWorkers(address, WORKER),
  },
  neighbours: {
    title: 'neighbours: store A gets nothing but 429, store B is synced',
    namespaces: ['neighbours'],
    measure: (address) => benchNeighbours(address, 'neighbours'),
  },
  webhooks: {
    title: 'webhooks: an API process, signed deliveries, Temporal away unless it says so',
    namespaces: [],
    measure: (address, env) => benchWebhooks(address, env.PATH),
  },
  latency: {
    title: 'latency: from the 200 of a webhook until Brevo has accepted the change',
    namespaces: [],
    measure: (address) => benchLatency(address),
  },
  clicks: {
    title: 'clicks: recovery links in the course of their thirty days',
    namespaces: [],
    measure: (address) => benchRecoveryClicks(address),
  },
  carts: {
    title: 'carts: open ones that wait, a worker process, Temporal on a file',
    namespaces: [],
    onDisk: true,
    measure: (address, _env, dbFile) => benchOpenCarts(address, dbFile),
  },
};

export interface Bench {
  /** All parts when empty. */
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly report: (line: string) => void;
}

/** Answers the exit code. */
export async function bench({ words, env, report }: Bench): Promise<number> {
  const unknown = words.find((word) => !Object.hasOwn(PARTS, word));
  if (unknown !== undefined) {
    report(`There is no part "${unknown}": name some of ${Object.keys(PARTS).join(', ')}.`);
    return 2;
  }
  const executable = await findDevServer({ env, report });
  for (const word of words.length === 0 ? Object.keys(PARTS) : words) {
    const part = PARTS[word];
    if (part !== undefined) report(await measured(part, executable, env));
  }
  return 0;
}

/** Every part has a server of its own, so that none inherits another's load. */
async function measured(
  { title, namespaces, measure, onDisk }: Part,
  executable: string,
  env: Bench['env'],
): Promise<string> {
  const report = (): undefined => undefined;
  const folder = await mkdtemp(join(tmpdir(), 'tajo-bench-'));
  const dbFile = join(folder, 'temporal.db');
  const start = { executable, ui: false, namespaces, report } as const;
  const server = await startDevServer(onDisk === true ? { ...start, dbFile } : start);
  try {
    return `\n${title}\n\n${await measure(server.address, env, dbFile)}`;
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

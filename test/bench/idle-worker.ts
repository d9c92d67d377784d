// What a worker process takes while its stores are idle: memory, and processor time.
import { readFile } from 'node:fs/promises';
import { connectClient } from '../../src/temporal/connect';
import { openConnectedStores } from '../support/open-workflows';
import { startEntryPoint, type EntryPoint } from './entry-point';
import { benchSealer, KEY } from './status';
import { pause, table, type Row } from './table';

const SETTLE_MS = 30_000;
const WATCH_MS = 30_000;

interface Measured {
  readonly stores: number;
  readonly worker: EntryPoint;
}

/** One namespace for each number of stores; all workers idle side by side for a minute. */
export async function benchIdleWorkers(
  address: string,
  namespaces: Readonly<Record<string, number>>,
): Promise<string> {
  const all: Measured[] = [];
  try {
    for (const [namespace, stores] of Object.entries(namespaces)) {
      all.push({ stores, worker: await startOne(address, namespace, stores) });
    }
    await pause(SETTLE_MS);
    const before = await Promise.all(all.map(({ worker }) => cpuMs(worker.pid)));
    await pause(WATCH_MS);
    const rows = await Promise.all(
      all.map(async ({ stores, worker }, at): Promise<Row> => {
        const used = (await cpuMs(worker.pid)) - (before[at] ?? 0);
        const share = `${((100 * used) / WATCH_MS).toFixed(1)} %`;
        return [stores, `${Math.round(await residentMb(worker.pid))} MB`, share];
      }),
    );
    return table(['stores', 'memory (RSS)', 'of one processor'], rows);
  } finally {
    await Promise.all(all.map(({ worker }) => worker.close()));
  }
}

async function startOne(address: string, namespace: string, stores: number): Promise<EntryPoint> {
  const server = await connectClient({ address, namespace });
  const hashes = Array.from({ length: stores }, (_none, index) => `store${index}`);
  await openConnectedStores(server.client, hashes, benchSealer());
  await server.close();
  return startEntryPoint('worker.js', {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TAJO_ENCRYPTION_KEYS: KEY,
    METRICS_PORT: '0',
    LOG_LEVEL: 'fatal',
  });
}

const MS_PER_TICK = 10;

/** Linux counts in hundredths of a second, after the name in brackets (proc(5)). */
export async function cpuMs(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

async function residentMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(text)?.[1]) / 1024;
}

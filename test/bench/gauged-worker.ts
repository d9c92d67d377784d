// A worker process that says on demand what memory it holds, after every thread of it has cleared up.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startProgram } from './entry-point';
import { pause } from './table';

const memory = z.object({
  rssBefore: z.number(),
  rss: z.number(),
  heapUsed: z.number(),
  threads: z.array(z.number()),
});

/** Bytes; `rssBefore` was before clearing up, `threads` are the heaps of those beside the main one. */
export type Memory = z.infer<typeof memory>;

export interface GaugedWorker {
  readonly memory: () => Promise<Memory>;
  readonly close: () => Promise<void>;
}

const GAUGE = join(__dirname, '../../scripts/memory-gauge.mjs');
const WORKER = join(__dirname, '../../dist/worker.js');
const ANSWERS_WITHIN_MS = 30_000;

export async function startGaugedWorker(
  env: Readonly<Record<string, string>>,
): Promise<GaugedWorker> {
  const folder = await mkdtemp(join(tmpdir(), 'tajo-gauge-'));
  const file = join(folder, 'memory.json');
  const worker = await startProgram({
    program: process.execPath,
    words: ['--expose-gc', '--import', GAUGE, WORKER],
    env: { ...env, MEMORY_GAUGE: file },
  });
  return {
    memory: async () => {
      await rm(file, { force: true });
      process.kill(worker.pid, 'SIGHUP');
      const end = Date.now() + ANSWERS_WITHIN_MS;
      while (Date.now() < end) {
        await pause(100);
        const text = await readFile(file, 'utf8').catch(() => undefined);
        if (text !== undefined) return memory.parse(JSON.parse(text));
      }
      throw new Error('The worker does not say what memory it holds.');
    },
    close: async () => {
      await worker.close();
      await rm(folder, { recursive: true });
    },
  };
}

// Keeps one small activity worker per connected store running: starts those that are missing, drains the others.
import type { Worker } from '@temporalio/worker';
import type { StoreDirectory } from '../config/settings';
import type { Log } from '../observability/log';

export interface StoreWorkers {
  /** Looks once; resolves when missing workers have been started. */
  follow(): Promise<void>;
  /** Drains all; rejects when one failed. */
  stop(): Promise<void>;
}

export interface StoreWorkersOptions {
  readonly directory: StoreDirectory;
  readonly create: (storeHash: string) => Promise<Worker>;
  readonly log: Log;
}

interface Running {
  readonly worker: Worker;
  readonly stopped: Promise<void>;
}

export function createStoreWorkers({ directory, create, log }: StoreWorkersOptions): StoreWorkers {
  const running = new Map<string, Running>();
  const draining = new Set<Promise<void>>();

  const start = async (storeHash: string): Promise<void> => {
    const worker = await create(storeHash);
    const stopped = worker.run().catch((error: unknown) => {
      log.error({ storeHash, error: String(error) }, 'the worker of a store has failed');
      running.delete(storeHash);
    });
    running.set(storeHash, { worker, stopped });
    log.info({ storeHash }, 'store worker is running');
  };
  const drain = async (storeHash: string, { worker, stopped }: Running): Promise<void> => {
    running.delete(storeHash);
    if (worker.getState() === 'RUNNING') worker.shutdown();
    draining.add(stopped);
    await stopped;
    draining.delete(stopped);
    log.info({ storeHash }, 'store worker has stopped');
  };
  let stopping = false;
  let starting: Promise<unknown> = Promise.resolve();
  const look = async (): Promise<void> => {
    const wanted = await switchedOn(directory);
    for (const storeHash of wanted) {
      if (stopping || running.has(storeHash)) continue;
      const started = start(storeHash);
      starting = started.catch(() => undefined);
      await started;
    }
    for (const [storeHash, one] of running) {
      // Its last activities may still run: nobody waits for them here.
      if (!wanted.has(storeHash)) void drain(storeHash, one);
    }
  };
  let looking: Promise<unknown> = Promise.resolve();
  return {
    // One after the other: two at once would start the worker of a store twice.
    follow: () => {
      const next = looking.then(look);
      looking = next.catch(() => undefined);
      return next;
    },
    stop: async () => {
      stopping = true;
      // One that is being started at this moment is drained as well.
      await starting;
      await Promise.all([...running].map(([storeHash, one]) => drain(storeHash, one)));
      // Of stores that were dropped just before.
      await Promise.all(draining);
    },
  };
}

async function switchedOn(directory: StoreDirectory): Promise<ReadonlySet<string>> {
  const stores = await directory.list();
  return new Set(stores.filter(({ enabled }) => enabled).map(({ storeHash }) => storeHash));
}

const FOLLOW_EVERY_MS = 5_000;

/** A look that fails is only a look: the next one comes in five seconds, or after `everyMs`. */
export function followStores(
  stores: StoreWorkers,
  log: Log,
  everyMs = FOLLOW_EVERY_MS,
): { readonly stop: () => void } {
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    try {
      await stores.follow();
    } catch (error) {
      log.warn({ error: String(error) }, 'the connected stores could not be listed');
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

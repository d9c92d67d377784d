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
    await stopped;
    log.info({ storeHash }, 'store worker has stopped');
  };
  return {
    follow: async () => {
      const stores = await directory.list();
      const wanted = new Set(
        stores.filter(({ enabled }) => enabled).map(({ storeHash }) => storeHash),
      );
      for (const storeHash of wanted) if (!running.has(storeHash)) await start(storeHash);
      for (const [storeHash, one] of running) {
        // Its last activities may still run: nobody waits for them here.
        if (!wanted.has(storeHash)) void drain(storeHash, one);
      }
    },
    stop: async () => {
      await Promise.all([...running].map(([storeHash, one]) => drain(storeHash, one)));
    },
  };
}

const FOLLOW_EVERY_MS = 5_000;

/** A look that fails is only a look: the next one comes in five seconds. */
export function followStores(stores: StoreWorkers, log: Log): { readonly stop: () => void } {
  const timer = setInterval(() => {
    stores.follow().catch((error: unknown) => {
      log.warn({ error: String(error) }, 'the connected stores could not be listed');
    });
  }, FOLLOW_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}

// Calls to Temporal that can be cut off together, when whoever makes them ends.
import type { Client } from '@temporalio/client';

export interface OpenCalls {
  /** Rejects as Temporal does, also when it was cut off. */
  readonly run: <T>(call: () => Promise<T>) => Promise<T>;
  /** Those that are under way. */
  readonly cut: () => void;
}

export function createOpenCalls(client: Client): OpenCalls {
  const open = new Set<AbortController>();
  return {
    run: async (call) => {
      // One for each: the SDK never takes its listener off a signal again (client's connection.ts, 1.24.0).
      const one = new AbortController();
      open.add(one);
      try {
        return await client.withAbortSignal(one.signal, call);
      } finally {
        open.delete(one);
      }
    },
    cut: () => {
      for (const one of open) one.abort();
    },
  };
}

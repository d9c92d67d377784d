// Waits until Temporal answers: a worker may be started before its server, or while that is away.
import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import type { Log } from '../observability/log';
import { connectClient, TemporalAway, type TemporalSettings } from './connect';

const FIRST_WAIT_MS = 500;
/** An attempt itself lasts up to ten seconds. */
const LONGEST_WAIT_MS = 5_000;

/** For a process that has started nothing yet: a signal ends it at once. Rejects with TemporalAway when we are refused. */
export async function untilTemporalAnswers(settings: TemporalSettings, log: Log): Promise<void> {
  const end = (): never => process.exit(0);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  try {
    await answered(settings, log);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
  }
}

async function answered(settings: TemporalSettings, log: Log): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      const server = await connectClient(settings);
      await server.close();
      return;
    } catch (error) {
      if (!(error instanceof TemporalAway) || isRefusal(error.cause)) throw error;
      log.warn(`${error.message}\nThe worker waits for it.`);
    }
    await pause(waitMs);
  }
}

/** gRPC's permission denied and unauthenticated: waiting changes nothing. */
const REFUSALS: readonly number[] = [7, 16];

const isRefusal = (error: unknown): boolean =>
  error instanceof ServiceError &&
  isGrpcServiceError(error.cause) &&
  REFUSALS.includes(error.cause.code);

// The connection of a command to Temporal, with a helpful word when nobody is there.
import { temporal as proto } from '@temporalio/proto';
import type { Environment } from '../config/environment';
import { TASK_QUEUE } from '../contracts/names';
import { connectClient, connectionSettings, type ClientConnection } from '../temporal/connect';
import { uiAddress } from './ui-address';

export interface Temporal extends ClientConnection {
  readonly uiUrl?: string;
}

/** Temporal does not answer. The message says where it was looked for and what to do. */
class TemporalAway extends Error {
  override readonly name = 'TemporalAway';
}

/** Longer than any server that runs needs to answer. */
const PATIENCE_MS = 1_500;

/** `tell` hears of a wait that a person would notice. Throws TemporalAway. */
export async function openTemporal(
  { temporal, variables }: Environment,
  tell: (line: string) => void,
): Promise<Temporal> {
  const settings = { ...temporal, variables };
  const { address } = connectionSettings(settings).options;
  const uiUrl = uiAddress(address, temporal.uiUrl);
  const waiting = setTimeout(() => {
    tell(`Waiting for Temporal at ${address} …`);
  }, PATIENCE_MS);
  try {
    const connection = await connectClient(settings);
    return { ...connection, ...(uiUrl !== undefined && { uiUrl }) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TemporalAway(
      [
        `Temporal does not answer at ${address} (${reason}).`,
        'Start one with `temporal server start-dev`, or set TEMPORAL_ADDRESS to the host:port of one that runs.',
        'Just looking? `npm run demo` brings its own.',
      ].join('\n'),
      { cause },
    );
  } finally {
    clearTimeout(waiting);
  }
}

/** Whether a worker has asked for workflow tasks in the last minutes. */
export async function workerIsThere({ client, namespace }: ClientConnection): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType: proto.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  return pollers.length > 0;
}

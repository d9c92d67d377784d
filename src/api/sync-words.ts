// What a person says to a running sync, passed on to its workflow.
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { approve, pauseSync, resumeSync } from '../contracts/full-sync';
import type { SyncReply, SyncWord } from './connector';

const UPDATES = { approve, pause: pauseSync, resume: resumeSync } as const;

/** Null when no such sync runs. Waits for a worker, which is the one that answers. */
export async function tellSync(
  client: Client,
  workflowId: string,
  word: SyncWord,
): Promise<SyncReply | null> {
  try {
    const sentence = await client.workflow.getHandle(workflowId).executeUpdate(UPDATES[word]);
    return { sentence };
  } catch (error) {
    // Temporal says the same of a workflow that has ended.
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

// A sync by its id: how it goes, and what is said to it.
import { syncReply, syncState } from './answers';
import type { SyncReply, SyncState } from './answers';
import type { ApiDoor } from './api-door';

/** A sync that runs or ran, by the id that its start answered. */
export interface SyncChoice {
  readonly workflowId: string;
}

export interface SyncQuestion extends SyncChoice {
  /** How long its end is waited for before it is answered: 0, the default, to 60. */
  readonly waitSeconds?: number | undefined;
}

const pathOf = ({ workflowId }: SyncChoice): string => `/syncs/${encodeURIComponent(workflowId)}`;

export function readSync(door: ApiDoor, question: SyncQuestion): Promise<SyncState> {
  const path = `${pathOf(question)}?wait=${question.waitSeconds ?? 0}`;
  return door({ method: 'GET', path, answer: syncState });
}

export function tellSync(
  door: ApiDoor,
  choice: SyncChoice,
  word: 'approve' | 'pause' | 'resume',
): Promise<SyncReply> {
  return door({ method: 'POST', path: `${pathOf(choice)}/${word}`, answer: syncReply });
}

// Keeps one hint in the inbox and counts it.
import type { Hint } from '../../contracts/webhooks';
import { ConnectorProblem } from '../connector';
import { InboxBroken, InboxFull, type Inbox } from '../inbox/inbox';
import type { WebhookCounts } from './webhook-counts';

export interface HintToKeep extends Hint {
  readonly store: string;
  /** Unix seconds when it is right; anything when it is not. */
  readonly createdAt?: unknown;
  readonly deliveryId?: string;
}

/** Resolves when it is on the disk. Throws ConnectorProblem 503 when it was not kept. */
export async function keep(
  { inbox, counts }: { readonly inbox: Inbox; readonly counts: WebhookCounts },
  { createdAt, ...hint }: HintToKeep,
): Promise<'accepted' | 'repeated'> {
  const occurredAt = isoOf(createdAt);
  try {
    const delivery = { ...hint, ...(occurredAt !== undefined && { occurredAt }) };
    const kept = await inbox.append(delivery);
    const outcome = kept === 'kept' ? 'accepted' : 'repeated';
    counts.note(outcome);
    return outcome;
  } catch (error) {
    if (error instanceof InboxFull) {
      counts.note('inbox full');
      throw refusal('inbox-full', 'The inbox is full', error);
    }
    if (error instanceof InboxBroken) {
      counts.note('inbox broken');
      throw refusal('inbox-broken', 'The inbox cannot be written', error);
    }
    throw error;
  }
}

const refusal = (kind: string, title: string, cause: Error): ConnectorProblem =>
  new ConnectorProblem(
    { status: 503, kind, title, detail: 'It was not kept: send it again later.' },
    { cause },
  );

const LAST_SECOND = 253_402_300_799;

function isoOf(seconds: unknown): string | undefined {
  const known = typeof seconds === 'number' && seconds >= 0 && seconds <= LAST_SECOND;
  return known ? new Date(Math.floor(seconds) * 1000).toISOString() : undefined;
}

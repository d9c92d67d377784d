// What the recovery links need: their seal, the stores there are, and the carts that hear of a click.
import type { Client } from '@temporalio/client';
import {
  readRecoveryToken,
  type RecoveryReading,
  type RecoveryWords,
} from '../../config/recovery-link';
import type { Sealer } from '../../config/sealing';
import { cartWorkflowId, linkClicked } from '../../contracts/cart-recovery';
import type { Log } from '../../observability/log';

export interface Recovery {
  readonly read: (token: string) => RecoveryReading;
  /** Returns at once: nobody waits for Temporal to get to the shop. */
  readonly clicked: (storeHash: string, words: RecoveryWords) => void;
}

export interface RecoverySources {
  readonly client: Client;
  readonly sealer: Sealer;
  readonly log: Log;
}

const AGAIN_AFTER_MS = 60_000;
const MOST_REMEMBERED = 10_000;
const WITHIN_MS = 5_000;

export function createRecovery({ client, sealer, log }: RecoverySources): Recovery {
  /** When a cart has last heard of a click. */
  const heard = new Map<string, number>();
  const isNew = (mark: string): boolean => {
    const now = Date.now();
    if ((heard.get(mark) ?? -Infinity) + AGAIN_AFTER_MS > now) return false;
    heard.delete(mark);
    heard.set(mark, now);
    for (const old of [...heard.keys()].slice(0, -MOST_REMEMBERED)) heard.delete(old);
    return true;
  };
  return {
    read: (token) => readRecoveryToken(sealer, token),
    clicked: (storeHash, { cartId, episode, step }) => {
      const workflowId = cartWorkflowId(storeHash, cartId);
      if (episode === undefined || step === undefined || !isNew(workflowId)) return;
      client
        .withDeadline(Date.now() + WITHIN_MS, () =>
          client.workflow.getHandle(workflowId).signal(linkClicked, { episode, step }),
        )
        .catch((error: unknown) => {
          // Most often the cart's workflow has ended, and nothing is lost but a mark.
          log.debug({ workflowId, err: error }, 'a click could not be told to its cart');
        });
    },
  };
}

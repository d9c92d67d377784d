// The end of what is followed for a store that was disconnected: who is told, and by whom.
import { defineSignal } from '@temporalio/workflow';

/** To a flow of an order and to a cart: its store was disconnected, and nothing more is done for it. */
export const storeLeft = defineSignal('storeLeft');

export const STORE_LEAVING = 'storeLeaving';

export const leavingId = (storeHash: string): string => `leaving/${storeHash}`;

/** The one argument of `storeLeaving`. */
export interface LeavingInput {
  readonly storeHash: string;
  /** ISO: what began later belongs to a store that was connected again. */
  readonly before: string;
}

/** How many were told. */
export interface LeavingReport {
  readonly orders: number;
  readonly carts: number;
}

/** On the shared queue. */
export interface LeavingActivities {
  /** Tells each open order and cart that its store has left; harmless to repeat. */
  endFlows(input: LeavingInput): Promise<LeavingReport>;
}

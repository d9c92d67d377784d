// What the inbox of webhooks tells of itself.

/** Deliveries that Temporal refuses to take; they wait for a person to send them again. */
export interface ParkedBatch {
  readonly id: string;
  /** The workflow they are for. */
  readonly workflowId: string;
  readonly deliveries: number;
  /** Temporal's code and what it means. */
  readonly reason: string;
  /** ISO. */
  readonly parkedAt: string;
}

export interface InboxReport {
  /** Deliveries that are on their way to Temporal. */
  readonly waiting: number;
  /** ISO time of the oldest of them; null when none waits. */
  readonly oldestAt: string | null;
  /** Deliveries that are parked. */
  readonly parkedDeliveries: number;
  /** The first hundred. */
  readonly parked: readonly ParkedBatch[];
  /** With so many deliveries, waiting and parked, the door refuses more. */
  readonly limit: number;
}

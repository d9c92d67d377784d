// One delivery as it stands in the inbox: ids and times, nothing of what it carried.
import { z } from 'zod';
import type { Hint } from '../../contracts/webhooks';

export interface Delivery extends Hint {
  /** Store hash. */
  readonly store: string;
  /** The sender's word for when it happened, ISO. */
  readonly occurredAt?: string;
  /** `webhook-id`: the same at every attempt of one delivery. */
  readonly deliveryId?: string;
}

export interface Entry extends Delivery {
  /** Rises in the order of arrival. */
  readonly key: string;
  /** ISO. */
  readonly receivedAt: string;
}

/** What is written: a list, because names would be most of its bytes. */
export type Written = readonly [
  version: 1,
  store: string,
  scope: string,
  id: number | string,
  receivedAt: string,
  occurredAt: string | null,
  deliveryId: string | null,
  orderId?: number,
];

const written = z.tuple([
  z.literal(1),
  z.string(),
  z.string(),
  z.union([z.number(), z.string()]),
  z.string(),
  z.string().nullable(),
  z.string().nullable(),
  z.number().optional(),
]);

/** Longer ones are cut here; repeats are known by the whole. */
const SHOWN_ID = 100;

export function toWritten(entry: Entry): Written {
  const { store, scope, id, receivedAt, occurredAt = null, orderId } = entry;
  const deliveryId = entry.deliveryId?.slice(0, SHOWN_ID) ?? null;
  return orderId === undefined
    ? [1, store, scope, id, receivedAt, occurredAt, deliveryId]
    : [1, store, scope, id, receivedAt, occurredAt, deliveryId, orderId];
}

/** Throws on what another version wrote. */
export function fromWritten(key: string, value: unknown): Entry {
  const [, store, scope, id, receivedAt, occurredAt, deliveryId, orderId] = written.parse(value);
  return {
    key,
    store,
    scope,
    id,
    receivedAt,
    ...(occurredAt !== null && { occurredAt }),
    ...(deliveryId !== null && { deliveryId }),
    ...(orderId !== undefined && { orderId }),
  };
}

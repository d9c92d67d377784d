// Which workflow a delivery is for, and what a batch of them says to it.
import { TASK_QUEUE } from '../../contracts/names';
import {
  ORDER_FLOW,
  orderFlowId,
  orderTouched,
  type OrderInput,
  type OrderTouch,
} from '../../contracts/order-flow';
import {
  changesId,
  RECORD_CHANGES,
  recordsChanged,
  type ChangesInput,
  type RecordsChanged,
} from '../../contracts/record-changes';
import { followedScope, type FollowedScope, type RecordScope } from '../../contracts/webhooks';
import type { Delivery } from '../inbox/inbox';

/** What a batch says to its workflow. */
export interface Target {
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly input: ChangesInput | OrderInput;
  readonly signalName: string;
  readonly signalInput: RecordsChanged | OrderTouch;
}

/** The id of the workflow that a delivery is for. Throws when nothing follows from its scope. */
export function groupOf({ store, scope, id }: Delivery): string {
  const { kind } = follow(scope);
  return kind === 'order' ? orderFlowId(store, id) : changesId(store, kind);
}

export const isOrderGroup = (group: string): boolean => group.startsWith('order/');

/** Of deliveries for one workflow. Every id once; one that was deleted is not read as changed. */
export function targetOf(deliveries: readonly [Delivery, ...Delivery[]]): Target {
  const [{ store, scope, id }] = deliveries;
  const { kind } = follow(scope);
  if (kind === 'order') return flowOf(store, id);
  return {
    workflowId: changesId(store, kind),
    workflowType: RECORD_CHANGES,
    taskQueue: TASK_QUEUE,
    input: { storeHash: store, kind },
    signalName: recordsChanged.name,
    signalInput: merged(deliveries),
  };
}

const flowOf = (storeHash: string, orderId: number): Target => ({
  workflowId: orderFlowId(storeHash, orderId),
  workflowType: ORDER_FLOW,
  taskQueue: TASK_QUEUE,
  input: { storeHash, orderId },
  signalName: orderTouched.name,
  signalInput: {},
});

function merged(deliveries: readonly Delivery[]): RecordsChanged {
  const records = deliveries.flatMap(({ scope, id }) => {
    const followed = follow(scope);
    return isRecord(followed) ? [{ list: followed.into, id }] : [];
  });
  const into = (list: keyof RecordsChanged): readonly number[] => [
    ...new Set(records.filter((one) => one.list === list).map(({ id }) => id)),
  ];
  const deleted = into('deleted');
  const gone = new Set(deleted);
  const lists = {
    changed: into('changed').filter((id) => !gone.has(id)),
    deleted,
    subscribers: into('subscribers'),
    categories: into('categories'),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, ids]) => ids.length > 0));
}

const isRecord = (followed: FollowedScope): followed is RecordScope => followed.kind !== 'order';

function follow(scope: string): FollowedScope {
  const followed = followedScope(scope);
  if (followed === undefined) throw new Error(`Nothing follows from ${scope}.`);
  return followed;
}

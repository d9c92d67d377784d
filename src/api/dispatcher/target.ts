// Which workflow a delivery is for, and what a batch of them says to it.
import { TASK_QUEUE } from '../../contracts/names';
import {
  changesId,
  RECORD_CHANGES,
  recordsChanged,
  type ChangesInput,
  type RecordsChanged,
} from '../../contracts/record-changes';
import { followedScope, type FollowedScope } from '../../contracts/webhooks';
import type { Delivery } from '../inbox/inbox';

/** What a batch says to its workflow. */
export interface Target {
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly input: ChangesInput;
  readonly signalName: string;
  readonly signalInput: RecordsChanged;
}

/** The id of the workflow that a delivery is for. Throws when nothing follows from its scope. */
export const groupOf = ({ store, scope }: Delivery): string => changesId(store, follow(scope).kind);

/** Of deliveries for one workflow. Every id once; one that was deleted is not read as changed. */
export function targetOf(deliveries: readonly [Delivery, ...Delivery[]]): Target {
  const [{ store, scope }] = deliveries;
  const { kind } = follow(scope);
  return {
    workflowId: changesId(store, kind),
    workflowType: RECORD_CHANGES,
    taskQueue: TASK_QUEUE,
    input: { storeHash: store, kind },
    signalName: recordsChanged.name,
    signalInput: merged(deliveries),
  };
}

function merged(deliveries: readonly Delivery[]): RecordsChanged {
  const into = (list: keyof RecordsChanged): readonly number[] => [
    ...new Set(deliveries.filter(({ scope }) => follow(scope).into === list).map(({ id }) => id)),
  ];
  const deleted = into('deleted');
  const gone = new Set(deleted);
  const lists = {
    changed: into('changed').filter((id) => !gone.has(id)),
    deleted,
    orders: into('orders'),
    subscribers: into('subscribers'),
    categories: into('categories'),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, ids]) => ids.length > 0));
}

function follow(scope: string): FollowedScope {
  const followed = followedScope(scope);
  if (followed === undefined) throw new Error(`Nothing follows from ${scope}.`);
  return followed;
}

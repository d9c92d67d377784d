// Which workflow a delivery is for, and what a batch of them says to it.
import {
  CART_RECOVERY,
  cartAbandoned,
  cartConverted,
  cartTouched,
  cartWorkflowId,
  type CartInput,
} from '../../contracts/cart-recovery';
import { TASK_QUEUE } from '../../contracts/names';
import {
  ORDER_FLOW,
  orderFlowId,
  orderTitle,
  orderTouched,
  type OrderInput,
} from '../../contracts/order-flow';
import {
  changesId,
  RECORD_CHANGES,
  recordsChanged,
  type ChangeKind,
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
  /** What Temporal's lists say of the workflow. */
  readonly summary?: string;
  readonly input: ChangesInput | OrderInput | CartInput;
  readonly signalName: string;
  /** Absent for a signal that says nothing but its name. */
  readonly signalInput?: unknown;
}

type Batch = readonly [Delivery, ...Delivery[]];

/** The id of the workflow that a delivery is for. Throws when nothing follows from its scope. */
export function groupOf({ store, scope, id }: Delivery): string {
  const { kind } = follow(scope);
  if (kind === 'cart') return cartWorkflowId(store, String(id));
  return kind === 'order' ? orderFlowId(store, Number(id)) : changesId(store, kind);
}

export const isOrderGroup = (group: string): boolean => group.startsWith('order/');

/** Of deliveries for one workflow. */
export function targetOf(deliveries: Batch): Target {
  const [{ store, scope, id }] = deliveries;
  const { kind } = follow(scope);
  if (kind === 'cart') return cartTarget(deliveries);
  return kind === 'order' ? orderTarget(store, Number(id)) : changesTarget(deliveries, kind);
}

/** Every id once; one that was deleted is not read as changed. */
function changesTarget(deliveries: Batch, kind: ChangeKind): Target {
  const [{ store }] = deliveries;
  return {
    workflowId: changesId(store, kind),
    workflowType: RECORD_CHANGES,
    taskQueue: TASK_QUEUE,
    input: { storeHash: store, kind },
    signalName: recordsChanged.name,
    signalInput: merged(deliveries),
  };
}

const orderTarget = (storeHash: string, orderId: number): Target => ({
  workflowId: orderFlowId(storeHash, orderId),
  workflowType: ORDER_FLOW,
  summary: orderTitle(storeHash, orderId),
  taskQueue: TASK_QUEUE,
  input: { storeHash, orderId },
  signalName: orderTouched.name,
  signalInput: {},
});

/** The cart is read again whatever was said, so the word that says most stands for the others. */
function cartTarget(deliveries: Batch): Target {
  const [{ store, id }] = deliveries;
  const cartId = String(id);
  return {
    workflowId: cartWorkflowId(store, cartId),
    workflowType: CART_RECOVERY,
    taskQueue: TASK_QUEUE,
    input: { storeHash: store, cartId },
    ...cartSignal(deliveries),
  };
}

function cartSignal(deliveries: Batch): Pick<Target, 'signalName' | 'signalInput'> {
  const orderId = deliveries.find((delivery) => delivery.orderId !== undefined)?.orderId;
  if (orderId !== undefined) return { signalName: cartConverted.name, signalInput: { orderId } };
  const isLeft = deliveries.some(({ scope }) => says(scope) === 'abandoned');
  return { signalName: isLeft ? cartAbandoned.name : cartTouched.name };
}

function says(scope: string): string | undefined {
  const followed = follow(scope);
  return followed.kind === 'cart' ? followed.says : undefined;
}

function merged(deliveries: Batch): RecordsChanged {
  const records = deliveries.flatMap(({ scope, id }) => {
    const followed = follow(scope);
    return isRecord(followed) && typeof id === 'number' ? [{ list: followed.into, id }] : [];
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

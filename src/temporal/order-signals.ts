// Signals between an order, its person, its cart and its flow; all but the cart's start the workflow where it does not run.
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { cartWorkflowId, orderPlaced } from '../contracts/cart-recovery';
import { TASK_QUEUE } from '../contracts/names';
import {
  ORDER_FLOW,
  orderFlowId,
  orderTitle,
  orderTouched,
  type OrderInput,
  type OrderTouch,
} from '../contracts/order-flow';
import type { OrderRef } from '../contracts/order-deeds';
import {
  changesId,
  RECORD_CHANGES,
  recordsChanged,
  type ChangesInput,
  type RecordsChanged,
} from '../contracts/record-changes';
import { signalWithStart } from './signal-with-start';

const DEADLINE_MS = 10_000;

/** As activities send them. */
export const orderSignals = (client: Client) => ({
  tellPeople: (order: OrderRef, requestId: string) => tellPeopleOf(client, order, requestId),
  tellCart: (order: OrderRef, cartId: string) => tellCartOf(client, order, cartId),
  touchOrder: (order: OrderRef, touch: OrderTouch, requestId: string) =>
    touchOrder(client, { order, touch, requestId }),
});

/** Contact, order sums and lists of whoever ordered follow. */
async function tellPeopleOf(
  client: Client,
  { storeHash, orderId }: OrderRef,
  requestId: string,
): Promise<void> {
  const kind = 'customers';
  const input: ChangesInput = { storeHash, kind };
  const hint: RecordsChanged = { orders: [orderId] };
  await signalWithStart(client, {
    workflowId: changesId(storeHash, kind),
    workflowType: RECORD_CHANGES,
    taskQueue: TASK_QUEUE,
    input,
    signalName: recordsChanged.name,
    signalInput: hint,
    requestId,
    deadlineMs: DEADLINE_MS,
  });
}

/** A cart that nobody follows, or whose story has ended, need not know. */
async function tellCartOf(
  client: Client,
  { storeHash, orderId }: OrderRef,
  cartId: string,
): Promise<void> {
  try {
    await client.workflow
      .getHandle(cartWorkflowId(storeHash, cartId))
      .signal(orderPlaced, { orderId });
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

interface Touching {
  readonly order: OrderRef;
  readonly touch: OrderTouch;
  readonly requestId: string;
}

async function touchOrder(client: Client, { order, touch, requestId }: Touching): Promise<void> {
  const input: OrderInput = order;
  await signalWithStart(client, {
    workflowId: orderFlowId(order.storeHash, order.orderId),
    summary: orderTitle(order.storeHash, order.orderId),
    workflowType: ORDER_FLOW,
    taskQueue: TASK_QUEUE,
    input,
    signalName: orderTouched.name,
    signalInput: touch,
    requestId,
    deadlineMs: DEADLINE_MS,
  });
}

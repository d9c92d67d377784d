// A connected shop whose orders live: webhooks through the door, flows in Temporal, and what Brevo has heard of each.
import { randomUUID } from 'node:crypto';
import { TASK_QUEUE } from '../../src/contracts/names';
import type { FullSyncResult } from '../../src/contracts/sync-progress';
import { orderFlowId, orderStage, type OrderStage } from '../../src/contracts/order-flow';
import type { ShopOrder } from '../../src/sandbox/shop/order-records';
import type { SandboxOptions } from '../../src/sandbox/start';
import type { ConnectedShop } from '../stores/connected-shop';
import { eventually, openConnectedShop } from '../stores/connected-shop';

export interface OrderShop extends ConnectedShop {
  /** Events about an order in the order in which Brevo got them: `order_status_changed a > b`. */
  readonly heard: (orderId: number) => readonly string[];
  /** Waits until Brevo has heard of so many, and nothing is on its way. */
  readonly hearing: (orderId: number, events: number) => Promise<readonly string[]>;
  readonly stage: (orderId: number) => Promise<OrderStage | undefined>;
  /** Waits until the flow is in this stage and has nothing left to tell. */
  readonly reaching: (orderId: number, stage: string) => Promise<OrderStage | undefined>;
  /** Waits until the flow knows that the order is archived, and Brevo does. */
  readonly archived: (orderId: number) => Promise<unknown>;
  /** Runs a sync to its end. */
  readonly synced: (type?: 'full' | 'incremental') => Promise<FullSyncResult>;
  readonly inBrevo: (orderId: number) => { readonly status: string } | undefined;
}

const PATIENCE_MS = 30_000;

interface Opening {
  readonly sandbox?: SandboxOptions;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly address?: string;
}

export async function openOrderShop(side: number, options: Opening = {}): Promise<OrderShop> {
  const { settings = {}, sandbox, address } = options;
  const shop = await openConnectedShop({
    side,
    ...(address === undefined ? {} : { address }),
    sandbox: { orders: 5, ...sandbox, brevo: { displayCurrency: 'USD', ...sandbox?.brevo } },
  });
  await shop.startWorker({ publicUrl: shop.apiUrl });
  const report = await shop.connect({ settings });
  if (report.missing.length > 0) throw new Error(report.missing.join('; '));
  return withOrders(shop);
}

function withOrders(shop: ConnectedShop): OrderShop {
  const { storeHash, brevo } = shop.sandbox;
  const heard = (orderId: number): readonly string[] =>
    brevo.state.events
      .filter(({ properties }) => properties.order_number === orderId)
      .map(({ name, properties: { from, to } }) =>
        typeof from === 'string' && typeof to === 'string' ? `${name} ${from} > ${to}` : name,
      );
  const stage = async (orderId: number): Promise<OrderStage | undefined> => {
    try {
      return await shop.client.workflow
        .getHandle(orderFlowId(storeHash, orderId))
        .query(orderStage);
    } catch {
      return undefined;
    }
  };
  return {
    ...shop,
    heard,
    stage,
    hearing: (orderId, events) =>
      eventually(
        () => Promise.resolve(heard(orderId)),
        (all) => all.length >= events,
        PATIENCE_MS,
      ),
    reaching: (orderId, name) =>
      eventually(
        () => stage(orderId),
        (now) => now?.stage === name && now.waitingEvents.length === 0,
        PATIENCE_MS,
      ),
    archived: (orderId) =>
      eventually(
        () => Promise.resolve(brevo.state.orders.get(`${storeHash}-${orderId}`)?.status),
        (status) => status === 'archived',
        PATIENCE_MS,
      ),
    synced: (type = 'full') =>
      shop.client.workflow.execute('fullSync', {
        taskQueue: TASK_QUEUE,
        workflowId: `sync/orders/${randomUUID()}`,
        args: [{ type }],
      }),
    inBrevo: (orderId) => brevo.state.orders.get(`${storeHash}-${orderId}`),
  };
}

/** A customer of the shop who is a contact already, and of whom Brevo has heard. */
export async function aCustomer(shop: OrderShop): Promise<number> {
  const { id } = shop.sandbox.shop.addCustomer();
  await eventually(
    () => Promise.resolve(shop.sandbox.brevo.state.events),
    (events) => events.some(({ properties }) => properties.customer_id === id),
    PATIENCE_MS,
  );
  return id;
}

/** Every id of an event once. */
export const doubled = ({ sandbox }: OrderShop): readonly string[] => {
  const ids = sandbox.brevo.state.events.map(({ properties }) => String(properties.event_id));
  return ids.filter((id, at) => ids.indexOf(id) !== at);
};

export const STATUS = {
  incomplete: 0,
  shipped: 2,
  refunded: 4,
  cancelled: 5,
  completed: 10,
  paid: 11,
  partlyRefunded: 14,
} as const;

/** An order at the checkout, not paid for yet. */
export const atCheckout = (
  { sandbox }: OrderShop,
  patch: Partial<Omit<ShopOrder, 'id'>> = {},
): ShopOrder => sandbox.shop.addOrder({ status_id: STATUS.incomplete, ...patch });

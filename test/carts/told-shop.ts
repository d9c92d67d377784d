// A worker whose activities answer what a test tells them to: the cart's workflow alone, with times of milliseconds.
import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { Client, WorkflowHandle } from '@temporalio/client';
import {
  CART_RECOVERY,
  cartTouched,
  cartWorkflowId,
  type CartInput,
  type CartPlan,
  type CartResult,
  type CartTiming,
} from '../../src/contracts/cart-recovery';
import type {
  CartActivities,
  CartFollow,
  CartFound,
  CartThere,
  MailOutcome,
} from '../../src/contracts/cart-deeds';
import { FAILURE } from '../../src/contracts/failures';
import type { EventOutcome } from '../../src/contracts/record-changes';
import { notQuietYet } from '../../src/activities/cart/wait-for-quiet';
import { storeQueue, TASK_QUEUE } from '../../src/contracts/names';
import { connectClient, connectWorker } from '../../src/temporal/connect';
import { sideNamespace, TEMPORAL, WORKFLOW_BUNDLE } from '../support/stage';

type CartRecovery = (input: CartInput) => Promise<CartResult>;

/** A day lasts 200 ms. */
const QUICK: CartTiming = {
  hintQuietMs: 100,
  expireAfterMs: 600,
  restMs: 600,
  tooLateMs: 60_000,
  clickWindowMs: 60_000,
  pauseMs: 100,
  eventLookMs: 100,
  eventGiveUpMs: 60_000,
  mailLookMs: 100,
};

/** What is true of one cart, and what was asked for. */
export interface ToldCart {
  found: CartFound;
  /** The shopper is there: no look finds the cart quiet. */
  isBusy?: boolean;
  readonly mails: MailOutcome[];
  /** Of events beside those that a read sends; sent by default. */
  readonly events: EventOutcome[];
  readonly asked: string[];
  /** Answers of events are lost, and looks for them find nothing out. */
  silent?: true;
}

export const there = (
  content: string,
  { changedAt = Date.now(), steps = [] }: { changedAt?: number; steps?: CartPlan['steps'] } = {},
): CartThere => ({
  kind: 'there',
  content,
  person: 'customer:7',
  contactId: 77,
  changedAt,
  wanted: true,
  plan: { abandonAfterMs: 1_200, steps },
});

export interface ToldShop {
  open(found: CartFound, mails?: readonly MailOutcome[]): ToldCart & { readonly cartId: string };
  readonly client: Client;
  touch(cartId: string, timing?: Partial<CartTiming>): Promise<WorkflowHandle<CartRecovery>>;
  eventsOf(handle: WorkflowHandle<CartRecovery>): Promise<readonly string[]>;
  close(): Promise<void>;
}

interface ToldOptions {
  /** Of the namespace; 4 by default. */
  readonly side?: number;
  /** `host:port` of another server than the run's own; its namespace is `default`. */
  readonly address?: string;
}

export async function openToldShop({ side = 4, address }: ToldOptions = {}): Promise<ToldShop> {
  const storeHash = `told${randomUUID().slice(0, 8)}`;
  const carts = new Map<string, ToldCart>();
  const temporal =
    address === undefined
      ? { ...TEMPORAL, namespace: sideNamespace(side) }
      : { address, namespace: 'default' };
  const own = await connectWorker(temporal);
  const server = await connectClient(temporal);
  const common = { connection: own.connection, namespace: temporal.namespace };
  const workflows = await Worker.create({
    ...common,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: WORKFLOW_BUNDLE },
  });
  const activities = await Worker.create({
    ...common,
    taskQueue: storeQueue(storeHash),
    activities: { ...activitiesOf(carts) },
  });
  const running = Promise.all([workflows.run(), activities.run()]);
  const shop: ToldShop = {
    client: server.client,
    open: (found, mails = []) => {
      const cart = { cartId: randomUUID(), found, mails: [...mails], events: [], asked: [] };
      carts.set(cart.cartId, cart);
      return cart;
    },
    touch: (cartId, timing = {}) =>
      server.client.workflow.signalWithStart<CartRecovery>(CART_RECOVERY, {
        workflowId: cartWorkflowId(storeHash, cartId),
        taskQueue: TASK_QUEUE,
        args: [{ storeHash, cartId, timing: { ...QUICK, ...timing } }],
        signal: cartTouched,
      }),
    eventsOf: async (handle) => {
      const { events } = await handle.fetchHistory();
      return (events ?? []).map(({ eventType }) => String(eventType));
    },
    close: async () => {
      workflows.shutdown();
      activities.shutdown();
      await running;
      await Promise.all([own.close(), server.close()]);
    },
  };
  // The first workflow of a worker takes long: a cart would be quiet before it is read.
  await (await shop.touch(shop.open({ kind: 'gone' }).cartId)).result();
  return shop;
}

function activitiesOf(carts: ReadonlyMap<string, ToldCart>): CartActivities {
  const cartOf = (cartId: string): ToldCart => {
    const cart = carts.get(cartId);
    if (cart === undefined) throw new Error('No test has told of this cart.');
    return cart;
  };
  return {
    followCart: (request) => {
      const cart = cartOf(request.cartId);
      cart.asked.push('follow');
      return Promise.resolve(followed(request, cart.found));
    },
    waitForQuiet: ({ cartId }) => {
      const { found, asked, isBusy } = cartOf(cartId);
      const restMs =
        found.kind === 'there' ? found.changedAt + found.plan.abandonAfterMs - Date.now() : 0;
      if (restMs <= 0 && isBusy !== true) return Promise.resolve();
      asked.push('not quiet');
      return Promise.reject(notQuietYet(isBusy === true ? 20 : restMs));
    },
    sendCartEvent: (_storeHash, { cartId, what }) => {
      const { asked, events, silent } = cartOf(cartId);
      asked.push(what);
      return Promise.resolve(events.shift() ?? { kind: silent === true ? 'lost' : 'sent' });
    },
    lookForCartEvent: (_storeHash, { cartId, what }) => {
      const { asked, silent } = cartOf(cartId);
      asked.push(`look for ${what}`);
      return silent === true ? Promise.reject(undecided()) : Promise.resolve(false);
    },
    joinCartList: ({ cartId }) => {
      cartOf(cartId).asked.push('join');
      return Promise.resolve(true);
    },
    leaveCartList: ({ cartId }) => {
      cartOf(cartId).asked.push('leave');
      return Promise.resolve();
    },
    lookAndMail: ({ cartId, step, after }) => {
      const cart = cartOf(cartId);
      cart.asked.push(`mail ${step}${after === undefined ? '' : ` after ${after}`}`);
      return Promise.resolve(cart.mails.shift() ?? { kind: 'sent' });
    },
  };
}

const undecided = () => ApplicationFailure.nonRetryable('another shape', FAILURE.unexpectedShape);

function followed({ told, orderId }: CartFollow, found: CartFound): CartFound {
  if (orderId !== undefined)
    return { kind: 'bought', order: { orderId, amount: '20.00', currency: 'EUR' } };
  if (found.kind !== 'there' || told?.content === found.content) return found;
  const sent = { kind: 'sent' } as const;
  return { ...found, ...(told === undefined ? { created: sent } : {}), updated: sent };
}

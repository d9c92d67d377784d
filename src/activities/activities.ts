// The activities as the worker registers them: one function each, closed over the world.
import { Context } from '@temporalio/activity';
import type { BrevoActivities, PlanningActivities, StoreActivities } from '../contracts/activities';
import type { CartActivities } from '../contracts/cart-deeds';
import type { HookActivities } from '../contracts/hooks';
import type { OrderDeeds, OrderReads } from '../contracts/order-deeds';
import type { EventActivities, LiveActivities } from '../contracts/record-changes';
import type { ConnectingActivities, ExaminingActivities } from '../contracts/store-connection';
import type { LeavingActivities } from '../contracts/store-leaving';
import { lookForCartEvent, sendCartEvent } from './cart/cart-events';
import { joinCartList, leaveCartList } from './cart/cart-list';
import { followCart } from './cart/follow-cart';
import { lookAndMail } from './cart/look-and-mail';
import { waitForQuiet } from './cart/wait-for-quiet';
import { checkStore, prepareStore, releaseStore } from './connecting';
import { syncChunk } from './chunks';
import { examineStore } from './examine-store';
import { closeList } from './close-list';
import { countListJoins } from './consent-chunk';
import { catchUp, keepHooks } from './keep-hooks';
import { lookAtCustomers } from './live/look-at-customers';
import { lookForEvent } from './live/look-for-event';
import { seeToChangedPeople } from './live/see-to-changed-people';
import { sendCustomerEvent } from './live/send-customer-event';
import { writeChangedCustomers } from './live/write-changed-customers';
import { writeChangedProducts } from './live/write-changed-products';
import { lookAtImport } from './look-at-import';
import { lookForOrderEvent } from './orders/look-for-order-event';
import { readOrder } from './orders/read-order';
import { sendOrderEvent } from './orders/send-order-event';
import { writeOrder } from './orders/write-order';
import { planSync } from './plan-sync';
import { prepareBrevo } from './prepare-brevo';
import { retryRejected } from './retry-rejected';
import { seeToPeople } from './see-to-people';
import { sweepDeleted } from './sweep-deleted';
import { shopOf, type World } from './world';

/** For the shared queue. */
export const sharedActivities = (
  world: World,
): PlanningActivities &
  BrevoActivities &
  ConnectingActivities &
  ExaminingActivities &
  LeavingActivities &
  EventActivities &
  OrderDeeds &
  HookActivities => ({
  checkStore: (store) => checkStore(world, store),
  prepareStore: (store, currency) => prepareStore(world, store, currency),
  examineStore: (store, writtenAs) => examineStore(world, store, writtenAs),
  releaseStore: (storeHash, store) => releaseStore(world, storeHash, store),
  endFlows: (input) => world.tellStoreLeft(input),
  keepHooks: (input) => keepHooks(world, input),
  catchUp: (storeHash) => catchUp(world, storeHash),
  planSync: (input) => planSync(world, input),
  prepareBrevo: (plan) => prepareBrevo(world, plan),
  lookAtImport: (storeHash, processId, account) =>
    lookAtImport(world, { storeHash, ...(account === undefined ? {} : { account }) }, processId),
  readTiming: async (storeHash) => (await shopOf(world, { storeHash })).settings.changes,
  sendCustomerEvent: (storeHash, event) => sendCustomerEvent(world, storeHash, event),
  lookForEvent: (storeHash, event) => lookForEvent(world, storeHash, event),
  writeOrder: (order, work) => writeOrder(world, order, work),
  sendOrderEvent: (order, event) => sendOrderEvent(world, order, event),
  lookForOrderEvent: (order, event) => lookForOrderEvent(world, order, event),
});

/** For a store's own queue. */
export const storeActivities = (
  world: World,
): StoreActivities & LiveActivities & OrderReads & CartActivities => ({
  syncChunk: (request) => syncChunk(world, request),
  countListJoins: (request) => countListJoins(world, request),
  closeList: (request) => closeList(world, request),
  retryRejected: (request) => retryRejected(world, request),
  seeToPeople: (request) => seeToPeople(world, request),
  sweepDeleted: (request) => sweepDeleted(world, request),
  lookAtCustomers: (request) => lookAtCustomers(world, request),
  writeChangedCustomers: (request) => writeChangedCustomers(world, request),
  seeToChangedPeople: (request) => seeToChangedPeople(world, request),
  writeChangedProducts: (request) => writeChangedProducts(world, request),
  readOrder: (order) => readOrder(world, order),
  followCart: (request) => followCart(world, request),
  waitForQuiet: (wait) => waitForQuiet(world, wait, Context.current().info.attempt),
  sendCartEvent: (storeHash, event) => sendCartEvent(world, storeHash, event),
  lookForCartEvent: (storeHash, event) => lookForCartEvent(world, storeHash, event),
  joinCartList: (request) => joinCartList(world, request),
  leaveCartList: (request) => leaveCartList(world, request),
  lookAndMail: (request) => lookAndMail(world, request),
});

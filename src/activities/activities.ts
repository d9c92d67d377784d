// The activities as the worker registers them: one function each, closed over the world.
import type { BrevoActivities, PlanningActivities, StoreActivities } from '../contracts/activities';
import type { ConnectingActivities, ExaminingActivities } from '../contracts/store-connection';
import { checkStore, prepareStore, releaseStore } from './connecting';
import { syncChunk } from './chunks';
import { examineStore } from './examine-store';
import { closeList } from './close-list';
import { countListJoins } from './consent-chunk';
import { lookAtImport } from './look-at-import';
import { planSync } from './plan-sync';
import { prepareBrevo } from './prepare-brevo';
import { retryRejected } from './retry-rejected';
import { seeToPeople } from './see-to-people';
import { sweepDeleted } from './sweep-deleted';
import type { World } from './world';

/** For the shared queue. */
export const sharedActivities = (
  world: World,
): PlanningActivities & BrevoActivities & ConnectingActivities & ExaminingActivities => ({
  checkStore: (store) => checkStore(world, store),
  prepareStore: (store, currency) => prepareStore(world, store, currency),
  examineStore: (store, writtenAs) => examineStore(world, store, writtenAs),
  releaseStore: (storeHash) => releaseStore(world, storeHash),
  planSync: (input) => planSync(world, input),
  prepareBrevo: (plan) => prepareBrevo(world, plan),
  lookAtImport: (storeHash, processId, account) =>
    lookAtImport(world, { storeHash, ...(account === undefined ? {} : { account }) }, processId),
});

/** For a store's own queue. */
export const storeActivities = (world: World): StoreActivities => ({
  syncChunk: (request) => syncChunk(world, request),
  countListJoins: (request) => countListJoins(world, request),
  closeList: (request) => closeList(world, request),
  retryRejected: (request) => retryRejected(world, request),
  seeToPeople: (request) => seeToPeople(world, request),
  sweepDeleted: (request) => sweepDeleted(world, request),
});

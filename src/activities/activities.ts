// The activities as the worker registers them: one function each, closed over the world.
import type { BrevoActivities, PlanningActivities, StoreActivities } from '../contracts/activities';
import { syncChunk } from './chunks';
import { closeList } from './close-list';
import { countListJoins } from './consent-chunk';
import { lookAtImport } from './look-at-import';
import { planSync } from './plan-sync';
import { prepareBrevo } from './prepare-brevo';
import { sweepDeleted } from './sweep-deleted';
import type { World } from './world';

/** For the shared queue. */
export const sharedActivities = (world: World): PlanningActivities & BrevoActivities => ({
  planSync: (input) => planSync(world, input),
  prepareBrevo: (plan) => prepareBrevo(world, plan),
  lookAtImport: (storeHash, processId) => lookAtImport(world, storeHash, processId),
});

/** For a store's own queue. */
export const storeActivities = (world: World): StoreActivities => ({
  syncChunk: (request) => syncChunk(world, request),
  countListJoins: (request) => countListJoins(world, request),
  closeList: (request) => closeList(world, request),
  sweepDeleted: (request) => sweepDeleted(world, request),
});

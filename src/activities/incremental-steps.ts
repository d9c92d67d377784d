// The steps of an incremental sync as activities: each knows whether its worker's memory still holds.
import { activityInfo } from '@temporalio/activity';
import type { RunRef } from '../contracts/activities';
import { contextOf, type ChunkContext } from './chunk-context';
import type { World } from './world';

/** Runs a step; the steps of a full sync carry no number and keep what their worker remembers. */
export async function inStep<T>(
  world: World,
  request: RunRef,
  deed: (context: ChunkContext) => Promise<T>,
): Promise<T> {
  const context = await contextOf(world, request);
  const { step } = request;
  if (step === undefined) return deed(context);
  context.memory.beginStep(step, activityInfo().attempt);
  const result = await deed(context);
  context.memory.endStep(step);
  return result;
}

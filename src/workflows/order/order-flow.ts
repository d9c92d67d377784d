// One order from its first sign to its end: reads it at each touch, brings it to Brevo and announces what happened, in order.
import * as wf from '@temporalio/workflow';
import {
  orderStage,
  orderTouched,
  type OrderInput,
  type OrderResult,
} from '../../contracts/order-flow';
import type { OrderState } from './state';
import { followedUntil, nextMove, touched, wanting, type OrderMove } from './moves';
import { OrderRun } from './run';
import { outcomeOf, stageOf } from './story';
import { untilStoreLeaves } from '../store-left';

export async function orderFlow(input: OrderInput, resume?: OrderState): Promise<OrderResult> {
  const run = new OrderRun(input, resume);
  const stage = () => stageOf(run.state, followedUntil(run.state, run.rules));
  // The handlers stand before anything is awaited: the first signal comes with the start.
  wf.setHandler(orderTouched, (touch) => {
    run.state = touched(run.state, touch ?? {}, { rules: run.rules, now: Date.now() });
  });
  wf.setHandler(orderStage, stage);
  // Started by a person, without a touch, it looks as well.
  if (run.isNew()) run.state = wanting(run.state, false);
  return untilStoreLeaves<OrderResult>(
    async () => {
      await followed(run, input);
      return { outcome: outcomeOf(run.state), ...stage() };
    },
    () => ({ outcome: 'store not connected', ...stage() }),
  );
}

async function followed(run: OrderRun, input: OrderInput): Promise<void> {
  for (;;) {
    const move = nextMove(run.state, run.rules, Date.now());
    wf.setCurrentDetails(run.details());
    // Nothing is awaited between the last look and the end: a touch that comes later makes Temporal ask again.
    if (move.kind === 'end') return;
    await made(run, move);
    if (wf.workflowInfo().continueAsNewSuggested)
      await wf.continueAsNew<typeof orderFlow>(input, run.state);
  }
}

async function made(run: OrderRun, move: Exclude<OrderMove, { kind: 'end' }>): Promise<void> {
  switch (move.kind) {
    case 'look':
      run.state = move.state;
      return run.look();
    case 'write':
      return run.write(move.work);
    case 'send':
      return run.send(move.event);
    case 'find':
      return run.find(move.event);
    case 'wait':
      return run.wait(move.until);
  }
}

// One cart, from its first item until it is bought, recovered or given up: waits, asks what is next, does it.
import * as wf from '@temporalio/workflow';
import {
  cartAbandoned,
  cartConverted,
  cartPhase,
  cartTouched,
  linkClicked,
  orderPlaced,
  type CartInput,
  type CartOutcome,
  type CartResult,
} from '../../contracts/cart-recovery';
import { eventsUnknown } from '../../contracts/record-changes';
import { tellConnection } from '../connection/telling';
import { untilStoreLeaves } from '../store-left';
import { performed } from './deeds';
import { CartRun } from './run';
import type { CartState } from './state';
import { storyOf } from './story';

export async function cartRecovery(input: CartInput, resume?: CartState): Promise<CartResult> {
  const run = new CartRun(input, resume);
  // The handlers stand before anything is awaited: the first signal comes with the start.
  listen(run);
  return untilStoreLeaves(
    () => untilOver(run, input),
    () => run.resultOf('store not connected'),
  );
}

function listen(run: CartRun): void {
  wf.setHandler(cartTouched, () => {
    run.hear({ kind: 'touched' });
  });
  wf.setHandler(cartAbandoned, () => {
    run.hear({ kind: 'said abandoned' });
  });
  wf.setHandler(cartConverted, ({ orderId }) => {
    run.hear({ kind: 'ordered', orderId });
  });
  wf.setHandler(orderPlaced, ({ orderId }) => {
    run.hear({ kind: 'ordered', orderId });
  });
  wf.setHandler(linkClicked, ({ episode, step }) => {
    run.hear({ kind: 'clicked', click: { episode, step } });
  });
  wf.setHandler(cartPhase, () => run.view());
}

async function untilOver(run: CartRun, input: CartInput): Promise<CartResult> {
  for (;;) {
    const outcome = await oneTurn(run);
    wf.setCurrentDetails(storyOf(run.view()));
    // Nothing is awaited between the last look and this: a signal that comes later makes Temporal ask again.
    if (outcome !== undefined) return run.resultOf(outcome);
    if (wf.workflowInfo().continueAsNewSuggested) {
      run.stopTimer();
      await wf.continueAsNew<typeof cartRecovery>(input, run.state);
    }
  }
}

async function oneTurn(run: CartRun): Promise<CartOutcome | undefined> {
  const turn = run.next();
  const { deeds } = turn;
  const end = deeds.find(({ kind }) => kind === 'end');
  if (end?.kind === 'end') return end.outcome;
  if (deeds.length === 0) {
    await run.wait(turn);
    return undefined;
  }
  const before = new Set(run.state.unknownEvents);
  await Promise.all(
    deeds.map(async (deed) => {
      run.hear(await performed(deed, run.state));
    }),
  );
  const { storeHash, unknownEvents } = run.state;
  const ids = unknownEvents.filter((id) => !before.has(id));
  if (ids.length > 0) await tellConnection(storeHash, (to) => to.signal(eventsUnknown, { ids }));
  return undefined;
}

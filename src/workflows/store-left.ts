// Follows an order or a cart until its end, or until its store is disconnected: then it is left at once, whatever it waits for.
import * as wf from '@temporalio/workflow';
import { storeLeft } from '../contracts/store-leaving';
import { isStoreGone } from './patience';

/** Call before anything is awaited: the word may come with the start. */
export async function untilStoreLeaves<T>(follow: () => Promise<T>, gone: () => T): Promise<T> {
  const scope = new wf.CancellationScope();
  const said = { left: false };
  wf.setHandler(storeLeft, () => {
    said.left = true;
    scope.cancel();
  });
  try {
    return await scope.run(follow);
  } catch (error) {
    // A workflow that a person cancels ends as cancelled.
    if (!isStoreGone(error) && !(said.left && wf.isCancellation(error))) throw error;
    wf.log.info('the store is no longer connected: nothing more is done');
    return gone();
  }
}

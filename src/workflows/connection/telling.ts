// Tells a store's connection what its workflows have met; a store that is not connected has nobody to remember it.
import * as wf from '@temporalio/workflow';
import { connectionId } from '../../contracts/store-connection';

export async function tellConnection(
  storeHash: string,
  tell: (connection: wf.ExternalWorkflowHandle) => Promise<void>,
): Promise<void> {
  try {
    await tell(wf.getExternalWorkflowHandle(connectionId(storeHash)));
  } catch (error) {
    if (wf.isCancellation(error)) throw error;
    wf.log.info('no connected store to hear of this');
  }
}

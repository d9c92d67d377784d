// Follows a running sync until it ends, by asking again and again how it goes.
import type { FullSyncResult, SyncState } from '../sdk/sdk';
import type { ProgressView } from './progress-view';

/** Answers as soon as the sync has ended, else after a moment. */
export type Look = () => Promise<SyncState>;

/** The sync has ended without its result; the message is its failure's sentence. */
export class SyncFailed extends Error {
  override readonly name = 'SyncFailed';
}

export const NO_WORKER =
  'No worker answers at the moment; the sync goes on when one runs (npm run worker).';

/** Resolves with the result. Throws SyncFailed. */
export async function watchSync(look: Look, view: ProgressView): Promise<FullSyncResult> {
  for (;;) {
    const sync = await look();
    if (sync.state === 'failed') throw new SyncFailed(sync.detail);
    if (sync.state === 'completed') {
      const { store, phases } = sync.result;
      view.show({ state: 'done', store, phases });
      return sync.result;
    }
    if (sync.progress === undefined) view.note(NO_WORKER);
    else view.show(sync.progress);
  }
}

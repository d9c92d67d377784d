// The state of a store's live changes as its workflow holds it, and the pause when a token or key is refused.
import * as wf from '@temporalio/workflow';
import type {
  ChangeKind,
  ChangesInput,
  ChangesState,
  ChangesTiming,
  RecordsChanged,
} from '../../contracts/record-changes';
import { freshChanges, noted, sizeOf, timingOf } from './state';
import { patiently } from '../patience';

export class ChangesRun {
  state: ChangesState;
  readonly storeHash: string;
  readonly kind: ChangeKind;
  timing: ChangesTiming;

  constructor(input: ChangesInput, resume: ChangesState | undefined) {
    this.state = resume ?? freshChanges();
    this.storeHash = input.storeHash;
    this.kind = input.kind;
    this.timing = timingOf(input.timing);
  }

  note(hint: RecordsChanged): void {
    this.state = noted(this.state, hint, Date.now());
  }

  hasOpen(): boolean {
    return sizeOf(this.state.open) > 0;
  }

  /** Runs a deed; after a refused token or a missing scope it waits and tries again, for as long as it takes. */
  attempt<T>(deed: () => Promise<T>): Promise<T> {
    return patiently(deed, {
      pauseMs: this.timing.pauseMs,
      say: (why) => {
        wf.setCurrentDetails(
          `Paused: ${why} Live changes are collected meanwhile and go on by themselves once this is put right.`,
        );
      },
    });
  }
}

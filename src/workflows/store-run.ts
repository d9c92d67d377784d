// The state of one store's bulk work: what it has done, whether it may go on, and who is told.
import * as wf from '@temporalio/workflow';
import {
  progressQuery,
  syncApproved,
  syncPaused,
  syncProgressed,
  syncResumed,
  type StoreSyncInput,
  type StoreSyncState,
} from '../contracts/full-sync';
import { PAUSING } from '../contracts/failures';
import { addTally, EMPTY_TALLY, type Tally } from '../contracts/tally';
import type { SyncPlan } from '../contracts/sync-plan';
import type {
  ConsentSummary,
  PhaseProgress,
  StoreSyncResult,
  SyncProgress,
  SyncState,
} from '../contracts/sync-progress';
import { CLOSING_LISTS, type ClosingList, type Phase } from '../contracts/names';
import type { RunRef } from '../contracts/activities';
import { addConsent, recounted } from './consent-sums';
import { progressTable } from './progress-text';

type Step = Phase | 'closing';

/** The phases this plan goes through, in order. */
export function phasesOf({ resources, lists }: SyncPlan): readonly Phase[] {
  const people = resources.includes('customers') || resources.includes('orders');
  return [
    ...(resources.includes('products') ? (['products'] as const) : []),
    ...(resources.includes('customers') ? (['customers'] as const) : []),
    ...(resources.includes('orders') ? (['orders'] as const) : []),
    ...(people ? (['subscribers'] as const) : []),
    ...(resources.includes('orders') ? (['metrics'] as const) : []),
    ...(people && lists.length > 0 ? (['consent'] as const) : []),
  ];
}

function freshState(plan: SyncPlan): StoreSyncState {
  const steps: readonly Step[] = [...phasesOf(plan), 'closing'];
  return {
    phases: steps.map((phase) => ({
      phase,
      tally: EMPTY_TALLY,
      state: 'waiting',
      ...totalOf(plan, phase),
    })),
    at: steps[0] ?? 'closing',
    paused: false,
    approved: plan.approved,
    dates: {},
    deletions: [],
    closingRounds: 0,
  };
}

function totalOf({ totals }: SyncPlan, step: Step): { readonly total?: number } {
  const list = CLOSING_LISTS.find((one) => one === step);
  const total = list === undefined ? undefined : totals[list];
  return total === undefined ? {} : { total };
}

export class StoreRun {
  state: StoreSyncState;
  readonly ref: RunRef;
  private doing: SyncState = 'running';
  private message: string | undefined;
  private reportedAt = '';

  constructor(private readonly input: StoreSyncInput) {
    this.state = input.resume ?? freshState(input.plan);
    this.ref = { plan: input.plan, run: input.run, technicalListId: input.technicalListId };
    wf.setHandler(syncPaused, () => {
      this.change({ paused: true });
    });
    wf.setHandler(syncResumed, () => {
      this.change({ paused: false });
    });
    wf.setHandler(syncApproved, () => {
      this.change({ approved: true });
    });
    wf.setHandler(progressQuery, () => this.progress());
  }

  get plan(): SyncPlan {
    return this.ref.plan;
  }

  change(part: Partial<StoreSyncState>): void {
    this.state = { ...this.state, ...part };
  }

  /** The step to do next, from its beginning. */
  enter(at: Step): void {
    this.change({ at });
    this.moveTo(undefined);
  }

  moveTo(cursor: string | undefined): void {
    const state: StoreSyncState & { cursor?: string } = { ...this.state };
    delete state.cursor;
    this.state = cursor === undefined ? state : { ...state, cursor };
  }

  note(
    phase: Step,
    part: Partial<Pick<PhaseProgress, 'state'>> & { readonly tally?: Tally },
  ): void {
    this.change({
      phases: this.state.phases.map((line) =>
        line.phase === phase
          ? { ...line, ...part, tally: addTally(line.tally, part.tally ?? EMPTY_TALLY) }
          : line,
      ),
    });
  }

  noteConsent(part: ConsentSummary): void {
    this.change({ consent: addConsent(this.state.consent, part) });
  }

  recountConsent(): void {
    this.change({ consent: recounted(this.state.consent) });
  }

  noteDate(list: ClosingList, date: string | undefined): void {
    if (date !== undefined) this.change({ dates: { [list]: date, ...this.state.dates } });
  }

  progress(): SyncProgress {
    return {
      state: this.state.paused ? 'paused' : this.doing,
      store: this.plan.storeName,
      ...(this.message === undefined ? {} : { message: this.message }),
      phases: this.state.phases,
    };
  }

  /** Says what is going on, in the details and to the workflow that was started by a person. */
  async tell(doing: SyncState, message?: string): Promise<void> {
    this.doing = doing;
    this.message = message;
    const progress = this.progress();
    wf.setCurrentDetails(progressTable(progress));
    const mark = this.mark(progress);
    if (this.input.reportTo === undefined || mark === this.reportedAt) return;
    this.reportedAt = mark;
    await wf.getExternalWorkflowHandle(this.input.reportTo).signal(syncProgressed, progress);
  }

  /** Changes about ten times a phase: the parent's history is for reading, the details show the rest. */
  private mark({ state, message, phases }: SyncProgress): string {
    const passing: readonly SyncState[] = ['running', 'waiting for an import'];
    const lines = phases.map(({ tally, total = 0, state: at }) => [
      at,
      Math.floor(tally.read / Math.max(1, total / 10)),
    ]);
    return JSON.stringify([passing.includes(state) ? 'running' : state, message, lines]);
  }

  async whenAllowed(): Promise<void> {
    if (!this.state.paused) return;
    await this.tell('paused', this.message ?? 'paused by a person; the update resumeSync goes on');
    await wf.condition(() => !this.state.paused);
    await this.tell('running');
  }

  /** Runs a deed; a refused token or a missing scope pauses the run instead of losing it. */
  async attempt<T>(deed: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.whenAllowed();
      try {
        return await deed();
      } catch (error) {
        const cause = error instanceof wf.ActivityFailure ? error.cause : undefined;
        if (!(cause instanceof wf.ApplicationFailure) || !PAUSING.includes(cause.type ?? ''))
          throw error;
        this.message = `${cause.message} Then send the update resumeSync: the sync goes on where it stopped.`;
        this.change({ paused: true });
      }
    }
  }

  /** A long run goes on in a fresh history before the old one gets heavy. */
  async continueIfHeavy(restart: (input: StoreSyncInput) => Promise<never>): Promise<void> {
    if (!wf.workflowInfo().continueAsNewSuggested) return;
    await wf.condition(wf.allHandlersFinished);
    await restart({ ...this.input, resume: this.state });
  }

  result(): StoreSyncResult {
    const { phases, consent, deletions, dates, closingRounds } = this.state;
    const { products, customers, orders } = dates;
    return {
      store: this.plan.storeHash,
      phases,
      ...(consent === undefined ? {} : { consent }),
      deletions,
      watermarks: {
        ...(products === undefined ? {} : { products }),
        ...(customers === undefined ? {} : { customers }),
        ...(orders === undefined ? {} : { orders }),
      },
      mappingHash: this.plan.mappingHash,
      closingRounds,
    };
  }
}

// The state of one store's bulk work: what it has done, whether it may go on, and who is told.
import * as wf from '@temporalio/workflow';
import {
  progressQuery,
  syncApproved,
  syncPaused,
  syncProgressed,
  syncResumed,
  type InterruptedSync,
  type StoreSyncInput,
  type StoreSyncState,
} from '../../contracts/full-sync';
import { PAUSING } from '../../contracts/failures';
import { addTally, EMPTY_TALLY, type Tally } from '../../contracts/tally';
import type { SyncPlan } from '../../contracts/sync-plan';
import type {
  ConsentSummary,
  PhaseProgress,
  StoreSyncResult,
  SyncProgress,
  SyncState,
} from '../../contracts/sync-progress';
import type { ClosingList, Resource } from '../../contracts/names';
import type { RunRef } from '../../contracts/activities';
import { addConsent, recounted } from '../../contracts/consent-sums';
import { progressTable } from './progress-text';
import { accountAfter, accountsAfter, firstAccount, planFor, runFor } from './account-turns';
import { finishedAccount, resultOf } from './store-result';
import { forActivities, freshState, mostOf, type Step } from './store-steps';

/** Ids that are kept for each resource. */
const MOST_REJECTED = 1000;

export class StoreRun {
  state: StoreSyncState;
  private fixed: RunRef;
  /** As of the last chunk that is in Brevo: an import that was not awaited may still fail. */
  private settled: StoreSyncState;
  private steps = 0;
  private doing: SyncState = 'running';
  private message: string | undefined;
  private reportedAt = '';

  constructor(private readonly input: StoreSyncInput) {
    this.state = input.resume ?? freshState(planFor(input.plan, firstAccount(input.plan)));
    this.settled = this.state;
    this.fixed = this.refFor(this.state.account);
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
    return this.fixed.plan;
  }

  /** What the next activity is told; an incremental sync numbers them. */
  nextRef(): RunRef {
    if (this.plan.type !== 'incremental') return this.fixed;
    this.steps += 1;
    return { ...this.fixed, step: this.steps };
  }

  private refFor(account: string | undefined): RunRef {
    const { plan, run, technicalListId, technicalListIds = {} } = this.input;
    return {
      plan: forActivities(planFor(plan, account)),
      run: runFor(run, account),
      technicalListId: technicalListIds[account ?? ''] ?? technicalListId,
    };
  }

  /** False after the last one. What a person approved for one account says nothing about the next. */
  beginNextAccount(): boolean {
    const { account, done = [], paused } = this.state;
    const next = account === undefined ? undefined : accountAfter(this.input.plan, account);
    if (next === undefined) return false;
    const finished = [...done, finishedAccount(this.state)];
    this.state = { ...freshState(planFor(this.input.plan, next)), done: finished, paused };
    this.fixed = this.refFor(next);
    this.steps = 0;
    this.settle();
    return true;
  }

  change(part: Partial<StoreSyncState>): void {
    this.state = { ...this.state, ...part };
  }

  /** The step to do next, from its beginning. */
  enter(at: Step): void {
    this.change({ at });
    this.moveTo(undefined);
    this.settle();
  }

  settle(): void {
    this.settled = this.state;
  }

  /** A full sync that breaks off leaves word where the next one can go on. */
  leaveWord(): void {
    const { type, resources, includeVariants, includeImages, fresh, mappingHash } = this.plan;
    if (type !== 'full') return;
    const plan = { resources, includeVariants, includeImages, fresh, mappingHash };
    const interrupted: InterruptedSync = { state: this.settled, plan };
    wf.upsertMemo({ interrupted });
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

  noteRejected(resource: Resource, ids: readonly string[] = []): void {
    if (ids.length === 0) return;
    const known = this.state.rejected?.[resource] ?? [];
    this.setRejected(resource, [...new Set([...known, ...ids])].slice(0, MOST_REJECTED));
  }

  setRejected(resource: Resource, ids: readonly string[]): void {
    this.change({ rejected: { ...this.state.rejected, [resource]: ids } });
  }

  noteDate(list: ClosingList, date: string | undefined): void {
    if (date !== undefined) this.change({ dates: { [list]: date, ...this.state.dates } });
  }

  progress(): SyncProgress {
    return {
      state: this.state.paused ? 'paused' : this.doing,
      store: this.plan.storeName,
      ...(this.message === undefined ? {} : { message: this.message }),
      phases: [
        ...(this.state.done ?? []).flatMap(({ phases }) => phases),
        ...this.state.phases,
        ...accountsAfter(this.input.plan, this.state.account).flatMap(
          (account) => freshState(planFor(this.input.plan, account)).phases,
        ),
      ],
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
    const lines = phases.map((line) => [
      line.state,
      Math.floor(line.tally.read / Math.max(1, mostOf(this.plan, line) / 10)),
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
    return resultOf(this.plan, this.state);
  }
}

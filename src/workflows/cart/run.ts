// The state of a cart as its workflow holds it, and its one timer.
import * as wf from '@temporalio/workflow';
import type { CartInput, CartOutcome, CartResult, CartView } from '../../contracts/cart-recovery';
import { untilQuiet } from './deeds';
import { freshCart, type CartFact, type CartState, type CartTurn } from './state';
import { cartStep } from './step';

interface Timer {
  readonly at: number;
  readonly scope: wf.CancellationScope;
}

export class CartRun {
  state: CartState;
  private news = false;
  private timer: Timer | undefined;
  private isWatched = false;
  private quietAt: number | undefined;
  /** What ends the workflow: cancelled, or the store is gone. */
  private trouble: Error | undefined;

  constructor(input: CartInput, resume: CartState | undefined) {
    this.state = resume ?? freshCart(input);
  }

  hear(fact: CartFact): void {
    this.state = cartStep(this.state, fact, Date.now()).state;
    this.news = true;
  }

  next(): CartTurn {
    this.news = false;
    this.quietAt = undefined;
    const turn = cartStep(this.state, { kind: 'time' }, Date.now());
    this.state = turn.state;
    return turn;
  }

  /** Until something is heard or it is time; a timer that ends too early is left to do so and then follows its successor. */
  async wait({ wakeAt, quietAt }: CartTurn): Promise<void> {
    if (wakeAt !== undefined && (this.timer === undefined || this.timer.at > wakeAt)) {
      this.stopTimer();
      this.timer = this.started(wakeAt);
    }
    this.quietAt = quietAt;
    if (quietAt !== undefined) this.watch(quietAt);
    const mine = this.timer;
    const isTroubled = () => this.trouble !== undefined;
    await wf.condition(() => this.news || this.timer !== mine || isTroubled());
    if (this.trouble !== undefined) throw this.trouble;
  }

  stopTimer(): void {
    this.timer?.scope.cancel();
    this.timer = undefined;
  }

  /** One at a time, however often the cart is touched meanwhile. */
  private watch(until: number): void {
    if (this.isWatched) return;
    this.isWatched = true;
    const waitMs = Math.max(1, until - Date.now());
    untilQuiet(this.state, waitMs).then(
      (fact) => {
        this.isWatched = false;
        this.hear(fact);
      },
      (error: unknown) => {
        this.trouble = error instanceof Error ? error : new Error(String(error));
      },
    );
  }

  private started(at: number): Timer {
    const scope = new wf.CancellationScope();
    const timer = { at, scope };
    void scope
      .run(() => wf.sleep(Math.max(1, at - Date.now()), { summary: this.waitingFor() }))
      .then(
        () => {
          if (this.timer === timer) this.timer = undefined;
        },
        (error: unknown) => {
          if (!wf.isCancellation(error)) throw error;
        },
      );
    return timer;
  }

  private nextAt(): number | undefined {
    const times = [this.timer?.at, this.quietAt].filter((at) => at !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  private waitingFor(): string {
    const { phase, abandonment } = this.state;
    if (phase === 'watching') return 'until it is tried again';
    if (phase === 'resting') return 'for late deliveries';
    return abandonment?.plannedAt === undefined
      ? 'until the cart counts as lost'
      : `until mail ${abandonment.step + 1}`;
  }

  resultOf(outcome: CartOutcome): CartResult {
    return { outcome, ...this.facts() };
  }

  view(): CartView {
    const { phase, outcome } = this.state;
    const at = this.nextAt();
    return {
      phase: phase === 'resting' ? (outcome ?? 'closed') : phase,
      ...this.facts(),
      ...(at === undefined ? {} : { nextAt: new Date(at).toISOString() }),
    };
  }

  private facts(): Omit<CartResult, 'outcome'> {
    const { episode, mails, order, led, stopped, unknownEvents } = this.state;
    return {
      abandonments: episode,
      mails,
      ...(order === undefined ? {} : { order }),
      ...(led === undefined ? {} : { led }),
      ...(stopped === undefined ? {} : { stopped }),
      unknownEvents,
    };
  }
}

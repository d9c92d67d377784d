// The flow of one order as its workflow holds it, and each move as an activity.
import * as wf from '@temporalio/workflow';
import type { OrderInput } from '../../contracts/order-flow';
import type {
  OrderEvent,
  OrderReading,
  OrderWork,
  OrderWritten,
} from '../../contracts/order-deeds';
import type { OrderState } from './state';
import { eventsUnknown, recordsRejected } from '../../contracts/record-changes';
import { orderEventReads, orderEventSending, orderReads, orderWriting } from '../activity-options';
import { tellConnection } from '../connection/telling';
import type { EventAnswer } from '../event-turn';
import { eventAnswered, followedUntil, workDone } from './moves';
import { freshOrder, rulesOf, type OrderRules } from './rules';
import { orderStepFor } from './step';
import { storyText, titleOf } from './story';
import { applicationFailureIn, foundOut, isStoreGone, patiently, sentOrLost } from '../patience';

export class OrderRun {
  state: OrderState;
  readonly rules: OrderRules;
  private readonly order: { readonly storeHash: string; readonly orderId: number };
  /** The one timer of the follow-up; when it ends, the rest is waited for by another. */
  private timer: { readonly until: number } | undefined;

  constructor({ storeHash, orderId, timing }: OrderInput, resume: OrderState | undefined) {
    this.order = { storeHash, orderId };
    this.rules = rulesOf({ storeHash, orderId, ...(timing === undefined ? {} : { timing }) });
    this.state = resume ?? freshOrder(Date.now());
  }

  /** Neither touched nor seen. */
  isNew(): boolean {
    return this.state.wanted === null && this.state.known === null;
  }

  /** For the Temporal UI. */
  details(): string {
    return storyText(this.state, followedUntil(this.state, this.rules));
  }

  /** What the shop says now. */
  async look(): Promise<void> {
    const { readOrder } = orderReads(this.order.storeHash);
    const reading = await this.refusalAsAnswer<OrderReading>(() =>
      readOrder.executeWithOptions({ summary: 'how the order is now' }, [this.order]),
    );
    const { state } = orderStepFor(this.rules)(this.state, reading, Date.now());
    await this.become(state);
  }

  async write(work: OrderWork): Promise<void> {
    const summary = work.upsert === undefined ? 'its person' : 'the order, and its person';
    const written = await this.refusalAsAnswer<OrderWritten>(() =>
      orderWriting.writeOrder.executeWithOptions({ summary: `to Brevo: ${summary}` }, [
        this.order,
        work,
      ]),
    );
    await this.become(workDone(this.state, written, Date.now()));
  }

  async send(event: OrderEvent): Promise<void> {
    const outcome = await sentOrLost(() =>
      this.patiently(() =>
        orderEventSending.sendOrderEvent.executeWithOptions({ summary: titleOf(event) }, [
          this.order,
          event,
        ]),
      ),
    );
    await this.answered(event, { to: 'sending', outcome });
  }

  async find(event: OrderEvent): Promise<void> {
    const isThere = await foundOut(() =>
      this.patiently(() =>
        orderEventReads.lookForOrderEvent.executeWithOptions(
          { summary: `is ${event.eventId} in Brevo?` },
          [this.order, event],
        ),
      ),
    );
    await this.answered(event, { to: 'looking', isThere });
  }

  /** Until something is to be done. A timer that is running is never replaced: each would cost its events. */
  async wait(until: number): Promise<void> {
    if (this.state.events.length > 0) {
      await wf.condition(() => this.isTouched(), Math.max(1, until - Date.now()));
      return;
    }
    const timer = (this.timer ??= this.startTimer(until));
    await wf.condition(() => this.isTouched() || this.timer !== timer);
  }

  private startTimer(until: number): { readonly until: number } {
    const { followMs } = this.rules.timing;
    const timer = { until: Math.min(until, Date.now() + followMs) };
    const over = (): void => {
      this.timer = undefined;
    };
    const summary = 'followed until nothing more comes';
    // A cancelled flow ends by what it waits for; its timer says nothing.
    wf.sleep(Math.max(1, timer.until - Date.now()), { summary }).then(over, () => undefined);
    return timer;
  }

  private isTouched(): boolean {
    return this.state.wanted !== null;
  }

  private async answered(event: OrderEvent, answer: EventAnswer): Promise<void> {
    const now = Date.now();
    await this.become(eventAnswered(this.state, { event, answer, now }, this.rules));
  }

  private async become(state: OrderState): Promise<void> {
    const before = this.state;
    this.state = state;
    if (state.rejected !== null && state.rejected !== before.rejected) {
      const ids = [`order:${this.order.orderId}`];
      await this.tell((to) => to.signal(recordsRejected, { resource: 'orders', ids }));
    }
    const ids = state.unknownEvents.slice(before.unknownEvents.length);
    if (ids.length > 0) await this.tell((to) => to.signal(eventsUnknown, { ids }));
  }

  private tell(what: Parameters<typeof tellConnection>[1]): Promise<void> {
    return tellConnection(this.order.storeHash, what);
  }

  private patiently<T>(deed: () => Promise<T>): Promise<T> {
    return patiently(deed, {
      pauseMs: this.rules.timing.pauseMs,
      say: (why) => {
        wf.setCurrentDetails(
          `Paused: ${why} The order is read again once this is put right.\n\n${this.details()}`,
        );
      },
    });
  }

  /** What a vendor refuses for good is a state of the order, not the end of its flow. */
  private async refusalAsAnswer<T>(
    deed: () => Promise<T>,
  ): Promise<T | { readonly kind: 'rejected'; readonly reason: string }> {
    try {
      return await this.patiently(deed);
    } catch (error) {
      const failure = applicationFailureIn(error);
      if (failure === undefined || isStoreGone(error)) throw error;
      return { kind: 'rejected', reason: `refused: ${failure.type ?? 'unknown'}` };
    }
  }
}

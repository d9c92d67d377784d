// Orders by id; a later write replaces an order as a whole, and batches are written later than they are accepted.
import type { OrderBody } from './order-bodies';
import type { BrevoSwitches } from './settings';

/** An order as tests read it. */
export interface SandboxOrder extends OrderBody {
  /** Whether its last write was one that starts no automation. */
  readonly historical: boolean;
  /** Epoch milliseconds of that write. */
  readonly writtenAt: number;
  readonly by: 'single' | 'batch';
}

interface OrderBatch {
  readonly orders: readonly OrderBody[];
  readonly historical: boolean;
  readonly acceptedAt: number;
  readonly dueAt: number;
}

export class OrderBook {
  readonly orders = new Map<string, SandboxOrder>();
  /** Writes that were not historical: each one starts the account's order automations. */
  automationsStarted = 0;
  private pending: OrderBatch[] = [];
  private batches = 0;

  constructor(
    private readonly batchMs: number,
    private readonly switches: BrevoSwitches,
  ) {}

  write(order: OrderBody, how: Pick<SandboxOrder, 'historical' | 'writtenAt' | 'by'>): void {
    this.orders.set(order.id, { ...order, ...how });
    if (!how.historical) this.automationsStarted += 1;
  }

  /** Answers the batch id. */
  accept(orders: readonly OrderBody[], historical: boolean, now: number): number {
    this.pending.push({ orders, historical, acceptedAt: now, dueAt: now + this.batchMs });
    this.batches += 1;
    return this.batches;
  }

  /** Writes the batches whose time has come. */
  settle(now: number): void {
    for (let due = this.takeDue(now); due.length > 0; due = this.takeDue(now)) {
      const writtenAt = Math.min(...due.map((batch) => batch.dueAt));
      for (const { orders, historical } of due) {
        for (const order of orders) this.write(order, { historical, writtenAt, by: 'batch' });
      }
    }
  }

  // Reversed: when the oldest batch comes due, whatever has arrived behind it is written before it.
  private takeDue(now: number): readonly OrderBatch[] {
    const oldest = this.pending[0];
    if (oldest === undefined || oldest.dueAt > now) return [];
    if (this.switches.batchOrder === 'as-sent') return this.pending.splice(0, 1);
    const overtaking = this.pending.filter((batch) => batch.acceptedAt <= oldest.dueAt);
    this.pending = this.pending.slice(overtaking.length);
    return overtaking.reverse();
  }
}

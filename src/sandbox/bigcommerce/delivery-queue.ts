// Deliveries on their way: some at once, held back, shuffled or late when a test asks for it.

import type { Random } from '../shop/random';

const mostAtOnce = 16;

export class DeliveryQueue<T> {
  private readonly waiting: T[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly idle: (() => void)[] = [];
  private paused = false;
  private running = 0;
  private delayed = 0;

  constructor(
    private readonly random: Random,
    private readonly deliver: (delivery: T) => Promise<void>,
  ) {}

  /** After so many real milliseconds, during which it counts as being on its way. */
  add(delivery: T, delayMs = 0): void {
    if (delayMs === 0) {
      this.waiting.push(delivery);
      this.pump();
      return;
    }
    this.delayed += 1;
    this.later(delayMs, () => {
      this.delayed -= 1;
      this.add(delivery);
    });
  }

  /** Another attempt after so many real milliseconds; nobody waits for it. */
  addRepeat(delivery: T, afterMs: number): void {
    this.later(afterMs, () => {
      this.add(delivery);
    });
  }

  pause(): void {
    this.paused = true;
  }

  resume(shuffled: boolean): void {
    this.paused = false;
    if (shuffled) this.shuffle();
    this.pump();
  }

  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.idle.push(resolve);
      this.pump();
    });
  }

  close(): void {
    this.paused = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.waiting.length = 0;
  }

  private pump(): void {
    while (!this.paused && this.running < mostAtOnce) {
      const next = this.waiting.shift();
      if (next === undefined) break;
      this.running += 1;
      void this.deliver(next).finally(() => {
        this.running -= 1;
        this.pump();
      });
    }
    const nothingMoves = this.paused || this.waiting.length === 0;
    if (this.running + this.delayed > 0 || !nothingMoves) return;
    for (const tell of this.idle.splice(0)) tell();
  }

  private later(ms: number, deed: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      deed();
    }, ms);
    timer.unref();
    this.timers.add(timer);
  }

  private shuffle(): void {
    const drawn = this.waiting.map((delivery) => ({ delivery, at: this.random.next() }));
    drawn.sort((one, other) => one.at - other.at);
    this.waiting.splice(0, drawn.length, ...drawn.map(({ delivery }) => delivery));
  }
}

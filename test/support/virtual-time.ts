// Time that a test turns by hand: waits end in order, as soon as nothing else is left to do.
import { setImmediate as turn } from 'node:timers/promises';

interface Waiting {
  readonly at: number;
  readonly wake: () => void;
}

export class VirtualTime {
  private time = 1_000_000;
  private waiting: Waiting[] = [];

  now(): number {
    return this.time;
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry: Waiting = { at: this.time + ms, wake: resolve };
      this.waiting.push(entry);
      signal?.addEventListener('abort', () => {
        this.waiting = this.waiting.filter((other) => other !== entry);
        reject(new Error('The wait was cancelled.'));
      });
    });
  }

  /** Turns time until the work is done; fails when it waits for something that never comes. */
  async run<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    while (!(await this.settled(() => done))) {
      this.waiting.sort((one, other) => one.at - other.at);
      const next = this.waiting.shift();
      if (next === undefined) throw new Error('Nothing is left to wait for.');
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
    return work;
  }

  private async settled(isDone: () => boolean): Promise<boolean> {
    await turn();
    return isDone();
  }
}

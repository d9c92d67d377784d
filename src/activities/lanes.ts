// Side-by-side work with an upper bound, in order where two pieces touch the same thing.

/** Runs tasks at most `most` at a time; a task waits for every earlier one that shares a key. */
export class Lanes {
  private readonly busy = new Map<string, Promise<void>>();
  private readonly running = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly most: number) {}

  /** Resolves when the task has begun; the first failure is thrown here or by `done`. */
  async start(keys: readonly string[], task: () => Promise<void>): Promise<void> {
    await this.clear(keys);
    while (this.running.size >= this.most) await Promise.race(this.running);
    if (this.failure !== undefined) throw this.failure.error;
    const work = this.run(task);
    this.running.add(work);
    for (const key of keys) this.busy.set(key, work);
    void work.then(() => {
      this.running.delete(work);
      for (const key of keys) if (this.busy.get(key) === work) this.busy.delete(key);
    });
  }

  /** Resolves when no started task holds one of these keys. */
  async clear(keys: readonly string[]): Promise<void> {
    for (const key of keys) await (this.busy.get(key) ?? Promise.resolve());
  }

  async done(): Promise<void> {
    await Promise.all(this.running);
    if (this.failure !== undefined) throw this.failure.error;
  }

  private async run(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.failure ??= { error };
    }
  }
}

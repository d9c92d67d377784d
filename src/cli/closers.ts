// Everything a command has started, so that nothing of it is left running.

type Close = () => Promise<void>;

/** What was started last ends first. A close that fails does not keep the others from closing. */
export class Closers {
  private readonly closes: Close[] = [];

  add(close: Close): void {
    this.closes.unshift(close);
  }

  async closeAll(): Promise<void> {
    for (const close of this.closes.splice(0)) await close().catch(() => undefined);
  }
}

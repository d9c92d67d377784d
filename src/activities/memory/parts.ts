// What a run has read of a list, kept per chunk, so that a repeated chunk replaces its part.

interface Part<T> {
  readonly next: string | undefined;
  readonly content: T;
}

/** Complete once the parts reach from the first cursor to the end without a gap. */
export class Parts<T> {
  private readonly parts = new Map<string, Part<T>>();
  /** Grows with each change; lets derived sums know they are old. */
  version = 0;

  set(cursor: string | undefined, next: string | undefined, content: T): void {
    this.parts.set(cursor ?? '', { next, content });
    this.version += 1;
  }

  get complete(): boolean {
    const walked = new Set<string>();
    for (let at: string | undefined = ''; at !== undefined;) {
      const part: Part<T> | undefined = this.parts.get(at);
      if (part === undefined || walked.has(at)) return false;
      walked.add(at);
      at = part.next;
    }
    return true;
  }

  /** The parts of the chain; a part that no chunk leads to any more is left out. */
  contents(): readonly T[] {
    const found: T[] = [];
    for (let at: string | undefined = ''; at !== undefined;) {
      const part: Part<T> | undefined = this.parts.get(at);
      if (part === undefined) return found;
      found.push(part.content);
      at = part.next;
    }
    return found;
  }

  clear(): void {
    this.parts.clear();
    this.version += 1;
  }
}

// What a sandbox was asked: one line per request, for counting requests and proving absence.

export interface LedgerEntry {
  readonly at: number;
  readonly method: string;
  /** Path with query, as received. */
  readonly path: string;
  readonly status: number;
  /** The JSON body of the request, for contract checks. */
  readonly body?: unknown;
  /** The JSON body of the answer, kept only when `keepBodies` is on. */
  readonly answer?: unknown;
}

export class Ledger {
  readonly entries: LedgerEntry[] = [];

  constructor(readonly keepBodies: boolean) {}

  add(entry: LedgerEntry): void {
    const { at, method, path, status } = entry;
    this.entries.push(this.keepBodies ? entry : { at, method, path, status });
  }

  count(where: (entry: LedgerEntry) => boolean = () => true): number {
    return this.entries.filter(where).length;
  }

  clear(): void {
    this.entries.length = 0;
  }
}

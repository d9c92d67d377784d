// What each order adds to its person, taken on the way through the orders and summed for metrics.
import { Parts } from './parts';
import { ORDERED, PersonSums } from './person-sums';
import type { Key } from './row-table';

export interface LedgerLine {
  readonly orderId: number;
  readonly person: Key;
  /** 0 when the order's status does not count. */
  readonly counts: 0 | 1;
  readonly amountMinor: number;
  /** OPTED_IN when the person ticked the newsletter box at checkout. */
  readonly marks: number;
}

const WIDTH = 6;

/** 48 bytes an order. Lines of changed orders come on top and win. */
export class OrderLedger {
  private readonly parts = new Parts<Float64Array>();
  private readonly changed = new Map<number, LedgerLine | null>();
  private summed: { readonly version: number; readonly sums: PersonSums } | undefined;
  private changes = 0;

  get complete(): boolean {
    return this.parts.complete;
  }

  set(cursor: string | undefined, next: string | undefined, lines: readonly LedgerLine[]): void {
    const packed = new Float64Array(lines.length * WIDTH);
    lines.forEach(({ orderId, person, counts, amountMinor, marks }, at) => {
      packed.set([orderId, person[0], person[1], counts, amountMinor, marks], at * WIDTH);
    });
    this.parts.set(cursor, next, packed);
  }

  /** Null: the order is gone. */
  change(orderId: number, line: LedgerLine | null): void {
    this.changed.set(orderId, line);
    this.changes += 1;
  }

  clear(): void {
    this.parts.clear();
  }

  orderIds(): Set<number> {
    const ids = new Set<number>();
    for (const packed of this.parts.contents()) {
      for (let at = 0; at < packed.length; at += WIDTH) ids.add(packed[at] ?? 0);
    }
    for (const [orderId, line] of this.changed) {
      if (line === null) ids.delete(orderId);
      else ids.add(orderId);
    }
    return ids;
  }

  sums(): PersonSums {
    const version = this.parts.version + this.changes;
    if (this.summed?.version === version) return this.summed.sums;
    const sums = new PersonSums();
    for (const packed of this.parts.contents()) this.addPacked(sums, packed);
    for (const line of this.changed.values()) if (line !== null) addLine(sums, line);
    this.summed = { version, sums };
    return sums;
  }

  private addPacked(sums: PersonSums, packed: Float64Array): void {
    for (let at = 0; at < packed.length; at += WIDTH) {
      const [orderId = 0, high = 0, low = 0, counts = 0, amountMinor = 0, marks = 0] =
        packed.subarray(at, at + WIDTH);
      if (this.changed.has(orderId)) continue;
      addLine(sums, {
        orderId,
        person: [high, low],
        counts: counts === 1 ? 1 : 0,
        amountMinor,
        marks,
      });
    }
  }
}

function addLine(sums: PersonSums, { person, counts, amountMinor, marks }: LedgerLine): void {
  sums.add(person, {
    orders: counts,
    spentMinor: counts === 1 ? amountMinor : 0,
    marks: marks | (counts === 1 ? ORDERED : 0),
  });
}

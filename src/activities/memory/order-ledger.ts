// What each order adds to its person, taken on the way through the orders and summed for metrics.
import type { IdBook } from './id-book';
import { Parts } from './parts';
import { ORDERED, PersonSums } from './person-sums';
import type { Key } from './row-table';

export interface LedgerLine {
  readonly orderId: number;
  /** Whose order it was when it was read. */
  readonly person: Key;
  /** 0 for guests. */
  readonly customerId: number;
  /** 0 when the order's status does not count. */
  readonly counts: 0 | 1;
  readonly amountMinor: number;
  /** OPTED_IN when the person ticked the newsletter box at checkout. */
  readonly marks: number;
}

const WIDTH = 7;

/** Some of the orders; their sums are kept under the name. */
export interface OrderChoice {
  readonly name: string;
  /** Grows when the choice itself changes. */
  readonly version: number;
  readonly has: (orderId: number) => boolean;
}

const EVERY_ORDER: OrderChoice = { name: 'all', version: 0, has: () => true };

/** 56 bytes an order. Lines of changed orders come on top and win. */
export class OrderLedger {
  private readonly parts = new Parts<Float64Array>();
  private readonly changed = new Map<number, LedgerLine | null>();
  private readonly summed = new Map<
    string,
    { readonly version: number; readonly sums: PersonSums }
  >();
  private changes = 0;

  get complete(): boolean {
    return this.parts.complete;
  }

  set(cursor: string | undefined, next: string | undefined, lines: readonly LedgerLine[]): void {
    const packed = new Float64Array(lines.length * WIDTH);
    lines.forEach(({ orderId, person, customerId, counts, amountMinor, marks }, at) => {
      packed.set([orderId, ...person, customerId, counts, amountMinor, marks], at * WIDTH);
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

  /** By the address each customer has now: it may have changed since the order was read. */
  sums(
    customers: Pick<IdBook, 'personOf' | 'version'>,
    { name, version: chosen, has }: OrderChoice = EVERY_ORDER,
  ): PersonSums {
    const version = this.parts.version + this.changes + customers.version + chosen;
    const known = this.summed.get(name);
    if (known?.version === version) return known.sums;
    const sums = new PersonSums();
    for (const line of this.lines()) {
      if (!has(line.orderId)) continue;
      const person =
        line.customerId === 0 ? line.person : (customers.personOf(line.customerId) ?? line.person);
      addLine(sums, person, line);
    }
    this.summed.set(name, { version, sums });
    return sums;
  }

  /** Lines as they were read in the orders phase; those written again since are left out. */
  *untouched(): Generator<LedgerLine> {
    for (const packed of this.parts.contents()) {
      for (let at = 0; at < packed.length; at += WIDTH) {
        const line = unpacked(packed.subarray(at, at + WIDTH));
        if (!this.changed.has(line.orderId)) yield line;
      }
    }
  }

  private *lines(): Generator<LedgerLine> {
    yield* this.untouched();
    for (const line of this.changed.values()) if (line !== null) yield line;
  }
}

function unpacked(row: Float64Array): LedgerLine {
  const [orderId = 0, high = 0, low = 0, customerId = 0, counts = 0, amountMinor = 0, marks = 0] =
    row;
  return {
    orderId,
    person: [high, low],
    customerId,
    counts: counts === 1 ? 1 : 0,
    amountMinor,
    marks,
  };
}

/** Money moves with the person; a ticked box is evidence for the address it was ticked for. */
function addLine(
  sums: PersonSums,
  person: Key,
  { person: asked, counts, amountMinor, marks }: LedgerLine,
): void {
  sums.add(person, {
    orders: counts,
    spentMinor: counts === 1 ? amountMinor : 0,
    marks: counts === 1 ? ORDERED : 0,
  });
  if (marks !== 0) sums.add(asked, { orders: 0, spentMinor: 0, marks });
}

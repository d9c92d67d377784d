// Numbers per person, keyed by the hash of an address: orders, money, evidence of consent.
import { roomFor, RowTable, type Key } from './row-table';

export const ORDERED = 1;
export const OPTED_IN = 2;
export const SUBSCRIBED = 4;
export const WITHDRAWN = 8;

export interface PersonSum {
  /** Orders that count for metrics. */
  readonly orders: number;
  /** Sum of those orders in minor units of the shop's currency. */
  readonly spentMinor: number;
  readonly marks: number;
}

export const NOTHING: PersonSum = { orders: 0, spentMinor: 0, marks: 0 };

const u32 = (length: number) => new Uint32Array(length);

/** At most 33 bytes a person: key 8, count 4, amount 8, marks 1, table 5 to 8. */
export class PersonSums {
  private rows = 0;
  private keys = u32(32);
  private orders = u32(16);
  private spent = new Float64Array(16);
  private marks = new Uint8Array(16);
  private readonly table = new RowTable((row) => [
    this.keys[row * 2] ?? 0,
    this.keys[row * 2 + 1] ?? 0,
  ]);

  get size(): number {
    return this.rows;
  }

  get bytes(): number {
    const columns = [this.keys, this.orders, this.spent, this.marks];
    return columns.reduce((sum, column) => sum + column.byteLength, this.table.bytes);
  }

  add(person: Key, part: PersonSum): void {
    const row = this.table.find(person) ?? this.newRow(person);
    this.orders[row] = (this.orders[row] ?? 0) + part.orders;
    this.spent[row] = (this.spent[row] ?? 0) + part.spentMinor;
    this.marks[row] = (this.marks[row] ?? 0) | part.marks;
  }

  of(person: Key): PersonSum | undefined {
    const row = this.table.find(person);
    if (row === undefined) return undefined;
    return {
      orders: this.orders[row] ?? 0,
      spentMinor: this.spent[row] ?? 0,
      marks: this.marks[row] ?? 0,
    };
  }

  private newRow(person: Key): number {
    const row = this.rows;
    this.rows += 1;
    this.keys = roomFor(this.keys, this.rows * 2, u32);
    this.orders = roomFor(this.orders, this.rows, u32);
    this.spent = roomFor(this.spent, this.rows, (length) => new Float64Array(length));
    this.marks = roomFor(this.marks, this.rows, (length) => new Uint8Array(length));
    this.keys.set(person, row * 2);
    this.table.add(row);
    return row;
  }
}

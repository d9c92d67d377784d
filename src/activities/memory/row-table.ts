// A hash table from 64-bit keys to row numbers, in typed arrays: five to eight bytes a row, no objects.

/** A key as two unsigned 32-bit halves. */
export type Key = readonly [number, number];

const FREE = 0;
const GONE = -1;
const MOST_LOAD = 0.8;

/** The rows and their keys live with the caller; `keyOf(row)` reads a key back. */
export class RowTable {
  private slots: Int32Array;
  private used = 0;

  constructor(
    private readonly keyOf: (row: number) => Key,
    expected = 16,
  ) {
    this.slots = new Int32Array(Math.max(16, Math.ceil(expected / MOST_LOAD) + 1));
  }

  get bytes(): number {
    return this.slots.byteLength;
  }

  find(key: Key): number | undefined {
    for (let slot = this.home(key); ; slot = this.after(slot)) {
      const mark = this.slots[slot] ?? FREE;
      if (mark === FREE) return undefined;
      if (mark !== GONE && same(this.keyOf(mark - 1), key)) return mark - 1;
    }
  }

  /** The row must not be in the table already. */
  add(row: number): void {
    if (this.used + 1 > this.slots.length * MOST_LOAD) this.grow();
    let slot = this.home(this.keyOf(row));
    while ((this.slots[slot] ?? FREE) > FREE) slot = this.after(slot);
    if (this.slots[slot] === FREE) this.used += 1;
    this.slots[slot] = row + 1;
  }

  /** Call before the row's key changes. */
  remove(row: number): void {
    for (let slot = this.home(this.keyOf(row)); ; slot = this.after(slot)) {
      const mark = this.slots[slot] ?? FREE;
      if (mark === FREE) return;
      if (mark === row + 1) {
        this.slots[slot] = GONE;
        return;
      }
    }
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(Math.ceil(old.length * 1.5) + 16);
    this.used = 0;
    for (const mark of old) if (mark > FREE) this.add(mark - 1);
  }

  private home([high, low]: Key): number {
    return ((high ^ Math.imul(low, 0x9e3779b1)) >>> 0) % this.slots.length;
  }

  private after(slot: number): number {
    return slot + 1 === this.slots.length ? 0 : slot + 1;
  }
}

const same = (left: Key, right: Key): boolean => left[0] === right[0] && left[1] === right[1];

/** Grows a typed column by half when it is full. */
export function roomFor<T extends Uint32Array | Float64Array | Uint8Array | Uint16Array>(
  column: T,
  rows: number,
  make: (length: number) => T,
): T {
  if (rows <= column.length) return column;
  const wider = make(Math.max(rows, Math.ceil(column.length * 1.5) + 16));
  wider.set(column);
  return wider;
}
